package org.stepwise.kernel.internal.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.job.Jobs;
import org.stepwise.kernel.api.module.Keeping;
import org.stepwise.kernel.api.notice.Notices;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.Trial;
import org.stepwise.kernel.api.rollout.Trials;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.audit.Guard;

/** Trials as the doors see them: what they left, counted, and their steps. */
@Component
public final class PhaseTrials implements Trials {
    private static final int CHUNK = 500;
    private static final int MOST = 500;
    private final Transactions transactions;
    private final PhasedRollout rollout;
    private final Directory directory;
    private final Types types;
    private final Jobs jobs;
    private final Guard guard;

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Keeping> keepings = List.of();

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Notices> notices = List.of();

    @Activate
    public PhaseTrials(
            @Reference Transactions transactions,
            @Reference PhasedRollout rollout,
            @Reference Directory directory,
            @Reference Types types,
            @Reference Jobs jobs,
            @Reference Guard guard) {
        this.transactions = transactions;
        this.rollout = rollout;
        this.directory = directory;
        this.types = types;
        this.jobs = jobs;
        this.guard = guard;
    }

    @Override
    public Trial trial(String code) {
        return transactions.read(() -> {
            Phase phase = rollout.phase(code);
            TrialTable table = new TrialTable(transactions.sql());
            Optional<TrialTable.Stored> stored = table.find(phase.id());
            Set<Long> units = table.members(phase.id(), true);
            Set<Long> persons = table.members(phase.id(), false);
            Map<String, Long> made = table.made(phase.id());
            long held = made.keySet().stream()
                    .mapToLong(type -> table.held(phase.id(), type, 0, types).size())
                    .sum();
            return new Trial(
                    code,
                    stored.map(TrialTable.Stored::state).orElse(Trial.State.NONE),
                    stored.map(TrialTable.Stored::since),
                    units,
                    persons,
                    stored.isEmpty()
                            ? 0
                            : Population.read(transactions.sql())
                                    .working(units, persons)
                                    .size(),
                    made,
                    kept(table, phase),
                    held,
                    notices.stream().mapToLong(some -> caught(some, phase.id())).sum());
        });
    }

    private long caught(Notices some, long phase) {
        long[] count = new long[1];
        guard.asSystem("count caught notices", () -> count[0] = some.caught(phase));
        return count[0];
    }

    private Map<String, Long> kept(TrialTable table, Phase phase) {
        Map<String, List<Long>> ids = new TreeMap<>();
        table.marked(phase.id())
                .forEach(record -> ids.computeIfAbsent(record.type(), type -> new ArrayList<>())
                        .add(record.id()));
        Map<String, Long> kept = new TreeMap<>();
        ids.forEach((type, all) -> {
            for (int from = 0; from < all.size(); from += CHUNK) {
                List<Long> some = all.subList(from, Math.min(all.size(), from + CHUNK));
                for (Keeping keeping : keepings) {
                    long count = keeping.count(type, some);
                    if (count > 0) kept.merge(keeping.name(), count, Long::sum);
                }
            }
        });
        return kept;
    }

    @Override
    public Trial begin(String code, Set<Long> units, Set<Long> persons) {
        rollout.trials().begin(code, units, persons);
        return trial(code);
    }

    @Override
    public Trial end(String code) {
        rollout.trials().end(code);
        return trial(code);
    }

    @Override
    public Trial clear(String code, String confirmed) {
        rollout.trials().clear(code, confirmed);
        guard.asSystem("the rehearsal of " + code + " is cleared", () -> jobs.start(Clearing.JOB));
        return trial(code);
    }

    @Override
    public Trial keep(String code, String confirmed) {
        guard.require(Actions.ADMINISTER, PhasedRollout.TYPE);
        long phase = rollout.phase(code).id();
        rollout.trials().keep(code, confirmed, () -> forget(phase));
        return trial(code);
    }

    private void forget(long phase) {
        guard.asSystem("the rehearsal is over", () -> notices.forEach(some -> some.forgetCaught(phase)));
    }

    @Override
    public List<Caught> caught(String code, int limit) {
        return transactions.read(() -> {
            Phase phase = rollout.phase(code);
            List<Notices.Caught> found = new ArrayList<>();
            Caller reader = guard.current();
            guard.asSystem(
                    "show caught notices",
                    () -> notices.forEach(some ->
                            found.addAll(some.caught(phase.id(), reader, Math.max(1, Math.min(limit, MOST))))));
            Set<Long> people = found.stream().map(Notices.Caught::person).collect(Collectors.toSet());
            Map<Long, String> names = people.isEmpty() ? Map.of() : directory.names(people);
            return found.stream()
                    .map(one -> new Caught(one.id(), names.getOrDefault(one.person(), ""), one.text(), one.at()))
                    .toList();
        });
    }
}
