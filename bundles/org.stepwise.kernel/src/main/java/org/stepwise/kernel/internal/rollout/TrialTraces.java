package org.stepwise.kernel.internal.rollout;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.module.Keeping;
import org.stepwise.kernel.api.notice.Notices;
import org.stepwise.kernel.internal.audit.Guard;

/** What others keep of the records that a trial made, and the notices that it caught. */
@Component(service = TrialTraces.class)
public final class TrialTraces {
    private final Guard guard;

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Keeping> keepings = List.of();

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Notices> notices = List.of();

    @Activate
    public TrialTraces(@Reference Guard guard) {
        this.guard = guard;
    }

    /** Name of a keeping → how many rows it keeps of the phase's records. */
    Map<String, Long> kept(TrialTable table, long phase) {
        Map<String, Long> kept = new TreeMap<>();
        for (String type : table.made(phase).keySet()) {
            for (List<Long> some = table.some(phase, type, 0); !some.isEmpty(); some = next(table, phase, type, some)) {
                for (Keeping keeping : keepings) {
                    long count = keeping.count(type, some);
                    if (count > 0) kept.merge(keeping.name(), count, Long::sum);
                }
            }
        }
        return kept;
    }

    private static List<Long> next(TrialTable table, long phase, String type, List<Long> before) {
        return table.some(phase, type, before.get(before.size() - 1));
    }

    /** Within the running transaction. */
    void forget(String type, Collection<Long> records) {
        keepings.forEach(keeping -> keeping.forget(type, records));
    }

    long caught(long phase) {
        long[] count = new long[1];
        guard.asSystem(
                "count caught notices",
                () -> count[0] =
                        notices.stream().mapToLong(some -> some.caught(phase)).sum());
        return count[0];
    }

    List<Notices.Caught> caught(long phase, Caller reader, int limit) {
        List<Notices.Caught> found = new ArrayList<>();
        guard.asSystem(
                "show caught notices", () -> notices.forEach(some -> found.addAll(some.caught(phase, reader, limit))));
        return found;
    }

    void forgetCaught(long phase) {
        guard.asSystem("the rehearsal is over", () -> notices.forEach(some -> some.forgetCaught(phase)));
    }
}
