package org.stepwise.kernel.api.tx;

import java.util.function.Supplier;
import javax.persistence.EntityManager;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Transactions on the one database. Work of one thread shares one connection; a nested call joins. An exception rolls all
 * back and goes on to the caller. Doors and jobs open transactions, domain methods assume one. Never span a user's time, a
 * file or the network.
 *
 * <p>Errors: {@code Unavailable} when the database does not answer or a lock times out, {@code Conflict} when an entity's
 * version is stale or a unique rule of the database is broken.
 */
@ProviderType
public interface Transactions {
    /** {@link #get} for work without an answer. */
    default void run(Runnable work) {
        get(() -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    /**
     * When the database chose this transaction as the victim of a deadlock, the work is run again from its start, for some seconds:
     * so it changes nothing but the database, through this interface, or what it changes else bears to be done again. Inside a
     * running transaction it joins that one, and is repeated with it.
     */
    <T> T get(Supplier<T> work);

    /** Like {@link #get}, never repeated: for work that tells while it goes, as an export to somebody who waits at the other end. */
    <T> T once(Supplier<T> work);

    /** Like {@link #get} for work that only reads and has no effect but its answer: no flush. */
    <T> T read(Supplier<T> work);

    /**
     * In a transaction of its own, even inside another one: for counters, audit of refusals and job state; repeated like
     * {@link #get}.
     */
    <T> T apart(Supplier<T> work);

    /** Runs inside the transaction just before commit, after all entities were flushed; in the order of registration. */
    void beforeCommit(Runnable work);

    /** Runs after a successful commit, outside the transaction. Failures are logged and do not reach the caller. */
    void afterCommit(Runnable work);

    boolean active();

    /** Stands for the running transaction, another one for each: for what is remembered during it. */
    Object token();

    /** Entity manager of the persistence unit that holds this entity, bound to the running transaction. */
    EntityManager entities(Class<?> entity);

    /** SQL in the running transaction (or in a short one of its own when none runs). */
    Sql sql();
}
