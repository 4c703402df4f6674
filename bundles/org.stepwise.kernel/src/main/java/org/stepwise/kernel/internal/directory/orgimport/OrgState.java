package org.stepwise.kernel.internal.directory.orgimport;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stepwise.kernel.api.directory.UnitKind;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.internal.directory.orgimport.Entries.PersonRow;
import org.stepwise.kernel.internal.directory.orgimport.Entries.PositionRow;
import org.stepwise.kernel.internal.directory.orgimport.Entries.PostRow;
import org.stepwise.kernel.internal.directory.orgimport.Entries.UnitRow;

/** The organisation as it is, by code and account, in the order of the tree's making. */
record OrgState(
        Map<String, UnitRow> units,
        Map<String, PostRow> posts,
        Map<String, PersonRow> people,
        Map<Long, List<PositionRow>> positions,
        Map<Long, Long> postReportsTo) {
    static OrgState read(Sql sql) {
        OrgState state = new OrgState(
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new HashMap<>());
        state.readUnits(sql);
        state.readPosts(sql);
        state.readPeople(sql);
        state.readPositions(sql);
        return state;
    }

    private void readUnits(Sql sql) {
        sql.each(
                "select id, code, parent_id, kind, name_zh, name_en, head_id, valid_from from directory_unit"
                        + " where deleted = false order by id",
                row -> units.put(
                        row.text(2),
                        new UnitRow(
                                row.number(1),
                                row.text(2),
                                row.number(3),
                                UnitKind.valueOf(row.text(4)),
                                row.text(5),
                                row.text(6),
                                row.number(7),
                                row.date(8))));
    }

    private void readPosts(Sql sql) {
        sql.each(
                "select id, code, name_zh, name_en, level, reports_to_id from directory_post where deleted = false"
                        + " order by id",
                row -> {
                    posts.put(row.text(2), new PostRow(row.number(1), row.text(2), row.text(3), row.text(4), (int)
                            row.number(5)));
                    row.id(6).ifPresent(above -> postReportsTo.put(row.number(1), above));
                });
    }

    private void readPeople(Sql sql) {
        sql.each(
                "select id, account, name, email, mobile, phone, locale, time_zone, clearance, state"
                        + " from directory_person where deleted = false order by id",
                row -> people.put(
                        row.text(2),
                        new PersonRow(
                                row.number(1),
                                row.text(2),
                                row.text(3),
                                row.text(4),
                                row.text(5),
                                row.text(6),
                                row.text(7),
                                row.text(8),
                                (int) row.number(9),
                                "LEFT".equals(row.text(10)))));
    }

    private void readPositions(Sql sql) {
        sql.each(
                "select id, person_id, in_unit_id, post_id, primary_position, superior_id from directory_position"
                        + " where deleted = false order by id",
                row -> positions
                        .computeIfAbsent(row.number(2), person -> new ArrayList<>())
                        .add(new PositionRow(
                                row.number(1),
                                row.number(2),
                                row.number(3),
                                row.number(4),
                                row.flag(5),
                                row.number(6))));
    }

    LocalDate firstDay(UnitRow unit, LocalDate today) {
        return unit.validFrom().filter(day -> day.isBefore(today)).orElse(today);
    }
}
