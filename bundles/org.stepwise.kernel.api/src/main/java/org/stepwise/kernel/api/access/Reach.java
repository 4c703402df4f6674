package org.stepwise.kernel.api.access;

import java.util.Optional;
import java.util.Set;

/**
 * Which records of one type a caller reaches with one action, as data: the records engine turns it into a query restriction,
 * {@link Access} into a predicate; both agree (test). A record is reached when its level is at most {@code clearance}, its
 * segment is allowed, and one of the branches holds.
 *
 * @param none nothing at all, not even shares (module not open to the caller, or no grant and no share possible)
 * @param all group-wide grant: everything within the clearance
 * @param segments allowed segments (0 = records of no segment); empty optional = all
 * @param own records owned by {@code person}
 * @param subordinates records owned by direct or indirect subordinates
 * @param everywhere everything inside {@code segments}
 * @param units units whose records are reached, without those below
 * @param branches units whose records are reached, with all below
 * @param principals principals that shares may name; empty when shares do not give this action
 */
public record Reach(
        boolean none,
        boolean all,
        long person,
        int clearance,
        Optional<Set<Long>> segments,
        boolean own,
        boolean subordinates,
        boolean everywhere,
        Set<Long> units,
        Set<Long> branches,
        Set<Long> principals) {
    public static Reach nothing(long person) {
        return new Reach(
                true, false, person, 0, Optional.of(Set.of()), false, false, false, Set.of(), Set.of(), Set.of());
    }

    public static Reach everything(long person, int clearance) {
        return new Reach(
                false, true, person, clearance, Optional.empty(), true, true, true, Set.of(), Set.of(), Set.of());
    }
}
