package org.stepwise.notices.internal;

import java.lang.ref.WeakReference;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Share;
import org.stepwise.kernel.api.record.Change;
import org.stepwise.kernel.api.record.RecordListener;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.rollout.RehearsalMarks;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.tx.Transactions;

/**
 * Tells people of records that became theirs or were shared with them. What happens in one transaction is gathered and told at its
 * end; the gateway of the records is not used, since it calls this.
 */
@Component(service = RecordListener.class)
public final class RecordNotices implements RecordListener {
    private final Transactions tx;
    private final Callers callers;
    private final Access access;
    private final Types types;
    private final Settings settings;
    private final Clock clock;
    private final RehearsalMarks marks;
    private final ThreadLocal<Gathered> gathered = new ThreadLocal<>();

    @Activate
    public RecordNotices(
            @Reference Transactions tx,
            @Reference Callers callers,
            @Reference Access access,
            @Reference Types types,
            @Reference Settings settings,
            @Reference Clock clock,
            @Reference RehearsalMarks marks) {
        this.tx = tx;
        this.callers = callers;
        this.access = access;
        this.types = types;
        this.settings = settings;
        this.clock = clock;
        this.marks = marks;
    }

    /** What the transaction with this token did. */
    private record Gathered(WeakReference<Object> token, List<Happening> happenings) {}

    @Override
    public String type() {
        return "*";
    }

    /** Made for somebody else, by a person; a part has its whole's owner, who knows. */
    @Override
    public void saved(RecordId record, Map<String, Change> changes, boolean created) {
        Caller caller = callers.current();
        if (!created || caller.system()) return;
        Change owner = changes.get("ownerId");
        boolean others = owner != null && owner.to() instanceof Long id && id != caller.person();
        if (!others || types.find(record.type()).flatMap(RecordType::part).isPresent()) return;
        gather(Cause.ASSIGNED, record, Set.of((Long) owner.to()), Set.of());
    }

    @Override
    public void handedOver(RecordId record, long from, long to) {
        gather(Cause.HANDED_OVER, record, Set.of(to), Set.of());
    }

    @Override
    public void shared(Share share, Set<Long> before) {
        gather(Cause.SHARED, share.record(), Set.of(share.principal()), before);
    }

    private void gather(Cause cause, RecordId record, Set<Long> principals, Set<Long> before) {
        if (before.containsAll(principals)) return;
        Optional<Caller> by = callers.behind();
        long sender = by.map(Caller::person).orElse(0L);
        String name = by.map(Caller::name).orElse("");
        long trial = by.filter(caller -> !caller.opening().tried().isEmpty())
                .flatMap(caller -> types.find(record.type())
                        .flatMap(type -> caller.opening().trial(type.address())))
                .orElse(0L);
        of(tx.token()).happenings.add(new Happening(cause, record, sender, name, principals, before, trial));
    }

    private Gathered of(Object token) {
        Gathered known = gathered.get();
        if (known != null && known.token.get() == token) return known;
        Gathered fresh = new Gathered(new WeakReference<>(token), new ArrayList<>());
        gathered.set(fresh);
        tx.beforeCommit(() -> {
            gathered.remove();
            new Telling(tx.sql(), access, marks, settings.get(NoticeRules.class), clock.instant())
                    .tell(fresh.happenings);
        });
        return fresh;
    }
}
