package org.stepwise.kernel.internal.tx;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.FlushModeType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;

/**
 * One JDBC connection per thread and transaction; every persistence unit's entity manager is bound to it, so that the work of
 * several modules commits or fails as one without JTA.
 */
@Component(service = {Transactions.class, BoundTransactions.class})
public final class BoundTransactions implements Transactions {
    private static final Logger LOG = LoggerFactory.getLogger(BoundTransactions.class);
    private static final int ATTEMPTS = 4;
    /** As long as one waits for a lock. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration STEP_ASIDE = Duration.ofMillis(100);

    private final ThreadLocal<Running> bound = new ThreadLocal<>();
    private final Database database;
    private final Units units;
    private final JdbcSql sql;

    @Activate
    public BoundTransactions(@Reference Database database) {
        this.database = database;
        this.units = new Units(database.dialect(), this::boundOrFresh);
        this.sql = new JdbcSql(database.dialect(), this);
    }

    /** Persistence units, for the module registry. */
    public Units units() {
        return units;
    }

    private static final class Running {
        final Connection connection;
        final boolean reading;
        /** Nothing but questions so far, each for itself: no start and no end need be sent to the server. */
        boolean single;

        boolean changed;
        final Map<EntityManagerFactory, EntityManager> managers = new LinkedHashMap<>();
        final Deque<Runnable> before = new ArrayDeque<>();
        final List<Runnable> after = new ArrayList<>();

        Running(Connection connection, boolean reading) {
            this.connection = connection;
            this.reading = reading;
        }

        /** Reading what is committed, PostgreSQL gives each statement a view of its own in a transaction too. */
        void apart() {
            single(true);
        }

        /** From here on a transaction in earnest: what is done belongs together, and an answer may be read bit by bit. */
        void together() {
            if (single) single(false);
        }

        private void single(boolean now) {
            try {
                connection.setAutoCommit(now);
                single = now;
            } catch (SQLException e) {
                throw SqlProblems.of(e);
            }
        }

        /** Its persistence unit was closed under the work's feet: a module that is switched off. */
        boolean moduleLeft() {
            return managers.keySet().stream().anyMatch(factory -> !factory.isOpen());
        }
    }

    @Override
    public <T> T get(Supplier<T> work) {
        return bound.get() != null ? work.get() : repeated(work, false);
    }

    @Override
    public <T> T once(Supplier<T> work) {
        return bound.get() != null ? work.get() : begin(work, false);
    }

    /** On Derby the victim is the one with the fewest locks, which a small change beside a long work is each time. */
    private <T> T repeated(Supplier<T> work, boolean reading) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int attempt = 1; ; attempt++) {
            try {
                return begin(work, reading);
            } catch (Unavailable e) {
                boolean late = attempt >= ATTEMPTS && System.nanoTime() > end;
                if (late || !SqlProblems.deadlock(e)) throw e;
                LOG.debug("deadlock, tried again", e);
                stepAside();
            }
        }
    }

    /** Who comes back at once stands in the winner's way again. */
    private static void stepAside() {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(STEP_ASIDE.toNanos()));
    }

    @Override
    public <T> T read(Supplier<T> work) {
        return bound.get() != null ? work.get() : repeated(work, true);
    }

    @Override
    public <T> T apart(Supplier<T> work) {
        Running outer = bound.get();
        bound.remove();
        try {
            return repeated(work, false);
        } finally {
            if (outer != null) bound.set(outer);
        }
    }

    private <T> T begin(Supplier<T> work, boolean reading) {
        Running running = open(reading);
        T result;
        try {
            if (database.dialect() == Sql.Dialect.POSTGRESQL) running.apart();
            result = work.get();
            commit(running);
        } catch (RuntimeException e) {
            boolean left = running.moduleLeft();
            rollBack(running);
            throw left ? SqlProblems.caused(new Unavailable(SqlProblems.CLOSED), e) : SqlProblems.of(e);
        } catch (Error e) {
            rollBack(running);
            throw e;
        } finally {
            close(running);
        }
        running.after.forEach(BoundTransactions::quietly);
        return result;
    }

    private Running open(boolean reading) {
        try {
            Running running = new Running(database.connection(), reading);
            bound.set(running);
            return running;
        } catch (SQLException e) {
            throw SqlProblems.of(e);
        }
    }

    private void commit(Running running) {
        if (!running.reading) {
            running.managers.values().forEach(EntityManager::flush);
            while (!running.before.isEmpty()) running.before.poll().run();
        }
        List.copyOf(running.managers.values())
                .forEach(manager -> manager.getTransaction().commit());
        if (running.single) return;
        try {
            running.connection.commit();
        } catch (SQLException e) {
            throw SqlProblems.of(e);
        }
    }

    private void rollBack(Running running) {
        for (EntityManager manager : running.managers.values()) {
            try {
                if (manager.getTransaction().isActive())
                    manager.getTransaction().rollback();
            } catch (RuntimeException e) {
                LOG.debug("entity manager could not roll back", e);
            }
        }
        if (running.single) return;
        try {
            running.connection.rollback();
        } catch (SQLException e) {
            LOG.debug("connection could not roll back", e);
        }
    }

    private void close(Running running) {
        bound.remove();
        running.managers.values().forEach(EntityManager::close);
        try {
            running.connection.close();
        } catch (SQLException e) {
            LOG.debug("connection could not be given back", e);
        }
    }

    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("work after commit failed", e);
        }
    }

    @Override
    public void beforeCommit(Runnable work) {
        running().before.add(work);
    }

    @Override
    public void afterCommit(Runnable work) {
        running().after.add(work);
    }

    @Override
    public boolean active() {
        return bound.get() != null;
    }

    @Override
    public Object token() {
        return running();
    }

    @Override
    public EntityManager entities(Class<?> entity) {
        running().together();
        running().changed = true;
        return running().managers.computeIfAbsent(units.of(entity), factory -> {
            EntityManager manager = factory.createEntityManager();
            manager.setFlushMode(FlushModeType.COMMIT);
            manager.getTransaction().begin();
            return manager;
        });
    }

    @Override
    public Sql sql() {
        return sql;
    }

    private Running running() {
        Running running = bound.get();
        if (running == null) throw new IllegalStateException("no transaction runs on this thread");
        return running;
    }

    /** The running transaction's connection, or a fresh one that the taker closes (EclipseLink at deployment). */
    private Connection boundOrFresh() throws SQLException {
        Running running = bound.get();
        return running == null ? database.connection() : new LentConnection(running.connection).proxy();
    }

    /** Asks on the bound connection, or on one of its own. */
    <T> T ask(Sql.Raw<T> question) {
        if (!active()) return begin(() -> ask(question), true);
        try {
            return question.run(running().connection);
        } catch (SQLException e) {
            throw SqlProblems.of(e);
        }
    }

    /** Runs in the bound transaction, or in a short one. */
    <T> T on(Sql.Raw<T> work) {
        if (!active()) return begin(() -> on(work), false);
        running().together();
        try {
            return work.run(running().connection);
        } catch (SQLException e) {
            throw SqlProblems.of(e);
        }
    }

    /** The same for work that may change something. */
    <T> T change(Sql.Raw<T> work) {
        if (active()) running().changed = true;
        return on(work);
    }

    /** Is the running transaction, which the database has just rolled back as a deadlock's victim, as good as new? */
    boolean nothingLost(Unavailable problem) {
        return SqlProblems.deadlock(problem) && (!active() || !running().changed);
    }
}
