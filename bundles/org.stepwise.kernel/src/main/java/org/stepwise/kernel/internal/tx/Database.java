package org.stepwise.kernel.internal.tx;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.module.Health;
import org.stepwise.kernel.api.secret.Secrets;
import org.stepwise.kernel.api.tx.Sql;

/** The one DataSource: a pool over Derby embedded or PostgreSQL. Opened at first use; survives a database that is away. */
@Component(
        service = {Database.class, Health.class},
        configurationPid = "org.stepwise.kernel")
public final class Database implements Health {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final Duration AWAY = Duration.ofSeconds(1);
    private static final int BUSY_ROUNDS = 5;
    private static final String DERBY = "jdbc:derby:";
    private final DatabaseConfig config;
    private final Secrets secrets;
    private final AtomicLong awayUntil = new AtomicLong(System.nanoTime());
    private final Absence absence = new Absence(LOG::warn);
    private volatile long lastFound = System.nanoTime();
    private HikariDataSource pool;
    private boolean closed;

    @Activate
    public Database(DatabaseConfig config, @Reference Secrets secrets) {
        this.config = config;
        this.secrets = secrets;
    }

    public Sql.Dialect dialect() {
        return url().startsWith("jdbc:postgresql:") ? Sql.Dialect.POSTGRESQL : Sql.Dialect.DERBY;
    }

    /** While the server is known to be away, nobody waits for it: one in a second tries. */
    Connection connection() throws SQLException {
        for (int round = 1; ; round++) {
            // first the mark, then the time: whoever finds the database meanwhile moves the mark up to his own time
            long until = awayUntil.get();
            long now = System.nanoTime();
            if (until - now > 0) throw new SQLException("the database does not answer", "08001");
            try {
                Connection connection = pool().getConnection();
                lastFound = System.nanoTime();
                awayUntil.set(lastFound);
                if (absence.over()) LOG.info("the database answers again");
                return connection;
            } catch (SQLTransientConnectionException e) {
                boolean busy = lastFound - now >= 0 || e.getCause() == null;
                if (!busy) throw away(e);
                if (round >= rounds()) throw new SQLException("no connection became free", "55P03", e);
            }
        }
    }

    private SQLException away(SQLException e) {
        awayUntil.set(System.nanoTime() + AWAY.toNanos());
        absence.because(e);
        return e;
    }

    /** Others got a connection meanwhile, so the database is there and only busy: worth waiting on. */
    private int rounds() {
        return dialect() == Sql.Dialect.DERBY ? 1 : BUSY_ROUNDS;
    }

    private String url() {
        if (!config.database_url().isBlank()) return config.database_url();
        return DERBY + place() + ";create=true";
    }

    private static Path place() {
        return Path.of(System.getProperty("stepwise.home", "."), "db");
    }

    private synchronized HikariDataSource pool() throws SQLException {
        if (closed) throw new SQLException("the database is being closed", "08003");
        if (pool == null) pool = opened();
        return pool;
    }

    private HikariDataSource opened() throws SQLException {
        try {
            return open();
        } catch (SQLException e) {
            absence.because(e);
            throw e;
        }
    }

    private HikariDataSource open() throws SQLException {
        HikariConfig settings = new HikariConfig();
        settings.setDataSource(dialect() == Sql.Dialect.DERBY ? derby() : postgres());
        settings.setPoolName("stepwise");
        settings.setMaximumPoolSize(config.database_pool());
        settings.setMinimumIdle(1);
        // the embedded database may be busy creating itself; a server that does not answer is away
        settings.setConnectionTimeout(dialect() == Sql.Dialect.DERBY ? 60_000 : 3_000);
        settings.setValidationTimeout(2_000);
        settings.setInitializationFailTimeout(-1);
        settings.setAutoCommit(false);
        settings.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        // compiling a query costs more than any of ours takes; many are many small tests that look dear to the planner
        if (dialect() == Sql.Dialect.POSTGRESQL) settings.setConnectionInitSql("set jit = off");
        if (dialect() == Sql.Dialect.DERBY) {
            settings.setConnectionTestQuery("values 1");
            if (config.database_url().isBlank()) bringShipped();
            bootDerby(settings.getDataSource());
        }
        return new HikariDataSource(settings);
    }

