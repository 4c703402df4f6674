package org.stepwise.kernel.internal.rollout;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.paper.Paper;
import org.stepwise.kernel.api.rollout.Acceptance;
import org.stepwise.kernel.api.rollout.Adoption;
import org.stepwise.kernel.api.rollout.Feedback;
import org.stepwise.kernel.api.rollout.Feedbacks;
import org.stepwise.kernel.api.rollout.Goals;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.PhaseEvent;
import org.stepwise.kernel.api.rollout.Rollout;
import org.stepwise.kernel.api.rollout.Schemes;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.audit.Guard;

/** The acceptance report, put together from what the reader may see of the phase. */
@Component
public final class PhaseAcceptance implements Acceptance {
    private static final int MOST_EVENTS = 1000;
    private static final int MOST_FEEDBACK = 500;
    private final Transactions transactions;
    private final Rollout rollout;
    private final Adoption adoption;
    private final Feedbacks feedbacks;
    private final Goals goals;
    private final Schemes schemes;
    private final Directory directory;
    private final Guard guard;
    private final Clock clock;
    private final LatePapers papers;
    private final Texts texts;

    @Activate
    public PhaseAcceptance(
            @Reference Transactions transactions,
            @Reference Rollout rollout,
            @Reference Adoption adoption,
            @Reference Feedbacks feedbacks,
            @Reference Goals goals,
            @Reference Schemes schemes,
            @Reference Directory directory,
            @Reference Guard guard,
            @Reference Clock clock,
            @Reference LatePapers papers,
            @Reference Texts texts) {
        this.transactions = transactions;
        this.rollout = rollout;
        this.adoption = adoption;
        this.feedbacks = feedbacks;
        this.goals = goals;
        this.schemes = schemes;
        this.directory = directory;
        this.guard = guard;
        this.clock = clock;
        this.papers = papers;
        this.texts = texts;
    }

    @Override
    public Report report(String code) {
        return transactions.read(() -> {
            Phase phase = rollout.phase(code);
            List<PhaseEvent> history = new ArrayList<>(rollout.history(code, MOST_EVENTS));
            Collections.reverse(history);
            Caller caller = guard.current();
            boolean told = guard.may(Actions.ADMINISTER, PhasedRollout.TYPE)
                    || phase.responsible().contains(caller.person());
            return new Report(
                    phase,
                    clock.instant(),
                    caller.name(),
                    names(phase),
                    history,
                    adoption.of(code),
                    told ? open(code) : List.of(),
                    told,
                    goals.of(code),
                    signatures(code));
        });
    }

    @Override
    public byte[] pdf(String code) {
        Report report = report(code);
        return papers.pdf(paper(report));
    }

    private Paper paper(Report report) {
        Caller caller = guard.current();
        return new AcceptancePaper(report, new Words(texts, caller.locale(), caller.zone())).paper();
    }

    private List<Schemes.Signature> signatures(String code) {
        Schemes.Scheme scheme = schemes.of(code);
        return scheme.sent().isPresent() || !scheme.said().isEmpty() ? scheme.signatures() : List.of();
    }

    private Map<Long, String> names(Phase phase) {
        Set<Long> ids = new HashSet<>(phase.units());
        ids.addAll(phase.persons());
        ids.addAll(phase.responsible());
        phase.tasks().forEach(task -> task.assignee().ifPresent(ids::add));
        return ids.isEmpty() ? Map.of() : directory.names(ids);
    }

    private List<Feedback> open(String code) {
        Feedbacks.Query all = new Feedbacks.Query(code, "", Optional.empty(), Optional.empty(), true, MOST_FEEDBACK);
        return feedbacks.list(all).stream()
                .filter(one -> one.state() != Feedback.State.DONE)
                .toList();
    }
}
