package org.stepwise.kernel.internal.access;

import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.directory.PersonState;
import org.stepwise.kernel.api.rollout.Opening;
import org.stepwise.kernel.api.tx.Transactions;

/** One caller per thread. */
@Component(service = Callers.class)
public final class ThreadCallers implements Callers {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadCallers.class);
    private static final int HIGHEST = 10;
    private final ThreadLocal<Caller> bound = new ThreadLocal<>();
    private final ThreadLocal<Caller> behind = new ThreadLocal<>();
    private final Profiles profiles;
    private final Stamps stamps;
    private final Transactions tx;

    @Activate
    public ThreadCallers(@Reference Profiles profiles, @Reference Stamps stamps, @Reference Transactions tx) {
        this.profiles = profiles;
        this.stamps = stamps;
        this.tx = tx;
    }

    @Override
    public Caller current() {
        return find().orElseThrow(() -> new Forbidden("kernel.problem.signInFirst"));
    }

    @Override
    public Optional<Caller> find() {
        return Optional.ofNullable(bound.get());
    }

    @Override
    public Optional<Caller> behind() {
        return Optional.ofNullable(behind.get());
    }

    @Override
    public <T> T as(Caller caller, Supplier<T> work) {
        Caller before = bound.get();
        Caller person = behind.get();
        if (before == null && caller.system()) stamps.forget();
        bound.set(caller);
        if (!caller.system()) behind.set(caller);
        try {
            return work.get();
        } finally {
            put(bound, before);
            if (before == null) stamps.forget();
            put(behind, person);
        }
    }

    private static void put(ThreadLocal<Caller> place, Caller before) {
        if (before == null) place.remove();
        else place.set(before);
    }

    @Override
    public Caller person(long person, Door door) {
        Profile profile = profiles.find(person).orElseThrow(() -> NotFound.of(person));
        PersonState state = profile.identity().state();
        if (state == PersonState.FROZEN || state == PersonState.LEFT) {
            throw new Forbidden(
                    "access.problem.closed", Map.of("name", profile.identity().name()));
        }
        return profile.caller(door);
    }

    @Override
    public Caller account(String account, Door door) {
        long person = tx.sql()
                .number(
                        "select id from directory_person where account = ? and deleted = false",
                        account.toLowerCase(Locale.ROOT));
        if (person == 0) throw NotFound.of(account);
        return person(person, door);
    }

    @Override
    public Caller system(String reason) {
        LOG.debug("the system acts: {}", reason);
        return new Caller(
                0,
                "system",
                "system",
                Locale.SIMPLIFIED_CHINESE,
                ZoneOffset.UTC,
                0,
                0,
                Set.of(),
                Set.of(),
                HIGHEST,
                Opening.NOTHING,
                Door.SYSTEM,
                false,
                Optional.empty(),
                reason);
    }
}
