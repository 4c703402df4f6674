package org.stepwise.records.internal.index;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.record.Field;
import org.stepwise.kernel.api.record.FieldKind;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.records.internal.core.Column;
import org.stepwise.records.internal.core.Columns;
import org.stepwise.records.internal.query.Indexed;
import org.stepwise.records.internal.query.SortKey;

/**
 * The sort, filter and search indexes of a record type, made when its module is ready. Names follow from what they hold, so that
 * making them again does nothing. On PostgreSQL they hold living rows only.
 */
public final class Indexes {
    private static final Logger LOG = LoggerFactory.getLogger(Indexes.class);
    private static final int LONGEST = 60;
    private final Transactions tx;
    private final Types types;
    private final Map<String, Set<String>> known = new ConcurrentHashMap<>();

    public Indexes(Transactions tx, Types types) {
        this.tx = tx;
        this.types = types;
    }

    private boolean postgres() {
        return tx.sql().dialect() == Sql.Dialect.POSTGRESQL;
    }

    /**
     * Makes those that are missing, one by one; safe to repeat. On PostgreSQL the table can be written meanwhile.
     *
     * @return false when some could not be made now
     */
    public boolean make(RecordType<?> type) {
        Making making = new Making(tx, type.table());
        making.dropInvalid();
        Set<String> there = tx.read(() -> existing(type.table()));
        boolean[] all = {true};
        wanted(type).forEach((name, statement) -> {
            if (there.contains(name)) return;
            try {
                making.run(statement);
                there.add(name);
            } catch (Problem | IllegalStateException e) {
                all[0] = false;
                LOG.debug("index {} was not made", name, e);
            }
        });
        known.put(type.id(), there);
        return all[0];
    }

    /** Not made since the type came. */
    public boolean missing(RecordType<?> type) {
        return !known.containsKey(type.id());
    }

    /** Ids of the module's types that were made. */
    List<String> of(String module) {
        return known.keySet().stream().filter(id -> id.startsWith(module + ".")).toList();
    }

    void forget(String type) {
        known.remove(type);
    }

    private Set<String> existing(String table) {
        String name = postgres() ? table : table.toUpperCase(Locale.ROOT);
        return tx.sql().with(connection -> {
            Set<String> found = new TreeSet<>();
            try (ResultSet rows =
                    connection.getMetaData().getIndexInfo(null, connection.getSchema(), name, false, true)) {
                while (rows.next()) {
                    String index = rows.getString("INDEX_NAME");
                    if (index != null) found.add(index.toLowerCase(Locale.ROOT));
                }
            }
            return found;
        });
    }

    /** Name → statement. */
    private Map<String, String> wanted(RecordType<?> type) {
        Map<String, String> wanted = new LinkedHashMap<>();
        Columns columns = Columns.all(types, type);
        for (String name : Indexed.sortable(type)) {
            columns.find(name).filter(Column::comparable).ifPresent(c -> sort(wanted, type, c));
        }
        for (String name : type.filters()) {
            boolean sorted = Indexed.sortable(type).contains(name);
            columns.find(name)
                    .filter(Column::comparable)
                    .filter(c -> !sorted || postgres() && c.textual())
                    .ifPresent(c -> put(wanted, type, "f", c.sql(), "", c.sql(), ""));
        }
        for (Field field : type.fields()) {
            String column = types.column(type, field.name());
            if (field.isPart()) put(wanted, type, "p", column, "", column, "");
            if (field.isUnique()) unique(wanted, type, field, column);
            boolean prefix = columns.find(field.name())
                    .filter(c -> Indexed.prefix(type, c))
                    .isPresent();
            if (prefix) search(wanted, type, field, column);
        }
        names(wanted, type);
        return wanted;
    }

    private void sort(Map<String, String> wanted, RecordType<?> type, Column column) {
        if (postgres()) {
            covering(
                    wanted,
                    type,
                    "w",
                    column.sql(),
                    column.sql() + (column.textual() ? " collate \"C\"" : ""),
                    List.of());
        } else {
            String direction = descending(type, column) ? " desc" : "";
            put(wanted, type, "s", column.sql(), "", column.sql() + direction + ", id" + direction, "");
        }
    }

