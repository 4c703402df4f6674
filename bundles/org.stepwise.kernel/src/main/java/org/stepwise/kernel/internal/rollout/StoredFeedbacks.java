package org.stepwise.kernel.internal.rollout;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.notice.Notices;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.rollout.Feedback;
import org.stepwise.kernel.api.rollout.Feedbacks;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.audit.Guard;

/** Feedback in its table, with permissions, notices and sight of records. */
@Component
public final class StoredFeedbacks implements Feedbacks {
    private static final int LONGEST = 4000;
    private static final int LONGEST_SEEN = 500;
    private final Transactions transactions;
    private final Directory directory;
    private final Guard guard;
    private final Audit audit;
    private final Clock clock;
    private final LateNotices notices;
    private final FeedbackTable table;
    private final Phases phases;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Records> records = List.of();

    @Activate
    public StoredFeedbacks(
            @Reference Transactions transactions,
            @Reference Directory directory,
            @Reference Guard guard,
            @Reference Audit audit,
            @Reference Clock clock,
            @Reference LateNotices notices) {
        this.transactions = transactions;
        this.directory = directory;
        this.guard = guard;
        this.audit = audit;
        this.clock = clock;
        this.notices = notices;
        this.table = new FeedbackTable(transactions.sql());
        this.phases = new Phases(transactions.sql(), directory);
    }

    @Override
    public Feedback send(String module, Feedback.Kind kind, String text, Feedback.Screen screen) {
        refuseWrong(text, "text");
        Caller caller = guard.current();
        if (caller.system()) throw Forbidden.of(Actions.CREATE, "rollout.feedback");
        return transactions.get(() -> {
            long phase = table.phase(caller, module).orElseThrow(() -> NotFound.of(module));
            Feedback.Screen seen = seen(screen);
            long id = table.insert(phase, module, kind, text.strip(), seen, caller, clock.instant());
            Phase about = phase(phase);
            audit.write("rollout.feedback", about.code(), Map.of("feedback", id, "kind", kind.name()));
            Map<String, Object> args = Map.of("name", caller.name(), "phase", about.name());
            String list = "/feedback?phase=" + about.code();
            tell(about.responsible(), "rollout.notice.feedback", args, new Notices.Page("/feedback/" + id, list));
            return get(id);
        });
    }

    private static void refuseWrong(String text, String field) {
        if (text.isBlank()) throw Invalid.of(field, "rollout.problem.feedback." + field);
        if (text.length() > LONGEST) {
            throw new Invalid(List.of(new Violation(field, "rollout.problem.tooLong", Map.of("longest", LONGEST))));
        }
    }

    private void tell(Collection<Long> people, String key, Map<String, Object> args, Notices.Page page) {
        notices.send("rollout", people, key, args, page);
    }

    private Phase phase(long id) {
        return phases.all().stream()
                .map(Phases.Stored::phase)
                .filter(one -> one.id() == id)
                .findFirst()
                .orElseThrow(() -> NotFound.of(id));
    }

    /** With the record of the page, when the sender sees it; only an address of ours is kept, with its title. */
    private Feedback.Screen seen(Feedback.Screen screen) {
        boolean ours = screen.address().startsWith("/") && !screen.address().startsWith("//");
        String address = ours ? cut(screen.address().replaceFirst("[?#].*", "")) : "";
        Optional<RecordId> about = record(address);
        Set<RecordId> seen = visible(about.stream().toList());
        return new Feedback.Screen(
                address,
                ours ? cut(screen.title()) : "",
                cut(screen.language()),
                cut(screen.width()),
                cut(screen.incident()),
                about.filter(seen::contains),
                false);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_SEEN ? text : text.substring(0, LONGEST_SEEN);
    }

    private static Optional<RecordId> record(String address) {
        String[] parts = address.split("/");
        boolean record =
                parts.length >= 4 && parts[3].matches("[1-9][0-9]{0,17}") && parts[1].matches("[a-z][a-z0-9]*");
        if (!record || !parts[2].matches("[a-z][a-z0-9]*")) return Optional.empty();
        return Optional.of(RecordId.of(parts[1] + "." + parts[2], Long.parseLong(parts[3])));
    }

    private Set<RecordId> visible(Collection<RecordId> about) {
        if (about.isEmpty()) return Set.of();
        return records.stream()
                .findFirst()
                .map(engine -> engine.titles(about).keySet())
                .orElse(Set.of());
    }

