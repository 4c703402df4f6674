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
    default void run(Runnable work) {
        get(() -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    <T> T get(Supplier<T> work);

    /**
     * Like {@link #get} for work that only reads and has no effect but its answer: no flush, and repeated like {@link #repeatable},
     * since on Derby a mere reader can become the victim of a deadlock; joins a running transaction as it is.
     */
    <T> T read(Supplier<T> work);

    /**
     * Like {@link #get} for work that touches nothing but the database through this interface: when the database chose this
     * transaction as the victim of a deadlock, it is run again from its start, a few times. Inside a running transaction it joins
     * that one.
     */
    <T> T repeatable(Supplier<T> work);

    /** {@link #repeatable} for work without an answer. */
    default void repeat(Runnable work) {
        repeatable(() -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    /**
     * In a transaction of its own, even inside another one: for counters, audit of refusals and job state;
     * repeated like {@link #repeatable}.
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
