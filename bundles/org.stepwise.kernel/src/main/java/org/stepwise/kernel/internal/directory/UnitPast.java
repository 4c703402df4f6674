package org.stepwise.kernel.internal.directory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.stepwise.kernel.api.tx.Sql;

/**
 * Remembers what units were on which days (DIR-1): one row per unit and interval, from a day (included) to a day (excluded). A second
 * change on one day replaces the first.
 */
public record UnitPast(Sql sql) {
    private static final String COLUMNS = "name_zh, name_en, kind, tree, parent_id, head_id, sort_order";
    private static final String INSERT = "insert into unit_past (unit_id, from_day, " + COLUMNS
            + ") select id, cast(? as date), " + COLUMNS + " from directory_unit where id = ?";

    /** Takes the unit's present row as its state from today on; a new one counts from its own first day. */
    void remember(long unit, LocalDate today) {
        LocalDate from =
                sql.number("select count(*) from unit_past where unit_id = ?", unit) > 0 ? today : first(unit, today);
        end(unit, from);
        sql.update(INSERT, from, unit);
    }

    private LocalDate first(long unit, LocalDate today) {
        return sql.first("select valid_from from directory_unit where id = ?", row -> row.date(1), unit)
                .flatMap(day -> day)
                .filter(day -> day.isBefore(today))
                .orElse(today);
    }

    /** The unit is no more from this day on. */
    void end(long unit, LocalDate day) {
        sql.update("delete from unit_past where unit_id = ? and from_day >= ?", unit, day);
        sql.update("update unit_past set to_day = ? where unit_id = ? and to_day is null", day, unit);
    }

    /** Takes the present rows of many units at once. @param created first day by new unit @param changed units that were there */
    public void rememberAll(Map<Long, LocalDate> created, Collection<Long> changed, LocalDate today) {
        List<Object[]> starts = new ArrayList<>();
        created.forEach((unit, day) -> starts.add(new Object[] {day, unit}));
        List<Object[]> ends = new ArrayList<>();
        for (Long unit : changed) {
            ends.add(new Object[] {unit, today});
            starts.add(new Object[] {today, unit});
        }
        sql.batch("delete from unit_past where unit_id = ? and from_day >= ?", ends);
        sql.batch(
                "update unit_past set to_day = ? where unit_id = ? and to_day is null",
                ends.stream().map(row -> new Object[] {row[1], row[0]}).toList());
        sql.batch(INSERT, starts);
    }
}
