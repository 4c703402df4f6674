package org.stepwise.kernel.api.rollout;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.stepwise.kernel.api.RecordId;

/**
 * Tasks for people to whom a module may not be open yet (ROL-16). A module hands its task in before it tells anybody, and learns whom it
 * goes to: the person, where the module is open to that person; else the named stand-in; else paper, and who hands in its answer. Nobody
 * gets a right by it: a stand-in must have the module, and see the record that the task is about. When that changes, the task goes on by
 * itself, and the module hears of it by {@link ErrandMoved}; an answer that came on paper reaches it by {@link ErrandAnswered}.
 */
@ProviderType
public interface Errands {
    /**
     * Says whom a task goes to and, unless that is the person, keeps it for the board. In the module's transaction; the same key again is
     * the same task. Whoever it goes to gets a notice. For modules, not permission-checked.
     *
     * @throws org.stepwise.kernel.api.Invalid for a person who is not there, or without title or key
     */
    Route hand(Task task);

    /** The task is done, or not needed any more. For modules, not permission-checked; unknown keys do nothing. */
    void done(String module, String key);

    /** Tasks that the caller may know of: all for those who see {@code rollout.phase} and the team, else those that go to the caller. */
    List<Errand> list(Query query);

    /** @throws org.stepwise.kernel.api.NotFound when it is not there for the caller */
    Errand get(long id);

    /** Says who hands in the answer of a paper. For administrators and the team without its key users; only somebody who may know of it. */
    Errand assign(long id, long person);

    /** Hands in the answer of a paper. For the one who does. */
    Errand answer(long id, String answer);

    /** Takes it off the list without an answer, for a module that does not do it itself. For administrators and the team without its key users. */
    Errand close(long id, String reason);

    /** The paper as PDF. @throws org.stepwise.kernel.api.Unavailable when nothing on this server sets PDF */
    byte[] pdf(long id);

    /**
     * A task as a module hands it in.
     *
     * @param address what somebody needs to have open for it: {@code crm} or {@code crm/opportunities}
     * @param key the module's own name for it, at most 100 characters
     * @param person whose task it is
     * @param text what is to be done, as it is printed
     * @param questions what the paper asks for, with room to write
     * @param about the record that one must see for it
     * @param path the page where it is done
     */
    record Task(
            String address,
            String key,
            long person,
            String title,
            String text,
            List<String> questions,
            Optional<RecordId> about,
            Optional<LocalDate> due,
            String path) {
        public String module() {
            int slash = address.indexOf('/');
            return slash < 0 ? address : address.substring(0, slash);
        }
    }

    /** How a task reaches somebody. */
    enum Way {
        PERSON,
        STAND_IN,
        PAPER
    }

    /** @param person who does it, or hands in the answer of the paper; 0 where nobody was found for that @param errand 0 for {@code PERSON} */
    record Route(Way way, long person, long errand) {}

    /** Where it stands. {@code MOVED}: to the person, for whom the module is open now. */
    enum State {
        OPEN,
        MOVED,
        DONE
    }

    /**
     * A task on the board.
     *
     * @param task without title, text, questions, record and path for a reader who may not know of it
     * @param shown whether they are there
     * @param name of the person
     * @param unit name of the person's unit when it was handed in, "" for none
     * @param phase code of the phase that plans the module for the person, "" for none
     * @param to who does it or hands in the answer, "" for nobody
     * @param mine it goes to the caller
     * @param answer what was handed in, or why it was closed
     */
    record Errand(
            long id,
            Task task,
            boolean shown,
            String name,
            String unit,
            String phase,
            Way way,
            long person,
            String to,
            boolean mine,
            State state,
            Instant at,
            String answer,
            String answeredBy,
            Optional<Instant> answeredAt) {}

    /** @param phase code, "" for all @param unit with all below, 0 for all @param limit at most 500 */
    record Query(String phase, long unit, Optional<State> state, int limit) {}
}
