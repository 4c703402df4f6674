package org.stepwise.kernel.internal.rollout;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.Preparation;
import org.stepwise.kernel.api.rollout.Preparations;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.access.Stamps;
import org.stepwise.kernel.internal.audit.Guard;

/** What phases ask of people, with permissions and history. */
@Component
public final class KeptPreparations implements Preparations {
    private final Transactions transactions;
    private final Guard guard;
    private final Stamps stamps;
    private final Phases phases;
    private final Journal journal;
    private final Duty duty;
    private final PreparationTable table;

    @Activate
    public KeptPreparations(
            @Reference Transactions transactions,
            @Reference Directory directory,
            @Reference Guard guard,
            @Reference Stamps stamps,
            @Reference Audit audit,
            @Reference Clock clock) {
        this.transactions = transactions;
        this.guard = guard;
        this.stamps = stamps;
        this.phases = new Phases(transactions.sql(), directory);
        this.journal = new Journal(transactions.sql(), directory, guard, audit, clock);
        this.duty = new Duty(guard, phases);
        this.table = new PreparationTable(transactions.sql());
    }

    @Override
    public Preparation of(String phase) {
        return transactions.read(() -> table.of(duty.seen(phase).id()));
    }

    @Override
    public Map<String, Preparation> all() {
        guard.require(Actions.SEE, PhasedRollout.TYPE);
        return transactions.read(() -> {
            Map<Long, Preparation> stored = table.all();
            Map<String, Preparation> found = new HashMap<>();
            phases.all().stream()
                    .map(Phases.Stored::phase)
                    .filter(phase -> stored.containsKey(phase.id()))
                    .forEach(phase -> found.put(phase.code(), stored.get(phase.id())));
            return found;
        });
    }

    @Override
    public Preparation change(String code, Preparation wanted) {
        guard.require(Actions.ADMINISTER, PhasedRollout.TYPE);
        return transactions.get(() -> {
            Phase phase = phases.require(code).phase();
            if (table.of(phase.id()).equals(wanted)) return wanted;
            table.write(phase.id(), wanted);
            journal.step(phase, "prepared", Map.of("rules", wanted.rules()));
            stamps.touch(Stamps.ROLLOUT);
            return wanted;
        });
    }
}
