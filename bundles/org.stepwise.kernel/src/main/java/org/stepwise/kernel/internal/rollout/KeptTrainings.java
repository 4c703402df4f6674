package org.stepwise.kernel.internal.rollout;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.calendar.WorkingCalendar;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.Trainings;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.audit.Guard;

/** Records of training counted by phase and unit, and entered for many people at once. */
@Component
public final class KeptTrainings implements Trainings {
    private static final String TYPE = "directory.training";
    private static final int MOST = 1000;
    private static final int MOST_NAMES = 500;
    private final Transactions transactions;
    private final Directory directory;
    private final Guard guard;
    private final WorkingCalendar calendar;
    private final Clock clock;
    private final Texts texts;
    private final Duty duty;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Records> records = List.of();

    @Activate
    public KeptTrainings(
            @Reference Transactions transactions,
            @Reference Directory directory,
            @Reference Guard guard,
            @Reference WorkingCalendar calendar,
            @Reference Texts texts,
            @Reference Clock clock) {
        this.transactions = transactions;
        this.directory = directory;
        this.guard = guard;
        this.calendar = calendar;
        this.texts = texts;
        this.clock = clock;
        this.duty = new Duty(guard, new Phases(transactions.sql(), directory));
    }

    @Override
    public List<Progress> progress(String code) {
        return transactions.read(() -> {
            Phase phase = duty.seen(code);
            Population people = Population.read(transactions.sql());
            Set<Long> scope = people.working(phase);
            Trained trained = Trained.read(transactions.sql(), phase);
            LocalDate today = LocalDate.ofInstant(clock.instant(), calendar.zone());
            List<Branch> branches = Branch.of(phase, directory.tree(Directory.MAIN, today));
            return trained.modules().stream()
                    .map(module -> progress(module, scope, trained.on(module, scope), branches, people))
                    .toList();
        });
    }

    private Progress progress(
            String module, Set<Long> scope, Set<Long> trained, List<Branch> branches, Population people) {
        List<Line> units = branches.stream()
                .map(one -> new Line(
                        one.unit().id(),
                        one.unit().name(),
                        one.depth(),
                        one.count(people, scope),
                        one.count(people, trained)))
                .toList();
        return new Progress(module, name(module), scope.size(), trained.size(), units);
    }

    private String name(String module) {
        Locale locale = guard.current().locale();
        return texts.find(locale, module + ".module.name").orElse(module);
    }

    @Override
    public List<Waiting> waiting(String code) {
        return transactions.read(() -> {
            Phase phase = duty.worked(code);
            Population people = Population.read(transactions.sql());
            Set<Long> scope = people.working(phase);
            Trained trained = Trained.read(transactions.sql(), phase);
            List<NotYet.Done> done = trained.modules().stream()
                    .map(module -> new NotYet.Done(name(module), trained.on(module, scope)))
                    .toList();
            return NotYet.of(scope, done, people, directory).stream()
                    .map(one -> new Waiting(one.person(), one.name(), one.unit(), one.modules()))
                    .toList();
        });
    }

    @Override
    public Entered enter(Session session) {
        guard.require(Actions.CREATE, TYPE);
        return transactions.get(() -> {
            Set<Long> people = Population.read(transactions.sql()).working(session.units(), session.persons());
            if (people.isEmpty()) throw Invalid.of("persons", "rollout.problem.nobodyTrained");
            if (people.size() > MOST) {
                throw new Invalid(List.of(new Violation("units", "rollout.problem.manyTrained", Map.of("most", MOST))));
            }
            Set<Long> there = there(session);
            Records engine = records.stream()
                    .findFirst()
                    .orElseThrow(() -> new Unavailable("kernel.problem.starting", Map.of()));
            List<Long> missing =
                    people.stream().filter(person -> !there.contains(person)).toList();
            missing.forEach(person -> engine.create(TYPE, values(session, person)));
            return new Entered(missing.size(), people.size() - missing.size());
        });
    }

    /** Whoever has this training already. */
    private Set<Long> there(Session session) {
        Set<Long> people = new HashSet<>();
        transactions
                .sql()
                .each(
                        "select person_id from directory_training where deleted = false and module = ? and held_on = ?"
                                + " and kind = ?",
                        row -> people.add(row.number(1)),
                        session.module(),
                        session.on(),
                        session.kind());
        return people;
    }

    private static Map<String, Object> values(Session session, long person) {
        return Map.of(
                "personId", person,
                "module", session.module(),
                "heldOn", session.on(),
                "kind", session.kind(),
                "trainer", session.trainer(),
                "remark", session.remark());
    }

    @Override
    public List<Training> mine() {
        long person = guard.current().person();
        return transactions.read(() -> transactions
                .sql()
                .list(
                        "select module, held_on, kind, trainer from directory_training where deleted = false"
                                + " and person_id = ? order by held_on desc, id desc"
                                + transactions.sql().limit(MOST_NAMES),
                        row -> new Training(
                                row.text(1),
                                name(row.text(1)),
                                row.date(2).orElse(LocalDate.MIN),
                                row.text(3),
                                row.text(4)),
                        person));
    }
}
