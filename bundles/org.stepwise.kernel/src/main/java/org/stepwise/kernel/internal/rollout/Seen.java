package org.stepwise.kernel.internal.rollout;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.stepwise.kernel.api.tx.Sql;

/**
 * When somebody used something.
 *
 * @param days a bit for each day of use, bit 0 is the last day
 */
record Seen(LocalDate first, LocalDate last, long days) {
    private static final int KEPT = 63;
    private static final int WEEK = 7;
    private static final long DAYS_OF_WEEK = 0x7F;

    static Seen on(LocalDate day) {
        return new Seen(day, day, 1);
    }

    /** Used again; a day before the last changes nothing. */
    Seen again(LocalDate day) {
        long gap = ChronoUnit.DAYS.between(last, day);
        if (gap <= 0) return this;
        long older = gap >= KEPT ? 0 : days << gap & Long.MAX_VALUE;
        return new Seen(first, day, older | 1);
    }

    /** Used this or that. */
    Seen with(Seen other) {
        if (last.isBefore(other.last)) return other.with(this);
        long gap = ChronoUnit.DAYS.between(other.last, last);
        long older = gap >= KEPT ? 0 : other.days << gap & Long.MAX_VALUE;
        return new Seen(first.isBefore(other.first) ? first : other.first, last, days | older);
    }

    /** @param back how many days before that day */
    boolean on(LocalDate day, int back) {
        long bit = back - ChronoUnit.DAYS.between(last, day);
        return bit >= 0 && bit < KEPT && (days >> bit & 1) == 1;
    }

    /** @param week 0 for the seven days that end with this one, 1 for those before */
    boolean inWeek(LocalDate today, int week) {
        long from = (long) week * WEEK - ChronoUnit.DAYS.between(last, today);
        if (from >= KEPT || from <= -WEEK) return false;
        long bits = from >= 0 ? DAYS_OF_WEEK << from : DAYS_OF_WEEK >> -from;
        return (days & bits) != 0;
    }

    /** Thing used → person → when, of these modules. */
    static Map<String, Map<Long, Seen>> read(Sql sql, Collection<String> modules) {
        Map<String, Map<Long, Seen>> seen = new HashMap<>();
        sql.each(
                "select what, person_id, first_on, last_on, days from rollout_seen where module in (?)",
                row -> seen.computeIfAbsent(row.text(1), what -> new HashMap<>())
                        .put(row.number(2), of(row)),
                modules);
        return seen;
    }

    private static Seen of(Sql.Row row) {
        return new Seen(row.date(3).orElseThrow(), row.date(4).orElseThrow(), row.number(5));
    }

    static void write(Sql sql, long person, String module, String what, LocalDate day) {
        Map<Long, Seen> old = new HashMap<>();
        sql.each(
                "select what, person_id, first_on, last_on, days from rollout_seen where person_id = ? and what = ?",
                row -> old.put(person, of(row)),
                person,
                what);
        if (old.isEmpty()) {
            sql.update(
                    "insert into rollout_seen (person_id, what, module, first_on, last_on, days) values (?, ?, ?, ?, ?, ?)",
                    person,
                    what,
                    module,
                    day,
                    day,
                    on(day).days());
            return;
        }
        Seen now = old.get(person).again(day);
        sql.update(
                "update rollout_seen set last_on = ?, days = ? where person_id = ? and what = ? and last_on = ?",
                now.last(),
                now.days(),
                person,
                what,
                old.get(person).last());
    }
}