    /** Phases whose feedback is the caller's to read and answer. */
    private Set<Long> mine() {
        boolean all = guard.may(Actions.ADMINISTER, PhasedRollout.TYPE);
        long person = guard.current().person();
        return phases.all().stream()
                .map(Phases.Stored::phase)
                .filter(phase -> all || phase.responsible().contains(person))
                .map(Phase::id)
                .collect(Collectors.toSet());
    }

    @Override
    public boolean mayAnswer() {
        if (guard.may(Actions.ADMINISTER, PhasedRollout.TYPE)) return true;
        long person = guard.current().person();
        return transactions.read(() ->
                transactions.sql().number("select count(*) from rollout_phase_responsible where person_id = ?", person)
                        > 0);
    }

    @Override
    public List<Feedback> list(Query query) {
        return transactions.read(() -> {
            if (!mayAnswer()) throw Forbidden.of(Actions.ADMINISTER, PhasedRollout.TYPE);
            Set<Long> wanted = mine();
            if (!query.phase().isEmpty()) {
                long phase = phases.require(query.phase()).phase().id();
                wanted.removeIf(id -> id != phase);
            }
            return shown(table.list(wanted, query));
        });
    }

    @Override
    public List<Feedback> mine(int limit) {
        long person = guard.current().person();
        return transactions.read(() -> shown(table.of(person, limit)));
    }

    @Override
    public Feedback get(long id) {
        return transactions.read(() -> {
            Feedback found = table.find(id).map(FeedbackTable.Kept::feedback).orElseThrow(() -> NotFound.of(id));
            boolean sent = found.sender() == guard.current().person();
            if (!sent && !answers(found)) throw NotFound.of(id);
            return shown(table.find(id).stream().toList()).get(0);
        });
    }

    @Override
    public boolean mayAnswer(Feedback feedback) {
        return transactions.read(() -> answers(feedback));
    }

    private boolean answers(Feedback feedback) {
        if (guard.may(Actions.ADMINISTER, PhasedRollout.TYPE)) return true;
        long person = guard.current().person();
        return phases.require(feedback.phase()).phase().responsible().contains(person);
    }

    @Override
    public Feedback answer(long id, String answer, Feedback.State state) {
        if (state == Feedback.State.ANSWERED) refuseWrong(answer, "answer");
        return transactions.get(() -> {
            Feedback found = table.find(id).map(FeedbackTable.Kept::feedback).orElseThrow(() -> NotFound.of(id));
            if (!answers(found)) throw NotFound.of(id);
            String said = answer.strip();
            if (said.length() > LONGEST) refuseWrong(said, "answer");
            table.answer(id, said, state, guard.current().name(), clock.instant());
            audit.write("rollout.feedbackAnswered", found.phase(), Map.of("feedback", id, "state", state.name()));
            if (!said.isEmpty() && !said.equals(found.answer())) {
                Map<String, Object> args = Map.of("name", guard.current().name(), "answer", said);
                Notices.Page page = new Notices.Page("/feedback/" + id, "/feedback?show=mine");
                tell(List.of(found.sender()), "rollout.notice.answer", args, page);
            }
            return get(id);
        });
    }

    /** With names, and without records that the caller may not see. */
    private List<Feedback> shown(List<FeedbackTable.Kept> kept) {
        Set<Long> people = new HashSet<>();
        Set<RecordId> about = new HashSet<>();
        kept.forEach(one -> {
            people.add(one.feedback().sender());
            people.add(one.unit());
            one.feedback().screen().about().ifPresent(about::add);
        });
        Map<Long, String> names = people.isEmpty() ? Map.of() : directory.names(people);
        Set<RecordId> seen = visible(about);
        List<Feedback> shown = new ArrayList<>();
        kept.forEach(one -> shown.add(shown(one, names, seen)));
        return shown;
    }

    private static Feedback shown(FeedbackTable.Kept kept, Map<Long, String> names, Set<RecordId> seen) {
        Feedback one = kept.feedback();
        Feedback.Screen all = one.screen();
        boolean hidden = all.about().filter(record -> !seen.contains(record)).isPresent();
        Feedback.Screen screen = hidden
                ? new Feedback.Screen("", "", all.language(), all.width(), all.incident(), Optional.empty(), true)
                : all;
        return new Feedback(
                one.id(),
                one.phase(),
                one.phaseName(),
                one.module(),
                one.kind(),
                one.text(),
                screen,
                one.sender(),
                names.getOrDefault(one.sender(), ""),
                names.getOrDefault(kept.unit(), ""),
                one.at(),
                one.state(),
                one.answer(),
                one.answeredBy(),
                one.answeredAt());
    }
}
