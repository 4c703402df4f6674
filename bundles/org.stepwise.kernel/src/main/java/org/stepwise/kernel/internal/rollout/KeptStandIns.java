package org.stepwise.kernel.internal.rollout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.rollout.StandIns;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.audit.Guard;

/** Stand-ins with permissions and audit; what is open goes to them at once. */
@Component
public final class KeptStandIns implements StandIns {
    private final Transactions transactions;
    private final Directory directory;
    private final Audit audit;
    private final KeptErrands errands;
    private final Phases phases;
    private final Circle circle;
    private final Able able;
    private final StandInTable table;

    @Activate
    public KeptStandIns(
            @Reference Transactions transactions,
            @Reference Directory directory,
            @Reference Guard guard,
            @Reference Audit audit,
            @Reference KeptErrands errands) {
        this.transactions = transactions;
        this.directory = directory;
        this.audit = audit;
        this.errands = errands;
        this.phases = new Phases(transactions.sql(), directory);
        this.circle = new Circle(guard, directory, transactions.sql());
        this.able = new Able(guard, List::of);
        this.table = new StandInTable(transactions.sql());
    }

    @Override
    public List<StandIn> all() {
        return transactions.read(() -> {
            if (!circle.sees()) throw Forbidden.of(Actions.SEE, PhasedRollout.TYPE);
            return shown(table.all());
        });
    }

    private List<StandIn> shown(List<StandInTable.Kept> all) {
        Set<Long> ids = new HashSet<>();
        all.forEach(one -> ids.addAll(List.of(one.unit(), one.person())));
        Map<Long, String> names = ids.isEmpty() ? Map.of() : directory.names(ids);
        Map<Long, String> codes = new HashMap<>();
        phases.all().forEach(one -> codes.put(one.phase().id(), one.phase().code()));
        List<StandIn> shown = new ArrayList<>();
        for (StandInTable.Kept one : all) {
            if (one.unit() == 0 && !codes.containsKey(one.phase())) continue;
            Wanted wanted = new Wanted(one.unit(), codes.getOrDefault(one.phase(), ""), one.module(), one.person());
            String unit = names.getOrDefault(one.unit(), "");
            shown.add(new StandIn(one.id(), wanted, unit, names.getOrDefault(one.person(), ""), ready(wanted)));
        }
        return shown;
    }

    private boolean ready(Wanted wanted) {
        if (!wanted.module().isEmpty()) return able.has(wanted.person(), wanted.module() + "/");
        return able.caller(wanted.person()).map(Caller::opening).isPresent();
    }

    @Override
    public StandIn name(Wanted wanted) {
        return transactions.get(() -> {
            long phase =
                    wanted.phase().isEmpty() ? 0 : circle.seen(wanted.phase()).id();
            circle.requireLeading(phase);
            refuseWrong(wanted);
            long id = table.put(wanted.unit(), phase, wanted.module(), wanted.person());
            audit.write("rollout.standIn", wanted.phase(), details(wanted));
            transactions.afterCommit(errands::settle);
            return shown(table.all()).stream()
                    .filter(one -> one.id() == id)
                    .findFirst()
                    .orElseThrow(() -> NotFound.of(id));
        });
    }

    private Map<String, Object> details(Wanted wanted) {
        return Map.of(
                "unit", wanted.unit() == 0 ? "" : new Heads(directory).name(wanted.unit()),
                "module", wanted.module(),
                "person",
                        directory.person(wanted.person()).map(one -> one.name()).orElse(""));
    }

    private void refuseWrong(Wanted wanted) {
        List<Violation> wrong = new ArrayList<>();
        boolean unit = wanted.unit() != 0;
        if (unit == !wanted.phase().isEmpty()) wrong.add(new Violation("unit", "rollout.problem.standInFor"));
        if (unit && directory.unit(wanted.unit()).isEmpty()) {
            wrong.add(new Violation("unit", "rollout.problem.unit", Map.of("value", wanted.unit())));
        }
        if (!wanted.module().matches("([a-z][a-z0-9]{0,39})?")) {
            wrong.add(new Violation("module", "rollout.problem.address", Map.of("value", wanted.module())));
        } else if (directory.person(wanted.person()).isEmpty()) {
            wrong.add(new Violation("person", "rollout.problem.person", Map.of("value", wanted.person())));
        } else if (!ready(wanted)) {
            wrong.add(new Violation("person", "rollout.problem.standInClosed", Map.of("module", wanted.module())));
        }
        if (!wrong.isEmpty()) throw new Invalid(wrong);
    }

    @Override
    public void remove(long id) {
        transactions.run(() -> {
            StandInTable.Kept found = table.all().stream()
                    .filter(one -> one.id() == id)
                    .findFirst()
                    .orElseThrow(() -> NotFound.of(id));
            circle.requireLeading(found.phase());
            table.remove(id);
            Wanted wanted = new Wanted(found.unit(), "", found.module(), found.person());
            audit.write("rollout.standInRemoved", "", details(wanted));
            transactions.afterCommit(errands::settle);
        });
    }
}
