package org.stepwise.itests.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** What must be true of the tables whatever happened: how many rows of each kind break it. None may. */
final class Invariants {
    private static final Map<String, String> COUNTS = new LinkedHashMap<>();

    static {
        COUNTS.put(
                "links without an end",
                links("from", "crm.customer") + " + " + links("to", "crm.customer") + " + "
                        + links("from", "directory.person") + " + " + links("to", "directory.person"));
        COUNTS.put("numbers given twice", """
                (select count(*) from (select number from crm_customer group by number having count(*) > 1) d)""");
        COUNTS.put("numbers missing", """
                (select coalesce(sum(k.last_value), 0) from record_counter k where k.type = 'crm.customer'
                  and k.period like 'C-%') - (select count(*) from crm_customer where number like 'C-%')""");
        COUNTS.put("history of no record", """
                (select count(*) from record_history h where h.type = 'crm.customer'
                  and not exists (select 1 from crm_customer c where c.id = h.record_id))""");
        COUNTS.put("shares of no record", """
                (select count(*) from share s where s.type = 'crm.customer'
                  and not exists (select 1 from crm_customer c where c.id = s.record_id))""");
        COUNTS.put("parts that differ from their whole", """
                (select count(*) from crm_contact p join crm_customer c on c.id = p.customer_id
                  where p.owner_id <> c.owner_id or p.unit_id <> c.unit_id or p.segment_id <> c.segment_id)""");
        COUNTS.put("files of no record or content", """
                (select count(*) from files_file f where not exists (select 1 from files_blob b where b.digest = f.digest
                  and b.bytes = f.bytes)) + (select count(*) from files_file f where f.type = 'crm.customer'
                  and not exists (select 1 from crm_customer c where c.id = f.record_id))""");
        COUNTS.put("quotas that do not add up", """
                (select count(*) from files_usage u where u.bytes <> coalesce(
                  (select sum(f.bytes) from files_file f where f.by_id = u.person_id), 0))""");
        COUNTS.put("keys of requests without a record", "(select count(*) from rest_idempotency where record = '')");
        COUNTS.put("people without one primary position", """
                (select count(*) from (select o.person_id from directory_position o where o.deleted = false
                  group by o.person_id having sum(case when o.primary_position then 1 else 0 end) <> 1) d)""");
        COUNTS.put("reporting lines unlike the positions", """
                (select count(*) from directory_position o join person_line l on l.sub = o.person_id
                  where o.deleted = false and o.primary_position = true and o.superior_id is not null
                  and l.sup <> o.superior_id)""");
        COUNTS.put("units that stand elsewhere", """
                (select count(*) from directory_unit u join unit_line l on l.sub = u.id
                  where u.deleted = false and l.sup <> coalesce(u.parent_id, 0))""");
    }

    private Invariants() {}

    private static String links(String end, String type) {
        return """
                (select count(*) from kernel_link l where l.%1$s_type = '%2$s' and l.%1$s_gone = false
                  and not exists (select 1 from %3$s r where r.id = l.%1$s_id))""".formatted(end, type, type.replace('.', '_'));
    }

    /** @param blobs where the contents of files lie @return how many of each kind, in a fixed order */
    static Map<String, Long> broken(Connection connection, Path blobs) {
        Map<String, Long> found = new LinkedHashMap<>();
        COUNTS.forEach((name, count) -> found.put(name, number(connection, "values (" + count + ")")));
        found.put("closures unlike their lines", Lines.unlike(connection));
        found.put("histories that do not replay", Replay.broken(connection));
        found.put("contents missing on the disk", missing(connection, blobs));
        return found;
    }

    private static long number(Connection connection, String query) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /** Whole, by length: what they hold is compared where they are downloaded. */
    private static long missing(Connection connection, Path blobs) {
        String query = "select distinct b.digest, b.bytes from files_blob b join files_file f on f.digest = b.digest";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            long missing = 0;
            while (row.next()) {
                String digest = row.getString(1);
                Path place = blobs.resolve(digest.substring(0, 2))
                        .resolve(digest.substring(2, 4))
                        .resolve(digest);
                if (!Files.exists(place) || Files.size(place) != row.getLong(2)) missing++;
            }
            return missing;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
