package org.stepwise.kernel.internal.rollout;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.event.Events;
import org.stepwise.kernel.api.notice.Notices;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.rollout.ErrandAnswered;
import org.stepwise.kernel.api.rollout.ErrandMoved;
import org.stepwise.kernel.api.rollout.Errands;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.audit.Guard;

/** Tasks of people to whom a module is not open yet, where they are, and their way on. */
@Component(service = {Errands.class, PhaseWatch.class, KeptErrands.class})
public final class KeptErrands implements Errands, PhaseWatch {
    private static final Logger LOG = LoggerFactory.getLogger(KeptErrands.class);
    private final Transactions transactions;
    private final Directory directory;
    private final Guard guard;
    private final Audit audit;
    private final Events events;
    private final Clock clock;
    private final LatePapers papers;
    private final LateNotices notices;
    private final Texts texts;
    private final Circle circle;
    private final Able able;
    private final Routing routing;
    private final ErrandTable table;
    private final ErrandSight sight;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Records> records = List.of();

    @Activate
    public KeptErrands(
            @Reference Transactions transactions,
            @Reference Directory directory,
            @Reference Guard guard,
            @Reference Audit audit,
            @Reference Events events,
            @Reference Clock clock,
            @Reference LatePapers papers,
            @Reference LateNotices notices,
            @Reference Texts texts) {
        this.transactions = transactions;
        this.directory = directory;
        this.guard = guard;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
        this.papers = papers;
        this.notices = notices;
        this.texts = texts;
        this.circle = new Circle(guard, directory, transactions.sql());
        this.able = new Able(guard, () -> records);
        this.routing = new Routing(transactions.sql(), directory, able);
        this.table = new ErrandTable(transactions.sql());
        this.sight = new ErrandSight(guard, directory, circle, able, transactions.sql());
    }

    @Override
    public Route hand(Task task) {
        ErrandRules.refuseWrong(task, directory);
        return transactions.get(() -> {
            Routing.Found found = routing.of(task, 0);
            Optional<ErrandTable.Kept> before = table.find(task.module(), task.key());
            if (found.way() == Way.PERSON) {
                before.ifPresent(one -> table.move(one.id(), Way.PERSON, found.to(), false, State.MOVED));
                return new Route(Way.PERSON, found.to(), 0);
            }
            long id = table.put(task, found.unit(), found.phase(), found.way(), found.to(), clock.instant());
            audit.write("rollout.errand", task.module(), details(task, found.way(), found.to()));
            tell(id, task, found);
            return new Route(found.way(), found.to(), id);
        });
    }

    private Map<String, Object> details(Task task, Way way, long to) {
        return Map.of("task", task.key(), "way", way.name(), "to", name(to));
    }

    private String name(long person) {
        return directory.person(person).map(one -> one.name()).orElse("");
    }

    /** Only somebody who may know of it is told, and only what leads to it. */
    private void tell(long id, Task task, Routing.Found found) {
        if (found.to() == 0) return;
        String key = "rollout.notice.errand." + found.way();
        Map<String, Object> args = Map.of("title", task.title(), "name", name(task.person()));
        boolean there = found.way() == Way.PERSON && !task.path().isEmpty();
        Notices.Page page = new Notices.Page(there ? task.path() : "/rollout/errands/" + id, "/rollout/errands");
        notices.send(task.module(), List.of(found.to()), key, args, page);
    }

    @Override
    public void done(String module, String key) {
        transactions.run(() -> table.find(module, key)
                .ifPresent(one -> table.done(one.id(), "", name(guard.current().person()), clock.instant())));
    }

    /** What is open may be different now: tasks go on to whom they belong. */
    @Override
    public void stepped(Phase phase) {
        settle();
    }

