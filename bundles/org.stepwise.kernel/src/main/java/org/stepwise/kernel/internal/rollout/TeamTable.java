package org.stepwise.kernel.internal.rollout;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.rollout.Teams.Duty;
import org.stepwise.kernel.api.rollout.Teams.Seat;
import org.stepwise.kernel.api.tx.Sql;

/** The table of the teams, 0 for the whole roll-out's; every method runs in the surrounding transaction. */
record TeamTable(Sql sql) {
    static final long ALL = 0;

    Set<Seat> own(long phase) {
        return new LinkedHashSet<>(sql.list(
                "select duty, person_id, unit_id from rollout_team where phase_id = ? order by duty, unit_id, person_id",
                row -> new Seat(Duty.valueOf(row.text(1)), row.number(2), row.number(3)),
                phase));
    }

    /** With what the roll-out's team does where the phase names nobody. */
    List<Seat> of(long phase) {
        if (phase == ALL) return List.copyOf(own(ALL));
        Set<Seat> own = own(phase);
        Set<Duty> given = own.stream().map(Seat::duty).collect(Collectors.toSet());
        List<Seat> all = new ArrayList<>(own);
        own(ALL).stream().filter(seat -> !given.contains(seat.duty())).forEach(all::add);
        return all;
    }

    boolean holds(long phase, long person, Collection<Duty> duties) {
        return of(phase).stream().anyMatch(seat -> seat.person() == person && duties.contains(seat.duty()));
    }

    /** In the roll-out's team, or in that of any phase. */
    boolean anywhere(long person) {
        return sql.number("select count(*) from rollout_team where person_id = ?", person) > 0;
    }

    void replace(long phase, Set<Seat> seats) {
        sql.update("delete from rollout_team where phase_id = ?", phase);
        sql.batch(
                "insert into rollout_team (phase_id, duty, person_id, unit_id) values (?, ?, ?, ?)",
                new HashSet<>(seats)
                        .stream()
                                .map(seat -> new Object[] {phase, seat.duty(), seat.person(), seat.unit()})
                                .toList());
    }
}
