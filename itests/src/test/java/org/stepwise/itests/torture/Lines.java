package org.stepwise.itests.torture;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Who stands above whom, worked out anew from the direct lines. */
final class Lines {
    private Lines() {}

    /** How many pairs the closures have too many or too few. */
    static long unlike(Connection connection) {
        return unlike(connection, "person", "sup", "sub", false) + unlike(connection, "unit", "anc", "des", true);
    }

    private static long unlike(Connection connection, String what, String up, String down, boolean reflexive) {
        Map<Long, Long> lines = new HashMap<>();
        pairs(connection, "select sub, sup from " + what + "_line").forEach(pair -> lines.put(pair.a(), pair.b()));
        Set<Pair> should = new HashSet<>();
        lines.keySet().forEach(node -> {
            if (reflexive) should.add(new Pair(node, node));
            long above = lines.get(node);
            while (above != 0 && should.add(new Pair(above, node))) above = lines.getOrDefault(above, 0L);
        });
        Set<Pair> is = pairs(connection, "select %s, %s from %s_closure".formatted(up, down, what));
        long missing = should.stream().filter(pair -> !is.contains(pair)).count();
        return missing + is.stream().filter(pair -> !should.contains(pair)).count();
    }

    private record Pair(long a, long b) {}

    private static Set<Pair> pairs(Connection connection, String query) {
        Set<Pair> found = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) found.add(new Pair(row.getLong(1), row.getLong(2)));
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }
}
