package org.stepwise.kernel.api.rollout;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Feedback during phases (ROL-8). Whoever has a module open by a phase may send; those who administer {@code rollout.phase} and the
 * persons responsible for the phase read and answer; a sender reads what he sent. A record in it is shown to those who may see it.
 */
@ProviderType
public interface Feedbacks {
    /**
     * Sends as the current caller; the responsible persons get a notice that leads to it, one for several that nobody has read yet.
     *
     * @throws org.stepwise.kernel.api.NotFound when no phase opens the module to the caller
     * @throws org.stepwise.kernel.api.Invalid without a text, or with one longer than 4,000 characters
     */
    Feedback send(String module, Feedback.Kind kind, String text, Feedback.Screen screen);

    /** Of the phases that the caller administers or is responsible for. @throws org.stepwise.kernel.api.Forbidden when there is none */
    List<Feedback> list(Query query);

    /** What the caller sent, newest first. */
    List<Feedback> mine(int limit);

    /** @throws org.stepwise.kernel.api.NotFound when it is not there for the caller */
    Feedback get(long id);

    /**
     * Answers, or changes the state alone when the answer stays as it was. A new answer goes to the sender as a notice.
     *
     * @throws org.stepwise.kernel.api.NotFound when it is not the caller's to answer
     */
    Feedback answer(long id, String answer, Feedback.State state);

    /** May the caller answer this one? */
    boolean mayAnswer(Feedback feedback);

    /** May the caller read and answer at least some? */
    boolean mayAnswer();

    /**
     * @param phase code, "" for all
     * @param module "" for all
     * @param open only what is not done, answered or not
     * @param urgentFirst the most urgent kinds first, else the newest
     * @param limit at most 500
     */
    record Query(
            String phase,
            String module,
            Optional<Feedback.Kind> kind,
            Optional<Feedback.State> state,
            boolean open,
            boolean urgentFirst,
            int limit) {
        /** Of whatever state. */
        public Query(
                String phase,
                String module,
                Optional<Feedback.Kind> kind,
                Optional<Feedback.State> state,
                boolean urgentFirst,
                int limit) {
            this(phase, module, kind, state, false, urgentFirst, limit);
        }
    }
}