    /** A new home's database is a copy of the shipped one; without that it is made. */
    private static void bringShipped() {
        Path shipped = Path.of(System.getProperty("stepwise.database.shipped", ""));
        if (Files.exists(place()) || !Files.isRegularFile(shipped)) return;
        try {
            new ShippedDatabase(shipped).copyTo(place());
        } catch (IOException e) {
            LOG.warn("the shipped database cannot be copied, it is made anew: {}", String.valueOf(e));
        }
    }

    /** Making or recovering the files may take longer than anybody should wait for a connection. */
    private static void bootDerby(DataSource source) throws SQLException {
        source.getConnection().close();
    }

    private DataSource derby() {
        // Facts in docs/design: lock escalation would let one import block every reader of a list.
        System.setProperty("derby.locks.escalationThreshold", "1000000");
        System.setProperty("derby.locks.waitTimeout", "10");
        System.setProperty("derby.locks.deadlockTimeout", "1");
        // who waited for whom stands in derby.log
        System.setProperty("derby.locks.monitor", "true");
        System.setProperty("derby.locks.deadlockTrace", "true");
        System.setProperty("derby.storage.pageCacheSize", System.getProperty("derby.storage.pageCacheSize", "4000"));
        System.setProperty(
                "derby.stream.error.file",
                Path.of(System.getProperty("stepwise.log", System.getProperty("java.io.tmpdir")), "derby.log")
                        .toString());
        EmbeddedDataSource source = new EmbeddedDataSource();
        String[] parts = url().substring(DERBY.length()).split(";", 2);
        source.setDatabaseName(parts[0]);
        if (parts.length > 1 && parts[1].contains("create=true")) source.setCreateDatabase("create");
        return source;
    }

    private DataSource postgres() throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        address(source);
        if (!config.database_user().isBlank()) source.setUser(config.database_user());
        if (!config.database_password().isBlank()) source.setPassword(password());
        source.setReWriteBatchedInserts(true);
        source.setApplicationName("stepwise");
        source.setConnectTimeout(3);
        source.setTcpKeepAlive(true);
        return source;
    }

    /** The driver would tell the address with all that stands in it. */
    private void address(PGSimpleDataSource source) throws SQLException {
        try {
            source.setURL(url());
        } catch (IllegalArgumentException e) {
            throw new SQLException("database.url is no address of a PostgreSQL database", "08001");
        }
    }

    private String password() throws SQLException {
        try {
            return secrets.open(config.database_password());
        } catch (IllegalStateException e) {
            throw new SQLException("database.password cannot be opened: " + e.getMessage(), "28000", e);
        }
    }

    @Override
    public Map<String, String> problems() {
        try (Connection connection = connection()) {
            return connection.isValid(1) ? Map.of() : Map.of("database", "does not answer");
        } catch (SQLException e) {
            return Map.of("database", absence.reason().orElseGet(() -> String.valueOf(e.getMessage())));
        }
    }

    @Deactivate
    public synchronized void close() {
        closed = true;
        if (pool == null) return;
        pool.close();
        if (dialect() == Sql.Dialect.DERBY) shutDownDerby();
    }

    private void shutDownDerby() {
        EmbeddedDataSource source = (EmbeddedDataSource) derby();
        source.setCreateDatabase("");
        source.setShutdownDatabase("shutdown");
        try (Connection never = source.getConnection()) {
            throw new IllegalStateException("Derby did not shut down: " + never);
        } catch (SQLException expected) {
            // Derby tells a clean shutdown by an exception (08006)
        }
    }
}
