package org.stepwise.kernel.internal.rollout;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.module.Nodes.Trouble;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.PhaseState;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.audit.Guard;

/**
 * Brings the modules that phases need, and takes away those that none needs. Installing takes seconds, so nothing here runs inside a
 * transaction of its own; whoever may step a phase may let its modules be installed, so the system does it.
 */
final class Installing {
    private static final Logger LOG = LoggerFactory.getLogger(Installing.class);
    private final Transactions transactions;
    private final Modules modules;
    private final Guard guard;
    private final Audit audit;
    private final Bringing bringing;

    Installing(Transactions transactions, Modules modules, Guard guard, Audit audit, Clock clock) {
        this.transactions = transactions;
        this.modules = modules;
        this.guard = guard;
        this.audit = audit;
        this.bringing = new Bringing(modules, guard, clock);
    }

    /** One that cannot come does not keep the others away. @return those that cannot */
    List<Trouble> bring() {
        return bringing.bring(needed());
    }

    /**
     * Asks for those that are there, too: one that is just being taken away on this node comes back then.
     *
     * @return those that were not there; when one fails, the others are taken back and the failure goes on
     */
    List<String> install(Phase phase, Collection<String> addresses) {
        List<String> installed = new ArrayList<>();
        for (String module : Address.modules(addresses)) {
            boolean there = modules.find(module).isPresent();
            try {
                guard.asSystem("phase " + phase.code() + " needs " + module, () -> modules.install(module));
                if (!there) installed.add(module);
            } catch (RuntimeException e) {
                takeBack(phase, installed);
                throw told(phase, module, e);
            }
        }
        return installed;
    }

    private RuntimeException told(Phase phase, String module, RuntimeException failure) {
        Map<String, Object> details = failure instanceof Problem problem
                ? Map.of("module", module, "why", problem.key(), "whyArguments", problem.args())
                : Map.of("module", module, "why", String.valueOf(failure.getMessage()));
        transactions.apart(() -> {
            audit.write("rollout.failed", phase.code(), details);
            return true;
        });
        return failure;
    }

    void takeBack(Phase phase, Collection<String> installed) {
        uninstallUnneeded(phase, installed);
    }

    /** Uninstalls what no open or paused phase has; one that cannot be uninstalled is told and stays. */
    List<String> uninstallUnneeded(Phase phase, Collection<String> candidates) {
        Set<String> needed = needed();
        List<String> gone = new ArrayList<>();
        for (String module : Address.modules(candidates)) {
            if (needed.contains(module) || modules.find(module).isEmpty()) continue;
            try {
                guard.asSystem("no phase needs " + module, () -> modules.uninstall(module));
                gone.add(module);
            } catch (RuntimeException e) {
                LOG.warn("module {} stays installed: {}", module, e.getMessage());
                told(phase, module, e);
            }
        }
        return gone;
    }

    /** Modules of phases that are open, or paused and to be resumed at once, or have a trial. */
    Set<String> needed() {
        return transactions.read(() -> new TreeSet<>(Address.modules(transactions
                .sql()
                .list(
                        "select distinct m.address from rollout_phase_module m"
                                + " join rollout_phase p on p.id = m.phase_id where p.state in (?)"
                                + " or exists (select 1 from rollout_trial t where t.phase_id = p.id)",
                        row -> row.text(1),
                        List.of(PhaseState.ACTIVE.name(), PhaseState.COMPLETED.name(), PhaseState.PAUSED.name())))));
    }
}
