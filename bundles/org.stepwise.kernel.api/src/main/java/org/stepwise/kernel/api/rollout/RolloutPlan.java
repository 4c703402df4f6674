package org.stepwise.kernel.api.rollout;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The roll-out as a file: the same document on the test and the production system (ROL-10). Units are named by code, people by account,
 * so that the file does not depend on the ids of one system. Needs the action {@code administer} on {@code rollout.phase}.
 */
@ProviderType
public interface RolloutPlan {
    /** The present phases as YAML; applying it changes nothing. */
    String present();

    /**
     * The shipped plan (ROL-20) as YAML, filled from the units directly below the top and from the modules that are there, in the
     * caller's language: headquarters first, then subsidiaries that are ready; everyday modules first, then what crosses departments,
     * then management's view. Nothing is changed. Needs {@code see} on {@code rollout.phase}.
     *
     * @param from first day of the first phase
     */
    String shipped(LocalDate from);

    /**
     * What applying would do, in order; nothing is changed.
     *
     * @throws org.stepwise.kernel.api.Invalid when the document is wrong: each violation has the arguments {@code line} and
     *     {@code column}, both from 1
     */
    List<Step> difference(String yaml);

    /**
     * Does what {@link #difference} says, one step after the other, each whole or not at all. When one fails, the steps before it stay
     * done; applying the same document again goes on where it ended.
     *
     * @return the steps done
     */
    List<Step> apply(String yaml);

    /**
     * @param phase code, "" for {@code teamAll}
     * @param step create, change, prepare, team, goals, widen, narrow, activate, resume, pause, complete, rollBack; teamAll; or leave, for a phase that the document
     *     does not name and that is left as it is
     * @param details named arguments of the text {@code plan.step.<step>}
     */
    record Step(String phase, String step, Map<String, Object> details) {
        public Step {
            details = Map.copyOf(details);
        }
    }
}