    /** Along an order visibility is tested in the index alone: a quarter of the time where much must be passed over. */
    private void covering(
            Map<String, String> wanted,
            RecordType<?> type,
            String kind,
            String column,
            String order,
            List<String> more) {
        Set<String> carried = new LinkedHashSet<>(more);
        carried.addAll(List.of("owner_id", "unit_id", "segment_id", "security_level"));
        type.part().ifPresent(f -> carried.add(types.column(type, f.name())));
        String name = name(type, kind, column);
        wanted.put(
                name,
                "create index if not exists " + name + " on " + type.table() + " (" + order + ", id) include ("
                        + String.join(", ", carried) + ") where not deleted");
    }

    /** Derby reads an index in one direction only: that of the default order, else the usual one of the kind. */
    private static boolean descending(RecordType<?> type, Column column) {
        String sort = type.sort();
        if (sort.equals("-" + column.name())) return true;
        return !sort.equals(column.name()) && !column.textual() && column.kind() != FieldKind.REFERENCE;
    }

    private void unique(Map<String, String> wanted, RecordType<?> type, Field field, String column) {
        if (!postgres()) {
            put(wanted, type, "u", column, "", column, "");
            return;
        }
        boolean text = field.javaType() == String.class;
        put(wanted, type, "u", column, "unique ", column, text ? " and " + column + " <> ''" : "");
    }

    /** PostgreSQL answers from an index over an expression alone only when that carries the column itself too. */
    private void search(Map<String, String> wanted, RecordType<?> type, Field field, String column) {
        String folded = "(lower(" + column + ") collate \"C\")";
        if (!postgres()) return;
        if (Indexed.sortable(type).contains(field.name())) covering(wanted, type, "x", column, folded, List.of(column));
        else put(wanted, type, "q", column, "", folded, "");
    }

    private void names(Map<String, String> wanted, RecordType<?> type) {
        if (!postgres()) {
            put(wanted, type, "n", "name_key", "", "name_key", "");
            put(wanted, type, "n", "number", "", "number", "");
            return;
        }
        for (String column : Set.of("name_key", "number", "pinyin_key")) {
            put(wanted, type, "n", column, "", column + " collate \"C\"", "");
        }
        if (trigrams()) {
            for (String column : Set.of("name_key", "pinyin_key")) {
                String name = name(type, "t", column);
                wanted.put(
                        name,
                        "create index if not exists " + name + " on " + type.table() + " using gin (" + column
                                + " gin_trgm_ops) where not deleted");
            }
        }
    }

    /** The extension is there, or may be made. */
    private boolean trigrams() {
        try {
            tx.apart(() -> tx.sql().update("create extension if not exists pg_trgm"));
            return true;
        } catch (Problem | IllegalStateException e) {
            LOG.info("no trigram index: searching inside of names reads more rows ({})", e.getMessage());
            return false;
        }
    }

    private void put(
            Map<String, String> wanted,
            RecordType<?> type,
            String kind,
            String column,
            String unique,
            String what,
            String where) {
        String name = name(type, kind, column);
        String made = "create " + unique + "index " + (postgres() ? "if not exists " : "") + name + " on "
                + type.table() + " (" + what + ")";
        wanted.put(name, postgres() ? made + " where not deleted" + where : made);
    }

    private static String name(RecordType<?> type, String kind, String column) {
        String name = type.table() + "_" + kind + "_" + column;
        if (name.length() <= LONGEST) return name;
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        return name.substring(0, LONGEST - 9) + "_" + HexFormat.of().toHexDigits((int) crc.getValue());
    }

    /** Derby's hint to read along the sort index, "" when there is none in that direction. */
    public String hint(RecordType<?> type, SortKey key) {
        if (postgres() || descending(type, key.column()) != key.descending()) return "";
        String name = name(type, "s", key.column().sql());
        boolean there = known.getOrDefault(type.id(), Set.of()).contains(name);
        return there ? " --DERBY-PROPERTIES index=" + name.toUpperCase(Locale.ROOT) + "\n" : "";
    }
}