    /**
     * Sends on every open task whose way has changed, each in a transaction of its own that reads it anew: one that fails keeps no
     * other from its person.
     */
    void settle() {
        for (long id : transactions.apart(table::open)) {
            try {
                transactions.apart(() ->
                        table.find(id).filter(one -> one.state() == State.OPEN).map(this::settled));
            } catch (RuntimeException e) {
                LOG.warn("the task {} is not sent on", id, e);
            }
        }
    }

    private boolean settled(ErrandTable.Kept one) {
        Routing.Found found = routing.of(one.task(), one.assigned() ? one.to() : 0);
        if (found.way() == one.way() && found.to() == one.to()) return false;
        boolean stays = one.assigned() && found.way() == Way.PAPER && found.to() == one.to();
        table.move(one.id(), found.way(), found.to(), stays, found.way() == Way.PERSON ? State.MOVED : State.OPEN);
        Task task = one.task();
        audit.write("rollout.errandMoved", task.module(), details(task, found.way(), found.to()));
        events.publish(
                task.module() + "/" + task.key(),
                new ErrandMoved(task.module(), task.key(), found.way().name(), found.to()));
        tell(one.id(), task, found);
        return true;
    }

    @Override
    public List<Errand> list(Query query) {
        return transactions.read(() -> sight.list(query));
    }

    @Override
    public Errand get(long id) {
        return transactions.read(() -> sight.get(id));
    }

    private ErrandTable.Kept open(long id) {
        ErrandTable.Kept found = sight.kept(id);
        if (found.state() != State.OPEN) throw new Conflict("rollout.problem.errandDone");
        return found;
    }

    @Override
    public Errand assign(long id, long person) {
        return transactions.get(() -> {
            ErrandTable.Kept one = open(id);
            circle.requireLeading(one.phase());
            Task task = one.task();
            if (one.way() != Way.PAPER) throw new Conflict("rollout.problem.errandNoPaper");
            if (!able.does(person, task.address(), task.about())) {
                throw Invalid.of("person", "rollout.problem.errandUnable");
            }
            table.move(id, Way.PAPER, person, true, State.OPEN);
            audit.write("rollout.errandAssigned", task.module(), details(task, Way.PAPER, person));
            tell(id, task, new Routing.Found(Way.PAPER, person, one.unit(), one.phase()));
            return get(id);
        });
    }

    @Override
    public Errand answer(long id, String answer) {
        ErrandRules.refuseWrong(answer, "answer");
        Caller caller = circle.signer();
        return transactions.get(() -> {
            ErrandTable.Kept one = open(id);
            Task task = one.task();
            if (one.to() != caller.person() || !sight.knows(caller, task)) throw NotFound.of(id);
            if (one.way() != Way.PAPER) throw new Conflict("rollout.problem.errandNoPaper");
            finish(one, answer, "rollout.errandAnswered");
            events.publish(
                    task.module() + "/" + task.key(),
                    new ErrandAnswered(task.module(), task.key(), task.person(), caller.person(), answer.strip()));
            return get(id);
        });
    }

    private void finish(ErrandTable.Kept one, String answer, String audited) {
        String by = guard.current().name();
        if (table.done(one.id(), answer.strip(), by, clock.instant()) == 0) {
            throw new Conflict("rollout.problem.errandDone");
        }
        audit.write(audited, one.task().module(), details(one.task(), one.way(), one.to()));
    }

    @Override
    public Errand close(long id, String reason) {
        ErrandRules.refuseWrong(reason, "reason");
        return transactions.get(() -> {
            ErrandTable.Kept one = sight.kept(id);
            circle.requireLeading(one.phase());
            finish(one, reason, "rollout.errandClosed");
            return get(id);
        });
    }

    @Override
    public byte[] pdf(long id) {
        Caller caller = guard.current();
        Errand one = get(id);
        if (!one.shown()) throw NotFound.of(id);
        Words words = new Words(texts, caller.locale(), caller.zone());
        return papers.pdf(ErrandPaper.of(one, words, caller.name(), clock.instant()));
    }
}
