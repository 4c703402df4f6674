package org.stepwise.itests.torture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The customers of a run, made anew from their history. */
final class Replay {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FIELDS = List.of("name", "remark", "address", "number");
    private static final String ROWS =
            "select id, version, name, remark, address, number from crm_customer where name like 'Torture%'";
    private static final String STEPS = "select record_id, version, what, changes from record_history"
            + " where type = 'crm.customer' and what not in ('linked', 'unlinked') order by version, id";

    private Replay() {}

    /** What the history says of a record. */
    private static final class Told {
        private final Map<String, String> values = new HashMap<>();
        private long version;
        private boolean gap;

        private void step(long to, JsonNode changes) {
            gap |= to != version + 1 && to != version;
            version = to;
            changes.properties().forEach(change -> {
                String from = text(change.getValue().get(0));
                gap |= !from.equals(values.getOrDefault(change.getKey(), from));
                values.put(change.getKey(), text(change.getValue().get(1)));
            });
        }
    }

    private static String text(JsonNode value) {
        return value == null || value.isNull() ? "" : value.asText();
    }

    /** How many records are not what their history says. */
    static long broken(Connection connection) {
        Map<Long, Told> told = told(connection);
        long broken = 0;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ROWS)) {
            while (row.next()) {
                Told history = told.getOrDefault(row.getLong(1), new Told());
                boolean same = !history.gap && history.version == row.getLong(2);
                for (int i = 0; same && i < FIELDS.size(); i++) {
                    String is = row.getString(3 + i);
                    same = history.values.getOrDefault(FIELDS.get(i), "").equals(is == null ? "" : is);
                }
                if (same) continue;
                broken++;
                System.out.println("customer " + row.getLong(1) + " version " + row.getLong(2) + ", its history: "
                        + history.version + " " + history.values + " gap " + history.gap);
            }
            return broken;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<Long, Told> told(Connection connection) {
        Map<Long, Told> told = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(STEPS)) {
            while (row.next()) {
                told.computeIfAbsent(row.getLong(1), id -> new Told())
                        .step(row.getLong(2), JSON.readTree(row.getString(4)));
            }
            return told;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a history that is no JSON", e);
        }
    }
}
