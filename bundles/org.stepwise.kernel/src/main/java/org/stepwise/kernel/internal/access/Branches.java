package org.stepwise.kernel.internal.access;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Reach;

/** Collects what rights give, scope by scope. */
final class Branches {
    private final Profile profile;
    private final Set<Long> units = new HashSet<>();
    private final Set<Long> branches = new HashSet<>();
    private boolean all;
    private boolean own;
    private boolean subordinates;
    private boolean everywhere;

    private Branches(Profile profile) {
        this.profile = profile;
    }

    /** @param ownersLine owner and superiors need no grant */
    static Branches of(Profile profile, List<Profile.Right> rights, boolean ownersLine) {
        Branches made = new Branches(profile);
        rights.forEach(made::add);
        made.own |= ownersLine;
        made.subordinates |= ownersLine;
        return made;
    }

    private void add(Profile.Right right) {
        switch (right.scope()) {
            case OWN -> own = true;
            case SUBORDINATES -> {
                own = true;
                subordinates = true;
            }
            case UNIT -> units.addAll(profile.units());
            case BRANCH -> branches.addAll(profile.units());
            case SEGMENT -> {
                branches.addAll(profile.ownSegments());
                everywhere |= profile.ownSegments().isEmpty();
            }
            case UNITS -> branches.addAll(right.units());
            case ALL -> all = true;
        }
    }

    /** @param shared can a share give it? */
    Reach reach(Caller caller, boolean shared) {
        if (all) return Reach.everything(caller.person(), caller.clearance());
        return new Reach(
                false,
                false,
                caller.person(),
                caller.clearance(),
                Optional.of(profile.segments()),
                own,
                subordinates,
                everywhere,
                Set.copyOf(units),
                Set.copyOf(branches),
                shared ? caller.principals() : Set.of());
    }
}
