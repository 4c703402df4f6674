package org.stepwise.kernel.api.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a phase is for, measured (ROL-18): before, wanted, and at its end reached and judged. Until each is judged, that stands among
 * the phase's conditions. Reading is for whoever sees the phase's scheme, changing for administrators and the team without its key users.
 */
@ProviderType
public interface Goals {
    /** In order. @throws org.stepwise.kernel.api.Forbidden for those whom the phase does not concern */
    List<Goal> of(String phase);

    /** Replaces them; one of the same title keeps its evaluation. The same again changes nothing. */
    List<Goal> change(String phase, List<Wanted> wanted);

    /** @throws org.stepwise.kernel.api.Invalid without a value */
    Goal evaluate(String phase, long goal, String reached, Judgement judgement, String remark);

    /** What became of it. */
    enum Judgement {
        REACHED,
        PARTLY,
        MISSED
    }

    /** @param measure how it is told @param base value before @param target value wanted */
    record Wanted(String title, String measure, String base, String target) {}

    /** @param reached "" as long as nobody has evaluated it @param by name of who did */
    record Goal(
            long id,
            Wanted wanted,
            String reached,
            Optional<Judgement> judgement,
            String remark,
            String by,
            Optional<Instant> at) {}
}
