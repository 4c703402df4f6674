package org.stepwise.records.internal.save;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Share;
import org.stepwise.kernel.api.record.Change;
import org.stepwise.kernel.api.record.Entity;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.records.internal.core.Gate;
import org.stepwise.records.internal.core.Platform;
import org.stepwise.records.internal.history.Histories;

/** Sharing a record (ACC-3): nobody gives what he has not; kept in history, and by Access in the audit log. Assumes a transaction. */
public final class Sharing {
    private static final long EVERYONE = 1;
    private final Platform platform;
    private final Gate gate;
    private final Saves saves;
    private final Writer writer;
    private final Histories histories;
    private final Ownership ownership;

    public Sharing(Platform platform, Gate gate, Saves saves, Writer writer, Histories histories, Ownership ownership) {
        this.platform = platform;
        this.gate = gate;
        this.saves = saves;
        this.writer = writer;
        this.histories = histories;
        this.ownership = ownership;
    }

    public List<Share> of(RecordId record) {
        saves.visible(gate.open(record.type()), record);
        return platform.access().shares(record);
    }

    public void share(Share share) {
        Entity found = shareable(share.record());
        Map<Long, String> known = platform.directory().names(List.of(share.principal()));
        if (share.principal() != EVERYONE && !known.containsKey(share.principal())) {
            throw Invalid.of(
                    "principal", "kernel.field.reference", Map.of("field", "principal", "value", share.principal()));
        }
        refuseUnknown(share, platform.types().require(share.record().type()));
        for (String right : share.rights()) {
            boolean has = gate.may(platform.types().require(share.record().type()), found, right);
            if (!has) throw Forbidden.of(right, share.record().type());
        }
        Set<Long> before = before(share.record(), found);
        platform.access().share(share);
        String rights = String.join(",", share.rights().stream().sorted().toList());
        keep(share.record(), found.version, "shared", share.principal(), new Change(null, rights));
        writer.tell(share.record().type(), listener -> listener.shared(share, before));
    }

    private static void refuseUnknown(Share share, RecordType<?> type) {
        Set<String> known = new LinkedHashSet<>(Actions.STANDARD);
        type.actions().forEach(action -> known.add(action.id()));
        Set<String> strange = new TreeSet<>(share.rights());
        strange.removeAll(known);
        if (strange.isEmpty()) return;
        Map<String, Object> args = Map.of("rights", String.join(", ", strange), "known", String.join(", ", known));
        throw Invalid.of("rights", "access.problem.unknownRights", args);
    }

    private Set<Long> before(RecordId record, Entity found) {
        Set<Long> before = new HashSet<>(Set.of(found.ownerId));
        for (Share share : platform.access().shares(record)) {
            boolean ended =
                    share.until().filter(day -> day.isBefore(platform.today())).isPresent();
            if (!ended) before.add(share.principal());
        }
        return before;
    }

    public void unshare(RecordId record, long principal) {
        Entity found = shareable(record);
        Set<String> rights = platform.access().shares(record).stream()
                .filter(s -> s.principal() == principal)
                .findFirst()
                .map(Share::rights)
                .orElseThrow(() -> NotFound.of(principal));
        platform.access().unshare(record, principal);
        String had = String.join(",", rights.stream().sorted().toList());
        keep(record, found.version, "unshared", principal, new Change(had, null));
    }

    private Entity shareable(RecordId record) {
        gate.writer();
        RecordType<?> type = gate.open(record.type());
        Entity found = saves.visible(type, record);
        gate.require(type, found, Actions.SHARE);
        ownership.requireOwn(type, found);
        return found;
    }

    private void keep(RecordId record, long version, String what, long principal, Change change) {
        String name = principal == EVERYONE
                ? "everyone"
                : platform.directory().names(List.of(principal)).getOrDefault(principal, String.valueOf(principal));
        histories.write(record, version, what, Map.of(name, change));
    }
}
