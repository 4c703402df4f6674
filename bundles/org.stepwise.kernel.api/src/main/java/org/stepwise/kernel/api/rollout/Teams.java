package org.stepwise.kernel.api.rollout;

import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Who leads the roll-out (ROL-18): one team for all of it, and for a phase what is different there. Reading is for those who may see
 * {@code rollout.phase}, the team itself, and whoever the phase concerns; changing for those who administer {@code rollout.phase} and
 * for the team without its key users.
 */
@ProviderType
public interface Teams {
    /** The roll-out as a whole, where a phase's code is asked for. */
    String ALL = "";

    /** @param phase code, or {@link #ALL} */
    Team of(String phase);

    /**
     * Replaces the seats. A duty that a phase gives to nobody is done by the roll-out's team. The same again changes nothing.
     *
     * @throws org.stepwise.kernel.api.Invalid for somebody who is not there, or a key user without a unit
     */
    Team change(String phase, Set<Seat> seats);

    /** What somebody does. */
    enum Duty {
        STEERING,
        MANAGER,
        ADMINISTRATOR,
        KEY_USER
    }

    /** @param unit of a key user, 0 for the others */
    record Seat(Duty duty, long person, long unit) {}

    /** @param unit name of it, "" for none @param inherited in a phase: from the roll-out's team */
    record Member(Seat seat, String name, String unit, boolean inherited) {}

    /** @param mayChange the caller may */
    record Team(String phase, List<Member> members, boolean mayChange) {
        public List<Member> of(Duty duty) {
            return members.stream().filter(one -> one.seat().duty() == duty).toList();
        }
    }
}
