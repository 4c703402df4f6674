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
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.rollout.Goals;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.audit.Guard;

/** Goals of phases with permissions, audit and history. */
@Component
public final class KeptGoals implements Goals {
    private static final int SHORT = 200;
    private static final int LONG = 2000;
    private static final int MOST = 100;
    private final Transactions transactions;
    private final Guard guard;
    private final Clock clock;
    private final Journal journal;
    private final Circle circle;
    private final GoalTable table;

    @Activate
    public KeptGoals(
            @Reference Transactions transactions,
            @Reference Directory directory,
            @Reference Guard guard,
            @Reference Audit audit,
            @Reference Clock clock) {
        this.transactions = transactions;
        this.guard = guard;
        this.clock = clock;
        this.journal = new Journal(transactions.sql(), directory, guard, audit, clock);
        this.circle = new Circle(guard, directory, transactions.sql());
        this.table = new GoalTable(transactions.sql());
    }

    @Override
    public List<Goal> of(String phase) {
        return transactions.read(() -> table.of(circle.seen(phase).id()));
    }

    @Override
    public List<Goal> change(String code, List<Wanted> wanted) {
        refuseWrong(wanted);
        return transactions.get(() -> {
            Phase phase = circle.led(code);
            List<Wanted> now = table.of(phase.id()).stream().map(Goal::wanted).toList();
            if (now.equals(wanted)) return table.of(phase.id());
            table.replace(phase.id(), wanted);
            journal.step(phase, "goals", Map.of("count", wanted.size()));
            return table.of(phase.id());
        });
    }

    private static void refuseWrong(List<Wanted> wanted) {
        List<Violation> wrong = new ArrayList<>();
        if (wanted.size() > MOST) wrong.add(new Violation("goals", "rollout.problem.manyGoals", Map.of("most", MOST)));
        Set<String> titles = new HashSet<>();
        for (int i = 0; i < wanted.size(); i++) {
            Wanted one = wanted.get(i);
            String place = "goals[" + i + "].";
            if (one.title().isBlank()) wrong.add(new Violation(place + "title", "rollout.problem.goalTitle"));
            if (one.target().isBlank()) wrong.add(new Violation(place + "target", "rollout.problem.goalTarget"));
            if (!titles.add(one.title())) {
                wrong.add(new Violation(place + "title", "rollout.problem.goalTwice", Map.of("title", one.title())));
            }
            for (String text : List.of(one.title(), one.measure(), one.base(), one.target())) {
                if (text.length() > SHORT) {
                    wrong.add(new Violation(place + "title", "rollout.problem.tooLong", Map.of("longest", SHORT)));
                }
            }
        }
        if (!wrong.isEmpty()) throw new Invalid(wrong);
    }

    @Override
    public Goal evaluate(String code, long goal, String reached, Judgement judgement, String remark) {
        if (reached.isBlank()) throw Invalid.of("reached", "rollout.problem.goalReached");
        if (reached.length() > SHORT) throw Invalid.of("reached", "rollout.problem.tooLong", Map.of("longest", SHORT));
        if (remark.length() > LONG) throw Invalid.of("remark", "rollout.problem.tooLong", Map.of("longest", LONG));
        return transactions.get(() -> {
            Phase phase = circle.led(code);
            String by = guard.current().name();
            if (table.evaluate(phase.id(), goal, reached.strip(), judgement, remark.strip(), by, clock.instant())
                    == 0) {
                throw NotFound.of(goal);
            }
            Goal now = table.of(phase.id()).stream()
                    .filter(one -> one.id() == goal)
                    .findFirst()
                    .orElseThrow(() -> NotFound.of(goal));
            Map<String, Object> details =
                    Map.of("goal", now.wanted().title(), "reached", now.reached(), "judgement", judgement.name());
            journal.step(phase, "evaluated", details);
            return now;
        });
    }
}
