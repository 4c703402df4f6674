package org.stepwise.kernel.api.rollout;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Who does the tasks of people to whom a module is not open yet (ROL-16): named for a unit with all below, or for the people of a phase.
 * A stand-in gets no right by it, so only who has the module may be one. Reading is for those who may see {@code rollout.phase} and the
 * roll-out's team, changing for those who administer it and the team without its key users.
 */
@ProviderType
public interface StandIns {
    List<StandIn> all();

    /**
     * Names somebody in place of who was named before.
     *
     * @throws org.stepwise.kernel.api.Invalid for somebody who does not have the module, or neither unit nor phase
     */
    StandIn name(Wanted wanted);

    void remove(long standIn);

    /** @param unit principal id, 0 where a phase is named @param phase code, "" where a unit is named @param module "" for all that the person has */
    record Wanted(long unit, String phase, String module, long person) {}

    /** @param unit name of it @param ready has the module now, too */
    record StandIn(long id, Wanted wanted, String unit, String name, boolean ready) {}
}
