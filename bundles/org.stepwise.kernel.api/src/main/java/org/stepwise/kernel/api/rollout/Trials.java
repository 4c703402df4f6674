package org.stepwise.kernel.api.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Trials of rehearsed phases (ROL-17). During a trial a named group has the phase's modules; records that its people make there carry a
 * mark and numbers of their own, and notices about them are caught. Reading is for those who may see the phase, everything else needs
 * {@code administer} on {@code rollout.phase}.
 */
@ProviderType
public interface Trials {
    /** @throws org.stepwise.kernel.api.NotFound naming phases that are like it */
    Trial trial(String phase);

    /**
     * Installs what is missing and opens it to the group; one that is open gets this group instead.
     *
     * @throws org.stepwise.kernel.api.Conflict when the phase is not rehearsed, or records are just being removed
     * @throws org.stepwise.kernel.api.Invalid when the group is empty
     */
    Trial begin(String phase, Set<Long> units, Set<Long> persons);

    /** Closes it to the group; what it made stays, with its mark. */
    Trial end(String phase);

    /**
     * Ends the trial and removes, in the background, what it made, with files, links, history and caught notices. What records outside
     * of the trial refer to stays, with its mark. Goes on by itself after a crash.
     *
     * @param confirmed the phase's code, as typed
     */
    Trial clear(String phase, String confirmed);

    /**
     * Clears the trial, and activates the phase as soon as nothing of it is left, in the background too when it is large; goes on by
     * itself after a crash. A phase without a trial is just activated. What would keep it from going live is refused before anything
     * is removed, as is a record that records outside of the trial refer to.
     *
     * @param confirmed the phase's code, as typed
     * @param reason why it goes live although its scheme is not confirmed, "" when it is
     * @return the phase, still rehearsed when the clearing takes longer than a few seconds
     */
    Phase clearAndActivate(String phase, String confirmed, String reason);

    /** Ends the trial and takes the marks off: the records are like any others from now on. @param confirmed the phase's code */
    Trial keep(String phase, String confirmed);

    /** Notices that were caught, newest first. @param limit at most 500 */
    List<Caught> caught(String phase, int limit);

    /** A notice that nobody got. @param to name of the person @param text in the reader's language */
    record Caught(long id, String to, String text, Instant at) {}
}
