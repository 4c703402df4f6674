package org.stepwise.kernel.internal.directory.orgimport;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.internal.directory.orgimport.Entries.PositionRow;

/**
 * Positions as the file wants them. A primary line changes the person's primary position, so that importing a new place moves the
 * person; a part-time line is known by person, unit and post. Somebody's first position is primary in any case.
 */
final class PositionPlan {
    private static final long NEW = 0;
    private final OrgPlan plan;
    private final Findings findings;
    private final Map<Long, List<PositionRow>> rows = new LinkedHashMap<>();
    private final Map<Long, PositionRow> before = new HashMap<>();
    private final Map<Long, Line> primaryLines = new HashMap<>();
    private final Set<List<Long>> seen = new HashSet<>();
    private final Set<Long> touched = new HashSet<>();
    private int unchanged;

    PositionPlan(Map<Long, List<PositionRow>> now, OrgPlan plan, Findings findings) {
        this.plan = plan;
        this.findings = findings;
        now.forEach((person, list) -> {
            rows.put(person, new ArrayList<>(list));
            list.forEach(row -> before.put(row.id(), row));
        });
    }

    void take(Line line) {
        Cells cells = new Cells(line, findings);
        long person = named(cells, "account", line.text("account").toLowerCase(Locale.ROOT), plan.people());
        long unit = named(cells, "unit", line.text("unit"), plan.units());
        long post = named(cells, "post", line.text("post"), plan.posts());
        boolean primary = cells.flag("primary");
        if (person == 0 || unit == 0 || post == 0) return;
        if (!seen.add(List.of(person, unit, post))) {
            findings.add(line, "post", "directory.import.positionTwice", Map.of());
            return;
        }
        if (primary && primaryLines.putIfAbsent(person, line) != null) {
            findings.add(line, "primary", "directory.import.primaryTwice", Map.of());
            return;
        }
        primaryLines.putIfAbsent(person, line);
        put(cells, person, unit, post, primary);
    }

    private long named(Cells cells, String column, String key, Merge<String, ?> among) {
        if (!key.isEmpty()) return plan.reference(cells, column, key, among, 0);
        findings.add(cells.line(), column, "directory.import.required", Map.of());
        return 0;
    }

    private void put(Cells cells, long person, long unit, long post, boolean wantsPrimary) {
        List<PositionRow> mine = rows.computeIfAbsent(person, id -> new ArrayList<>());
        int at = index(mine, unit, post, wantsPrimary);
        Optional<PositionRow> now = at < 0 ? Optional.empty() : Optional.of(mine.get(at));
        boolean primary =
                wantsPrimary || mine.isEmpty() || now.map(PositionRow::primary).orElse(false);
        String named = cells.line().text("superior").toLowerCase(Locale.ROOT);
        long superior = plan.reference(
                cells,
                "superior",
                named,
                plan.people(),
                now.map(PositionRow::superior).orElse(0L));
        if (superior == person) cells.wrong("superior", "directory.problem.superiorItself");
        PositionRow wanted =
                new PositionRow(now.map(PositionRow::id).orElse(NEW), person, unit, post, primary, superior);
        if (wantsPrimary) mine.replaceAll(row -> row.primary() ? row.demoted() : row);
        if (at < 0) mine.add(wanted);
        else mine.set(at, wanted);
        if (now.filter(wanted::equals).isPresent()) unchanged++;
        else if (at >= 0) touched.add(wanted.id());
    }

    /** The same place, else for a primary line the primary position, else -1. */
    private static int index(List<PositionRow> mine, long unit, long post, boolean primary) {
        for (int i = 0; i < mine.size(); i++) {
            if (mine.get(i).unit() == unit && mine.get(i).post() == post) return i;
        }
        for (int i = 0; primary && i < mine.size(); i++) {
            if (mine.get(i).primary() && mine.get(i).id() != NEW) return i;
        }
        return -1;
    }

    List<PositionRow> created() {
        return all().stream().filter(row -> row.id() == NEW).toList();
    }

    List<PositionRow> updated() {
        return all().stream()
                .filter(row -> row.id() != NEW && !row.equals(before.get(row.id())))
                .toList();
    }

    int updatedByFile() {
        return touched.size();
    }

    int unchanged() {
        return unchanged;
    }

    List<PositionRow> all() {
        return rows.values().stream().flatMap(List::stream).toList();
    }

    Optional<Line> line(long person) {
        return Optional.ofNullable(primaryLines.get(person));
    }
}
