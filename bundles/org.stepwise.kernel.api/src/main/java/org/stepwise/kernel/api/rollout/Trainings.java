package org.stepwise.kernel.api.rollout;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Who was trained on what (ROL-15). Single records are of the type {@code directory.training}, with its permissions, list, import and
 * export; this counts them by phase and enters them for many people at once.
 */
@ProviderType
public interface Trainings {
    /** How many people of a phase were trained, by module and unit. Also for the persons responsible for it. */
    List<Progress> progress(String phase);

    /** Who was not, at most 500. For those who administer phases, and the persons responsible for the phase. */
    List<Waiting> waiting(String phase);

    /**
     * A training of everybody who works in these units and below, and of these persons; whoever has it already is passed over. Needs
     * {@code create} on {@code directory.training} for each of them.
     *
     * @throws org.stepwise.kernel.api.Invalid for nobody, or for more than 1,000 people
     */
    Entered enter(Session session);

    /** Trainings of the current caller, newest first, at most 500. */
    List<Training> mine();

    /** @param module id @param kind code of the list {@code directory.trainingKind}, "" for none @param trainer "" for none */
    record Session(
            String module,
            LocalDate on,
            String kind,
            String trainer,
            String remark,
            Set<Long> units,
            Set<Long> persons) {}

    /** @param made how many records @param there how many people had it already */
    record Entered(int made, int there) {}

    /** @param name of the module in the reader's language @param kind code of the list {@code directory.trainingKind} */
    record Training(String module, String name, LocalDate on, String kind, String trainer) {}

    /** @param units those in scope with all below, as the tree has them */
    record Progress(String module, String name, int people, int trained, List<Line> units) {}

    /** A unit with all below. @param depth 0 for what the phase names, 1 below it … */
    record Line(long unit, String name, int depth, int people, int trained) {}

    /** Somebody without a training. @param unit name of one of the person's units, "" for none @param modules their names */
    record Waiting(long person, String name, String unit, List<String> modules) {}
}
