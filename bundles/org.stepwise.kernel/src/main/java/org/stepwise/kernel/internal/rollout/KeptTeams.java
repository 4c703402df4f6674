package org.stepwise.kernel.internal.rollout;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.Teams;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.audit.Guard;

/** Teams with permissions, audit and history. */
@Component
public final class KeptTeams implements Teams {
    private static final int MOST = 1000;
    private final Transactions transactions;
    private final Directory directory;
    private final Audit audit;
    private final Journal journal;
    private final Circle circle;
    private final TeamTable table;

    @Activate
    public KeptTeams(
            @Reference Transactions transactions,
            @Reference Directory directory,
            @Reference Guard guard,
            @Reference Audit audit,
            @Reference Clock clock) {
        this.transactions = transactions;
        this.directory = directory;
        this.audit = audit;
        this.journal = new Journal(transactions.sql(), directory, guard, audit, clock);
        this.circle = new Circle(guard, directory, transactions.sql());
        this.table = new TeamTable(transactions.sql());
    }

    @Override
    public Team of(String code) {
        return transactions.read(() -> {
            if (!code.equals(ALL)) return team(code, circle.seen(code).id());
            if (!circle.sees()) throw Forbidden.of(Actions.SEE, PhasedRollout.TYPE);
            return team(code, TeamTable.ALL);
        });
    }

    private Team team(String code, long phase) {
        List<Seat> seats = table.of(phase);
        Set<Seat> own = table.own(phase);
        Set<Long> ids = new HashSet<>();
        seats.forEach(seat -> ids.addAll(List.of(seat.person(), seat.unit())));
        Map<Long, String> names = ids.isEmpty() ? Map.of() : directory.names(ids);
        List<Member> members = seats.stream()
                .map(seat -> new Member(
                        seat,
                        names.getOrDefault(seat.person(), ""),
                        names.getOrDefault(seat.unit(), ""),
                        !own.contains(seat)))
                .toList();
        return new Team(code, members, circle.leads(phase));
    }

    @Override
    public Team change(String code, Set<Seat> seats) {
        return transactions.get(() -> {
            boolean whole = code.equals(ALL);
            List<Phase> one = whole ? List.of() : List.of(circle.led(code));
            long phase = whole ? TeamTable.ALL : one.get(0).id();
            circle.requireLeading(phase);
            if (table.own(phase).equals(seats)) return team(code, phase);
            refuseWrong(seats);
            table.replace(phase, seats);
            Map<String, Object> details = Map.of("count", seats.size());
            if (whole) audit.write("rollout.team", "", details);
            else journal.step(one.get(0), "team", details);
            return team(code, phase);
        });
    }

    private void refuseWrong(Set<Seat> seats) {
        List<Violation> wrong = new ArrayList<>();
        if (seats.size() > MOST) wrong.add(new Violation("seats", "rollout.problem.manySeats", Map.of("most", MOST)));
        for (Seat seat : seats) {
            boolean keyUser = seat.duty() == Duty.KEY_USER;
            if (directory.person(seat.person()).isEmpty()) {
                wrong.add(new Violation("person", "rollout.problem.person", Map.of("value", seat.person())));
            }
            if (keyUser && directory.unit(seat.unit()).isEmpty()) {
                wrong.add(new Violation("unit", "rollout.problem.seatUnit", Map.of("value", seat.unit())));
            }
            if (!keyUser && seat.unit() != 0) wrong.add(new Violation("unit", "rollout.problem.seatNoUnit"));
        }
        if (!wrong.isEmpty()) throw new Invalid(wrong);
    }
}
