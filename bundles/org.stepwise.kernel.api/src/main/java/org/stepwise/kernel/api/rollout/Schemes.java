package org.stepwise.kernel.api.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Sign-off of what a phase opens to whom (ROL-18). Who must confirm and what holds without it are company rules
 * ({@code kernel.signOffRules}). A confirmation is of the version that was shown: with other modules or people it is outdated and must
 * be given again. For those who may see the phase, its team, and those who must confirm.
 */
@ProviderType
public interface Schemes {
    /** @throws org.stepwise.kernel.api.Forbidden for anybody else */
    Scheme of(String phase);

    /** Sends it to those who have not confirmed this version; they get a notice. For administrators and the team without its key users. */
    Scheme send(String phase);

    /**
     * Confirms as the current caller.
     *
     * @param version that was shown
     * @throws org.stepwise.kernel.api.Conflict when the scheme has changed meanwhile
     * @throws org.stepwise.kernel.api.Forbidden for somebody who is not asked
     */
    Scheme confirm(String phase, int version);

    /** Refuses as the current caller. @throws org.stepwise.kernel.api.Invalid without a reason */
    Scheme refuse(String phase, int version, String reason);

    /**
     * @param version rises with every change of modules or people
     * @param sent when this was last sent to be confirmed
     * @param signatures of those who must confirm
     * @param said everything that was ever said, newest first
     * @param reason an activation without them is asked for one now
     * @param mine the caller must confirm and has not yet
     * @param maySend the caller may send it
     */
    record Scheme(
            Phase phase,
            int version,
            Optional<Instant> sent,
            List<Signature> signatures,
            List<Said> said,
            boolean reason,
            boolean mine,
            boolean maySend) {
        /** Those whose confirmation is missing, by name; by its units where nobody heads them. */
        public String missing() {
            return signatures.stream()
                    .filter(one -> !one.enough())
                    .map(one -> one.person() == 0 ? String.join(", ", one.units()) : one.name())
                    .collect(Collectors.joining(", "));
        }

        /** Whoever must has confirmed this version. */
        public boolean confirmed() {
            return signatures.stream().allMatch(Signature::enough);
        }
    }

    /** How far somebody is. */
    enum Standing {
        OPEN,
        CONFIRMED,
        REFUSED,
        /** Said of an earlier version. */
        OUTDATED
    }

    /**
     * What is expected of somebody.
     *
     * @param person 0 where a unit has no head, nor has one above it
     * @param steering as a member of the steering group
     * @param units names of the units that the person heads
     * @param version that was last spoken of, 0 for none
     * @param reason of a refusal
     * @param enough nothing more is needed here: confirmed, or one of the steering group does and one has
     */
    record Signature(
            long person,
            String name,
            boolean steering,
            List<String> units,
            Standing standing,
            int version,
            Optional<Instant> at,
            String reason,
            boolean enough) {}

    /** Something said once. */
    record Said(String name, int version, boolean agreed, String reason, Instant at) {}
}
