package org.stepwise.kernel.internal.directory.orgimport;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.text.SearchKeys;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.internal.directory.NamedAfter;
import org.stepwise.kernel.internal.directory.Shape;
import org.stepwise.kernel.internal.directory.UnitPast;
import org.stepwise.kernel.internal.directory.orgimport.Entries.PersonRow;
import org.stepwise.kernel.internal.directory.orgimport.Entries.PositionRow;
import org.stepwise.kernel.internal.directory.orgimport.Entries.PostRow;
import org.stepwise.kernel.internal.directory.orgimport.Entries.UnitRow;

/** Writes a plan in JDBC batches, one per table, inside one short transaction. */
record OrgWriter(Sql sql, SearchKeys keys, long by, Instant now, LocalDate today, Written written) {
    private static final String FIXED = "id, version, number, title, owner_id, unit_id, segment_id, security_level,"
            + " deleted, name_key, pinyin_key, created_at, created_by, updated_at, updated_by";
    private static final int LONGEST_KEY = 400;
    private static final int LONGEST_TITLE = 400;

    void write(OrgPlan plan) {
        people(plan.people());
        posts(plan.posts());
        units(plan.units());
        positions(plan);
        NamedAfter after = new NamedAfter(sql, keys);
        after.people(plan.people().changed(PersonRow::name, PersonRow::id));
        after.units(plan.units().changed(UnitRow::nameZh, UnitRow::id));
        after.posts(plan.posts().changed(PostRow::nameZh, PostRow::id));
    }

    private void insert(String table, List<Row> rows) {
        if (rows.isEmpty()) return;
        List<String> columns = rows.get(0).columns();
        int count = 15 + columns.size();
        String marks = "?" + ", ?".repeat(count - 1);
        sql.batch(
                "insert into " + table + " (" + FIXED + ", " + String.join(", ", columns) + ") values (" + marks + ")",
                rows.stream().map(this::insertion).toList());
    }

    private Object[] insertion(Row row) {
        List<Object> values = new ArrayList<>(List.of(row.id(), 1L, "", title(row), by, 0L, 0L, 0, false));
        values.addAll(List.of(nameKey(row), pinyinKey(row), now, by, now, by));
        values.addAll(row.values());
        return values.toArray();
    }

    private void update(String table, List<Row> rows) {
        if (rows.isEmpty()) return;
        String set = String.join(" = ?, ", rows.get(0).columns());
        sql.batch(
                "update " + table
                        + " set version = version + 1, title = ?, name_key = ?, pinyin_key = ?, updated_at = ?,"
                        + " updated_by = ?, " + set + " = ? where id = ?",
                rows.stream().map(this::change).toList());
    }

    private void update(String table, List<Row> before, List<Row> rows) {
        update(table, rows);
        written.updated(table, before, rows);
    }

    private Object[] change(Row row) {
        List<Object> values = new ArrayList<>(List.of(title(row), nameKey(row), pinyinKey(row), now, by));
        values.addAll(row.values());
        values.add(row.id());
        return values.toArray();
    }

    private static String title(Row row) {
        return cut(row.title(), LONGEST_TITLE);
    }

    private String nameKey(Row row) {
        return cut(keys.name(row.title()), LONGEST_KEY);
    }

    private String pinyinKey(Row row) {
        return cut(keys.pinyin(row.title()), LONGEST_KEY);
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }

    /** One row with its own columns. */
    record Row(long id, String title, List<String> columns, List<Object> values) {
        static Row of(long id, String title, String columns, Object... values) {
            return new Row(id, title, Arrays.asList(columns.split(", ")), Arrays.asList(values));
        }
    }

    private static Object reference(long id) {
        return id == 0 ? Optional.empty() : id;
    }

    private void principals(String kind, List<Long> ids) {
        sql.batch(
                "insert into kernel_principal (id, kind, ref_id) values (?, ?, ?)",
                ids.stream().map(id -> new Object[] {id, kind, id}).toList());
    }

    private void people(Merge<String, PersonRow> people) {
        List<Long> ids = people.created().stream().map(PersonRow::id).toList();
        principals("PERSON", ids);
        List<Row> created = people.created().stream().map(OrgWriter::invited).toList();
        insert("directory_person", created);
        written.created("directory_person", created);
        update(
                "directory_person",
                people.replaced().stream().map(OrgWriter::person).toList(),
                people.updated().stream().map(OrgWriter::person).toList());
        long staff = sql.number("select id from directory_role where code = ? and deleted = false", Roles.STAFF);
        sql.batch(
                "insert into role_member (role_id, principal_id) values (?, ?)",
                ids.stream().map(id -> new Object[] {staff, id}).toList());
    }

