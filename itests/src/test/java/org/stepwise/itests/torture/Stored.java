package org.stepwise.itests.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.stepwise.testkit.OwnPostgres;

/** The database under the server, looked at past the server. */
final class Stored {
    private final Optional<OwnPostgres> postgres;

    private Stored(Optional<OwnPostgres> postgres) {
        this.postgres = postgres;
    }

    static Stored derby() {
        return new Stored(Optional.empty());
    }

    static Stored on(OwnPostgres postgres) {
        return new Stored(Optional.of(postgres));
    }

    void kill() {
        postgres.orElseThrow().kill();
    }

    void start() {
        postgres.orElseThrow().start();
    }

    /**
     * Which invariants are broken, by how many rows. Derby serves one process only: while the server runs nothing is looked at, and
     * when it is dead a copy is, so that the server itself finds what was left.
     */
    Map<String, Long> broken(Path home, boolean dead) {
        if (postgres.isEmpty() && !dead) return Map.of();
        Map<String, Long> all = postgres.isPresent() ? onPostgres(home) : onDerby(home);
        Map<String, Long> broken = new LinkedHashMap<>(all);
        broken.values().removeIf(count -> count == 0);
        return broken;
    }

    private Map<String, Long> onPostgres(Path home) {
        try (Connection connection =
                DriverManager.getConnection(postgres.orElseThrow().url())) {
            // one view of all tables, whatever the server does meanwhile
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return Invariants.broken(connection, home.resolve("blobs"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Long> onDerby(Path home) {
        Path copy = home.resolveSibling(home.getFileName() + "-copy");
        try {
            delete(copy);
            copy(home.resolve("db"), copy);
            try (Connection connection = DriverManager.getConnection("jdbc:derby:" + copy)) {
                return Invariants.broken(connection, home.resolve("blobs"));
            } finally {
                shutDown(copy);
                delete(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("the database of the dead server cannot be opened", e);
        }
    }

    /** Derby tells by an exception that it has done so. */
    private static void shutDown(Path place) {
        try (Connection none = DriverManager.getConnection("jdbc:derby:" + place + ";shutdown=true")) {
            throw new IllegalStateException(none + " is still there");
        } catch (SQLException e) {
            if (!"08006".equals(e.getSQLState())) throw new IllegalStateException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> found = Files.walk(from)) {
            for (Path file :
                    found.filter(path -> !path.toString().endsWith(".lck")).toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) return;
        try (Stream<Path> found = Files.walk(directory)) {
            List<Path> files = found.sorted(Comparator.reverseOrder()).toList();
            for (Path file : files) Files.delete(file);
        }
    }
}
