package org.stepwise.kernel.internal.directory.orgimport;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.stepwise.kernel.api.directory.UnitKind;
import org.stepwise.kernel.internal.directory.Shape;
import org.stepwise.kernel.internal.directory.orgimport.Entries.PersonRow;
import org.stepwise.kernel.internal.directory.orgimport.Entries.PostRow;
import org.stepwise.kernel.internal.directory.orgimport.Entries.UnitRow;
import org.stepwise.kernel.internal.text.Likeness;

/** What a file would do to the organisation: reads every line against what is there and what the file itself adds. */
final class OrgPlan {
    private final Map<SheetKind, List<Line>> lines;
    private final Findings findings;
    private final LongSupplier newId;
    private final Merge<String, UnitRow> units;
    private final Merge<String, PostRow> posts;
    private final Merge<String, PersonRow> people;
    private final PositionPlan positions;

    /** @param newId principal ids; any distinct negative numbers when nothing is to be written */
    OrgPlan(OrgState state, Map<SheetKind, List<Line>> lines, Findings findings, LongSupplier newId) {
        this.lines = new EnumMap<>(SheetKind.class);
        this.lines.putAll(lines);
        this.findings = findings;
        this.newId = newId;
        this.units = new Merge<>(state.units(), UnitRow::id);
        this.posts = new Merge<>(state.posts(), PostRow::id);
        this.people = new Merge<>(state.people(), PersonRow::id);
        announce(SheetKind.UNITS, units, "code");
        announce(SheetKind.POSTS, posts, "code");
        announce(SheetKind.PEOPLE, people, "account");
        units.lines().forEach(this::unit);
        posts.lines().forEach(this::post);
        people.lines().forEach(this::person);
        this.positions = new PositionPlan(state.positions(), this, findings);
        of(SheetKind.POSITIONS).forEach(positions::take);
        new OrgChecks(this, state.postReportsTo(), findings).run();
    }

    private List<Line> of(SheetKind kind) {
        return lines.getOrDefault(kind, List.of());
    }

    private void announce(SheetKind kind, Merge<String, ?> merge, String column) {
        for (Line line : of(kind)) {
            String key = key(line.text(column), column);
            Optional<Line> before = merge.line(key);
            if (!key.isEmpty() && before.isPresent()) {
                findings.add(
                        line,
                        column,
                        "directory.import.twice",
                        Map.of("value", key, "row", before.get().row()));
            } else if (key.isEmpty()) {
                findings.add(line, column, "directory.import.required", Map.of());
            } else {
                merge.announce(key, line, newId);
            }
        }
    }

    private static String key(String text, String column) {
        return column.equals("account") ? text.toLowerCase(Locale.ROOT) : text;
    }

    private void unit(String code, Line line) {
        Cells cells = new Cells(line, findings);
        UnitRow now = units.now(code)
                .orElseGet(
                        () -> new UnitRow(units.id(code), code, 0, UnitKind.DEPARTMENT, "", "", 0, Optional.empty()));
        cells.shaped("code", 40, Shape.CODE, Shape.CODE_MESSAGE, code);
        long parent = reference(cells, "parent", line.text("parent"), units, now.parent());
        long head = reference(cells, "head", line.text("head").toLowerCase(Locale.ROOT), people, now.head());
        units.put(
                code,
                new UnitRow(
                        now.id(),
                        code,
                        parent,
                        cells.kind("kind", now.kind()),
                        cells.required("name_zh", 100),
                        cells.text("name_en", 100, now.nameEn()),
                        head,
                        cells.day("valid_from", now.validFrom())));
    }

    private void post(String code, Line line) {
        Cells cells = new Cells(line, findings);
        PostRow now = posts.now(code).orElseGet(() -> new PostRow(posts.id(code), code, "", "", 0));
        cells.shaped("code", 40, Shape.CODE, Shape.CODE_MESSAGE, code);
        posts.put(
                code,
                new PostRow(
                        now.id(),
                        code,
                        cells.required("name_zh", 100),
                        cells.text("name_en", 100, now.nameEn()),
                        cells.number("level", 0, 99, now.level())));
    }

    private void person(String account, Line line) {
        Cells cells = new Cells(line, findings);
        PersonRow now = people.now(account)
                .orElseGet(() ->
                        new PersonRow(people.id(account), account, "", "", "", "", "zh-CN", "Asia/Shanghai", 0, false));
        cells.shaped("account", 60, Shape.ACCOUNT, Shape.ACCOUNT_MESSAGE, account);
        String locale = cells.kept("locale", now.locale());
        if (!locale.matches(Shape.LOCALE)) cells.wrong("locale", Shape.LOCALE_MESSAGE);
        String zone = cells.kept("time_zone", now.timeZone());
        if (!Shape.zone(zone)) cells.wrong("time_zone", Shape.ZONE_MESSAGE);
        people.put(
                account,
                new PersonRow(
                        now.id(),
                        account,
                        cells.required("name", 60),
                        cells.shaped("email", 120, Shape.EMAIL, Shape.EMAIL_MESSAGE, now.email()),
                        cells.shaped("mobile", 30, Shape.PHONE, Shape.PHONE_MESSAGE, now.mobile()),
                        cells.shaped("phone", 30, Shape.PHONE, Shape.PHONE_MESSAGE, now.phone()),
                        locale,
                        zone,
                        cells.number("clearance", 0, 10, now.clearance()),
                        now.left()));
    }

    /** Id of what a cell names; an empty cell means none, a missing column what was there. */
    long reference(Cells cells, String column, String key, Merge<String, ?> among, long now) {
        if (!cells.line().has(column)) return now;
        if (key.isEmpty()) return 0;
        long id = among.id(key);
        if (id == 0) {
            List<String> like = Likeness.of(key, among.keys());
            String problem = like.isEmpty() ? "directory.import.unknown" : "directory.import.unknownLike";
            cells.findings().add(cells.line(), column, problem, Map.of("value", key, "like", String.join(", ", like)));
        }
        return id;
    }

    Merge<String, UnitRow> units() {
        return units;
    }

    Merge<String, PostRow> posts() {
        return posts;
    }

    Merge<String, PersonRow> people() {
        return people;
    }

    PositionPlan positions() {
        return positions;
    }

    int created() {
        return units.created().size()
                + posts.created().size()
                + people.created().size()
                + positions.created().size();
    }

    int updated() {
        return units.updated().size()
                + posts.updated().size()
                + people.updated().size()
                + positions.updatedByFile();
    }

    int unchanged() {
        return units.unchanged() + posts.unchanged() + people.unchanged() + positions.unchanged();
    }

    int rows() {
        return lines.values().stream().mapToInt(List::size).sum();
    }

    /** Names by id, for titles and messages. */
    Map<Long, String> names() {
        Map<Long, String> names = new HashMap<>();
        units.rows().values().forEach(unit -> names.put(unit.id(), unit.nameZh()));
        posts.rows().values().forEach(post -> names.put(post.id(), post.nameZh()));
        people.rows().values().forEach(person -> names.put(person.id(), person.name()));
        return names;
    }
}
