package org.stepwise.kernel.internal.access;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.access.Scope;
import org.stepwise.kernel.api.directory.PersonState;
import org.stepwise.kernel.api.rollout.Opening;

/**
 * Everything about a person that permission needs, as it was at one stamp.
 *
 * @param unit unit of the primary position, 0 when none
 * @param units units of all positions
 * @param segments allowed segments: those of all positions, and 0 for records of none
 * @param rights what the roles held give
 */
record Profile(
        Identity identity,
        long unit,
        long segment,
        Set<Long> units,
        Set<Long> segments,
        Set<Long> principals,
        Set<String> roles,
        List<Right> rights,
        Opening opening) {
    /** The person's own row. */
    record Identity(
            long person, String account, String name, Locale locale, ZoneId zone, int clearance, PersonState state) {}

    /**
     * One grant of a role that is held.
     *
     * @param units chosen units of the role's assignment, for the scope UNITS
     */
    record Right(String role, String type, String action, Scope scope, Set<Long> units) {
        boolean covers(String wantedType, String wantedAction) {
            return (action.equals("*") || action.equals(wantedAction)) && coversType(wantedType);
        }

        boolean coversType(String wanted) {
            if (type.equals(wanted) || type.equals("*")) return true;
            return type.endsWith(".*") && wanted.startsWith(type.substring(0, type.length() - 1));
        }
    }

    /** What the scope SEGMENT reaches: each is a unit too. Empty for a person whose positions are in no segment. */
    Set<Long> ownSegments() {
        return segments.stream().filter(segment -> segment != 0).collect(Collectors.toSet());
    }

    List<Right> rights(String type, String action) {
        return rights.stream().filter(right -> right.covers(type, action)).toList();
    }

    Caller caller(Door door) {
        return new Caller(
                identity.person(),
                identity.account(),
                identity.name(),
                identity.locale(),
                identity.zone(),
                unit,
                segment,
                principals,
                roles,
                identity.clearance(),
                opening,
                door,
                identity.state() == PersonState.LEAVING,
                Optional.empty(),
                "");
    }
}