    private static Row person(PersonRow person) {
        return Row.of(
                person.id(),
                person.name(),
                "account, name, email, mobile, phone, locale, time_zone, clearance",
                person.account(),
                person.name(),
                person.email(),
                person.mobile(),
                person.phone(),
                person.locale(),
                person.timeZone(),
                person.clearance());
    }

    private static Row invited(PersonRow person) {
        Row row = person(person);
        List<String> columns = new ArrayList<>(row.columns());
        columns.addAll(List.of("name_en", "state"));
        List<Object> values = new ArrayList<>(row.values());
        values.addAll(List.of("", "INVITED"));
        return new Row(row.id(), row.title(), columns, values);
    }

    private void posts(Merge<String, PostRow> posts) {
        principals("POST", posts.created().stream().map(PostRow::id).toList());
        List<Row> created = posts.created().stream().map(OrgWriter::post).toList();
        insert("directory_post", created);
        written.created("directory_post", created);
        update(
                "directory_post",
                posts.replaced().stream().map(OrgWriter::post).toList(),
                posts.updated().stream().map(OrgWriter::post).toList());
    }

    private static Row post(PostRow post) {
        return Row.of(
                post.id(),
                post.nameZh(),
                "code, name_zh, name_en, level",
                post.code(),
                post.nameZh(),
                post.nameEn(),
                post.level());
    }

    private void units(Merge<String, UnitRow> units) {
        List<Row> created = new ArrayList<>();
        List<Object[]> belows = new ArrayList<>();
        Map<Long, LocalDate> firstDays = new HashMap<>();
        int order = (int) sql.number("select max(sort_order) from directory_unit");
        for (UnitRow unit : units.created()) {
            long below = sql.nextId(Shape.PRINCIPALS);
            belows.add(new Object[] {below, "BELOW", unit.id()});
            order += 10;
            created.add(added(unit, below, order));
            firstDays.put(
                    unit.id(),
                    unit.validFrom().filter(day -> day.isBefore(today)).orElse(today));
        }
        principals("UNIT", units.created().stream().map(UnitRow::id).toList());
        sql.batch("insert into kernel_principal (id, kind, ref_id) values (?, ?, ?)", belows);
        insert("directory_unit", created);
        written.created("directory_unit", created);
        update(
                "directory_unit",
                units.replaced().stream().map(OrgWriter::unit).toList(),
                units.updated().stream().map(OrgWriter::unit).toList());
        List<Long> changed = units.updated().stream().map(UnitRow::id).toList();
        new UnitPast(sql).rememberAll(firstDays, changed, today);
    }

    private static Row unit(UnitRow unit) {
        return Row.of(
                unit.id(),
                unit.nameZh(),
                "code, parent_id, kind, name_zh, name_en, head_id, valid_from",
                unit.code(),
                reference(unit.parent()),
                unit.kind(),
                unit.nameZh(),
                unit.nameEn(),
                reference(unit.head()),
                unit.validFrom());
    }

    private static Row added(UnitRow unit, long below, int order) {
        Row row = unit(unit);
        List<String> columns = new ArrayList<>(row.columns());
        columns.addAll(List.of("tree", "sort_order", "below_id"));
        List<Object> values = new ArrayList<>(row.values());
        values.addAll(List.of("main", order, below));
        return new Row(row.id(), row.title(), columns, values);
    }

    private void positions(OrgPlan plan) {
        Map<Long, String> names = plan.names();
        List<Row> created = plan.positions().created().stream()
                .map(row -> position(row, sql.nextId("directory_position_seq"), names))
                .toList();
        insert("directory_position", created);
        update(
                "directory_position",
                plan.positions().updated().stream()
                        .map(row -> position(row, row.id(), names))
                        .toList());
    }

    private static Row position(PositionRow row, long id, Map<Long, String> names) {
        String title = NamedAfter.title(
                names.getOrDefault(row.person(), ""),
                names.getOrDefault(row.unit(), ""),
                names.getOrDefault(row.post(), ""));
        return Row.of(
                id,
                title,
                "person_id, in_unit_id, post_id, primary_position, superior_id",
                row.person(),
                row.unit(),
                row.post(),
                row.primary(),
                reference(row.superior()));
    }
}
