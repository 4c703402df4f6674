package org.stepwise.kernel.api.rollout;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The roll-out (ROL-1 – ROL-5). Changing needs the action {@code administer} on {@code rollout.phase}; every step is audited and
 * kept in the phase's history. Phase codes that do not exist raise NotFound naming those that are like it; a step that the state
 * does not allow raises Conflict.
 */
@ProviderType
public interface Rollout {
    /** In order. Who may not see {@code rollout.phase} gets those that he is responsible for. @throws org.stepwise.kernel.api.Forbidden when there are none */
    List<Phase> phases();

    /** Also for the persons responsible for it. */
    Phase phase(String code);

    Phase create(PhaseDraft draft);

    Phase change(String code, PhaseDraft draft);

    Rehearsal rehearse(String code);

    /** Installs missing features and opens them to the scope. Returns when the modules are ready; on failure all is taken back. */
    Phase activate(String code);

    /**
     * The same where the scheme is not confirmed yet ({@link Schemes}).
     *
     * @param reason why it is gone on with; kept in the history
     * @throws org.stepwise.kernel.api.Conflict when one is asked for and not given
     */
    Phase activate(String code, String reason);

    /** Adds units (principal ids), persons or modules to a phase. */
    Phase widen(String code, Set<String> modules, Set<Long> units, Set<Long> persons);

    Phase narrow(String code, Set<String> modules, Set<Long> units, Set<Long> persons);

    Phase pause(String code);

    Phase resume(String code);

    /** @throws org.stepwise.kernel.api.Conflict when a criterion is not met and no reason is given */
    Phase complete(String code, String reason);

    /** Closes the phase: data stays; features that no phase needs are uninstalled. */
    Phase rollBack(String code);

    /** Also for the persons responsible for the phase. */
    void taskDone(String code, long task, boolean done);

    /**
     * Confirms a criterion that is not counted, or takes that back; also for the persons responsible for the phase.
     *
     * @throws org.stepwise.kernel.api.Conflict for one that is counted
     */
    void criterionMet(String code, long criterion, boolean met);

    /** Newest first. @param code "" for all phases */
    List<PhaseEvent> history(String code, int limit);

    /** Modules × units: given units, or the units of the second level when empty. */
    List<Cell> matrix(Set<Long> units);

    Totals totals();

    /** {@link #matrix} and {@link #totals} of one moment, from one reading. */
    Overview overview(Set<Long> units);

    /** The board. */
    record Overview(List<Cell> cells, Totals totals) {}

    /** The same for each module that a phase names. */
    Map<String, Totals> use();

    /** What is open to a person. */
    Opening opening(long person);
}
