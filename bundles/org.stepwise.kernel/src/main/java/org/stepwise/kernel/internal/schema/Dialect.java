package org.stepwise.kernel.internal.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stepwise.kernel.api.tx.Sql;

/** Splits a schema file into statements and says each in the database's words, with the fixed columns of record tables. */
final class Dialect {
    private static final Pattern RECORD_TABLE = Pattern.compile("(?is)^create\\s+record\\s+table\\s+(\\w+)\\s*\\(");
    private static final String FIXED = """
            id bigint not null primary key,
            version bigint not null,
            number varchar(40) not null,
            title varchar(400) not null,
            owner_id bigint not null,
            unit_id bigint not null,
            segment_id bigint not null,
            security_level integer not null,
            deleted boolean not null,
            name_key varchar(400) not null,
            pinyin_key varchar(600) not null,
            created_at timestamp not null,
            created_by bigint not null,
            updated_at timestamp not null,
            updated_by bigint not null,
            """;
    private static final Pattern SEQUENCE =
            Pattern.compile("(?is)^(create\\s+sequence\\s+(\\w+)\\b.*\\bstart\\s+with\\s+)(\\d+)(.*)$");
    private final Sql.Dialect dialect;
    private final ToLongFunction<String> start;

    /** @param start where the sequence of this name begins at the earliest */
    Dialect(Sql.Dialect dialect, ToLongFunction<String> start) {
        this.dialect = dialect;
        this.start = start;
    }

    List<String> statements(String text) {
        List<String> made = new ArrayList<>();
        for (String part : text.replaceAll("(?m)--.*$", "").split(";[ \t]*(\r?\n|$)")) {
            String statement = part.strip();
            if (statement.isEmpty()) continue;
            Matcher record = RECORD_TABLE.matcher(statement);
            if (record.find()) recordTable(record.group(1), statement.substring(record.end()), made);
            else made.add(said(statement));
        }
        return made;
    }

    private void recordTable(String table, String columns, List<String> made) {
        String living = dialect == Sql.Dialect.POSTGRESQL ? " where not deleted" : "";
        made.add(said("create table " + table + " (\n" + FIXED + columns.strip()));
        made.add(said("create sequence " + table + "_seq as bigint start with 1 increment by 50"));
        made.add("create index " + table + "_own on " + table + " (owner_id, segment_id, security_level)" + living);
        made.add("create index " + table + "_uni on " + table + " (unit_id, segment_id, security_level)" + living);
        made.add("create index " + table + "_nam on " + table + " (name_key, id)" + living);
        made.add("create index " + table + "_num on " + table + " (number)");
    }

    private String said(String statement) {
        Matcher sequence = SEQUENCE.matcher(statement);
        if (sequence.matches()) {
            long first = Math.max(Long.parseLong(sequence.group(3)), start.applyAsLong(sequence.group(2)));
            return sequence.group(1) + first + sequence.group(4);
        }
        if (dialect == Sql.Dialect.DERBY) return statement;
        return statement.replaceAll("(?i)\\bclob\\b", "text").replaceAll("(?i)\\bblob\\b", "bytea");
    }
}
