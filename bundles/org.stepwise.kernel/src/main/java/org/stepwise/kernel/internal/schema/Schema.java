package org.stepwise.kernel.internal.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.module.Resources;

/**
 * Brings a module's tables up to date: all its pending files and their version rows are one transaction, so a module that fails is
 * as it was. Files are append-only: one that was changed after it ran is refused.
 */
public final class Schema {
    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);
    private final Transactions transactions;
    private final Clock clock;

    public Schema(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @return names of the files that ran */
    public List<String> migrate(String module, Resources resources) {
        Map<String, String> files = files(resources);
        if (files.isEmpty()) return List.of();
        return transactions.get(() -> {
            ensureTable();
            Map<String, String> applied = applied(module);
            refuseChanged(module, files, applied);
            List<String> ran = new ArrayList<>();
            files.forEach((name, text) -> {
                if (!applied.containsKey(name)) {
                    run(module, name, text);
                    ran.add(name);
                }
            });
            if (!ran.isEmpty()) LOG.info("schema of {}: ran {}", module, ran);
            return List.copyOf(ran);
        });
    }

    /** In the running transaction: refuses a version of a module that does not know files which ran already. */
    public void refuseOlder(String module, Resources resources) {
        if (!tableExists()) return;
        Set<String> unknown = new TreeSet<>(applied(module).keySet());
        unknown.removeAll(files(resources).keySet());
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("its data were made by a newer version: " + String.join(", ", unknown));
        }
    }

    /** Files that would run. */
    public List<String> pending(String module, Resources resources) {
        return transactions.read(() -> {
            Map<String, String> applied = tableExists() ? applied(module) : Map.of();
            return files(resources).keySet().stream()
                    .filter(name -> !applied.containsKey(name))
                    .toList();
        });
    }

    /** Logical name ({@code 001-customer}) to text; a file for this database replaces the common one. */
    private Map<String, String> files(Resources resources) {
        String mine = "." + transactions.sql().dialect().name().toLowerCase(Locale.ROOT);
        Map<String, String> paths = new TreeMap<>();
        for (String path : resources.list("db", ".sql")) {
            String name = path.substring(path.lastIndexOf('/') + 1, path.length() - ".sql".length());
            int dot = name.indexOf('.');
            if (dot < 0) paths.putIfAbsent(name, path);
            else if (name.substring(dot).equals(mine)) paths.put(name.substring(0, dot), path);
        }
        Map<String, String> texts = new LinkedHashMap<>();
        paths.forEach((name, path) -> texts.put(name, resources.text(path)));
        return texts;
    }

    private boolean tableExists() {
        return tableExists("kernel_schema");
    }

    private boolean tableExists(String table) {
        return transactions.sql().with(connection -> {
            String name = transactions.sql().dialect() == Sql.Dialect.DERBY ? table.toUpperCase(Locale.ROOT) : table;
            String schema = transactions.sql().dialect() == Sql.Dialect.DERBY ? "APP" : connection.getSchema();
            try (ResultSet found = connection.getMetaData().getTables(null, schema, name, null)) {
                return found.next();
            }
        });
    }

    private void ensureTable() {
        if (tableExists()) return;
        transactions
                .sql()
                .update("create table kernel_schema (module varchar(40) not null, file varchar(120) not null,"
                        + " checksum varchar(64) not null, ran_at timestamp not null, primary key (module, file))");
    }

    private Map<String, String> applied(String module) {
        Map<String, String> applied = new LinkedHashMap<>();
        transactions
                .sql()
                .each(
                        "select file, checksum from kernel_schema where module = ?",
                        row -> applied.put(row.text(1), row.text(2)),
                        module);
        return applied;
    }

    private static void refuseChanged(String module, Map<String, String> files, Map<String, String> applied) {
        files.forEach((name, text) -> {
            String before = applied.get(name);
            if (before != null && !before.equals(checksum(text))) {
                throw new IllegalStateException("schema file " + module + "/" + name + " was changed after it ran");
            }
        });
    }

    private void run(String module, String name, String text) {
        Dialect dialect = new Dialect(transactions.sql().dialect(), this::start);
        for (String statement : dialect.statements(text)) {
            try {
                transactions.sql().update(statement);
            } catch (RuntimeException e) {
                throw new IllegalStateException(module + "/" + name + ": " + e.getMessage() + " in: " + statement, e);
            }
        }
        transactions
                .sql()
                .update(
                        "insert into kernel_schema (module, file, checksum, ran_at) values (?, ?, ?, ?)",
                        module,
                        name,
                        checksum(text),
                        clock.instant());
    }

    /** Ids of a purged module are never given again. */
    private long start(String sequence) {
        if (!tableExists("kernel_sequence_start")) return 1;
        return transactions
                .sql()
                .number(
                        "select start_value from kernel_sequence_start where name = ?",
                        sequence.toLowerCase(Locale.ROOT));
    }

    private static String checksum(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(text.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
