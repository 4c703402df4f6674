package org.stepwise.kernel.api.access;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.rollout.Opening;

/**
 * Who asks: one person, or the system with a reason, with everything about that person that permission needs. Immutable; made
 * per request from live data, cached only under the directory's and roll-out's stamps.
 *
 * @param person principal id, 0 for the system
 * @param account sign-in name; {@code system} for the system
 * @param name display name
 * @param unit unit of the primary position, 0 when none
 * @param segment segment of that unit, 0 when none
 * @param principals everything a share may name for this person: the person, units, 'unit and below' of all units above,
 *     posts, roles, groups, everyone
 * @param roles role codes held
 * @param clearance 0–10
 * @param opening what the active phases open to this person
 * @param leaving true for a person about to leave: no export, no bulk reading (DIR-3)
 * @param onBehalf the administrator who looks through this person's eyes (view as): read-only
 * @param reason why the system acts, "" for a person
 */
public record Caller(
        long person,
        String account,
        String name,
        Locale locale,
        ZoneId zone,
        long unit,
        long segment,
        Set<Long> principals,
        Set<String> roles,
        int clearance,
        Opening opening,
        Door door,
        boolean leaving,
        Optional<Long> onBehalf,
        String reason) {
    /** The system may do everything; every use names its reason, and is logged. */
    public boolean system() {
        return person == 0;
    }

    public boolean has(String role) {
        return roles.contains(role);
    }

    public Caller through(Door other) {
        return changed(locale, zone, other, onBehalf);
    }

    public Caller reading(Locale language) {
        return changed(language, zone, door, onBehalf);
    }

    /** An administrator looking through this person's eyes: read-only, in the administrator's language and time zone (ACC-9). */
    public Caller seenBy(Caller administrator) {
        return changed(administrator.locale, administrator.zone, door, Optional.of(administrator.person));
    }

    private Caller changed(Locale language, ZoneId place, Door through, Optional<Long> eyes) {
        return new Caller(
                person,
                account,
                name,
                language,
                place,
                unit,
                segment,
                principals,
                roles,
                clearance,
                opening,
                through,
                leaving,
                eyes,
                reason);
    }
}
