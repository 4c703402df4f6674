package org.stepwise.kernel.internal.access;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.rollout.Openings;

/**
 * Profiles of people, cached under the stamps (ACC-11): the stamps are read per request, and any change of the directory or the
 * roll-out drops everything. A transaction that has itself changed something neither reads nor fills the cache.
 */
@Component(service = Profiles.class)
public final class Profiles {
    private static final int AT_MOST = 20_000;
    private final Transactions tx;
    private final Stamps stamps;
    private final ProfileReader reader;
    private volatile Generation current = new Generation(new Stamps.Stamp(-1, -1, -1), new ConcurrentHashMap<>());

    private record Generation(Stamps.Stamp stamp, Map<Long, Profile> profiles) {}

    @Activate
    public Profiles(@Reference Transactions tx, @Reference Stamps stamps, @Reference Openings openings) {
        this.tx = tx;
        this.stamps = stamps;
        this.reader = new ProfileReader(tx, openings);
    }

    /** From live data. */
    Optional<Profile> find(long person) {
        return tx.read(() -> {
            if (stamps.touched()) return reader.read(person);
            Generation generation = generation();
            Profile known = generation.profiles().get(person);
            if (known != null) return Optional.of(known);
            Optional<Profile> made = reader.read(person);
            made.ifPresent(profile -> generation.profiles().put(person, profile));
            return made;
        });
    }

    private Generation generation() {
        Stamps.Stamp stamp = stamps.read();
        Generation generation = current;
        if (generation.stamp().sameRights(stamp) && generation.profiles().size() < AT_MOST) return generation;
        Generation fresh = new Generation(stamp, new ConcurrentHashMap<>());
        current = fresh;
        return fresh;
    }

    /** The profile that a caller was made from; a fresh one when that has been dropped in the meantime. */
    Profile of(Caller caller) {
        Profile known = current.profiles().get(caller.person());
        boolean same = known != null && known.principals() == caller.principals();
        return same ? known : find(caller.person()).orElseThrow(() -> NotFound.of(caller.account()));
    }
}
