package org.stepwise.kernel.internal.module;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** The rows of one query in CSV, with a heading, and in JSON. Text that a spreadsheet would take for a formula gets an apostrophe. */
final class RowWords {
    private final List<String> columns = new ArrayList<>();

    void write(ResultSet row, OutputStream csv, JsonGenerator json, Runnable wrote) throws IOException {
        try {
            if (columns.isEmpty()) head(row.getMetaData(), csv);
            StringBuilder line = new StringBuilder();
            json.writeStartObject();
            for (int i = 1; i <= columns.size(); i++) {
                Object value = plain(row.getObject(i));
                if (i > 1) line.append(',');
                line.append(cell(value));
                json.writeFieldName(columns.get(i - 1));
                told(json, value);
            }
            json.writeEndObject();
            line(csv, line);
            wrote.run();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void head(ResultSetMetaData about, OutputStream csv) throws SQLException, IOException {
        for (int i = 1; i <= about.getColumnCount(); i++) {
            columns.add(about.getColumnLabel(i).toLowerCase(Locale.ROOT));
        }
        line(csv, new StringBuilder(String.join(",", columns)));
    }

    private static void line(OutputStream csv, StringBuilder line) throws IOException {
        csv.write(line.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Nothing as "", instants in UTC, contents in Base64. */
    private static Object plain(Object value) throws SQLException {
        if (value == null) return "";
        if (value instanceof Timestamp at) return at.toLocalDateTime() + "Z";
        if (value instanceof Clob text) return text.getSubString(1, Math.toIntExact(text.length()));
        if (value instanceof byte[] bytes) return Base64.getEncoder().encodeToString(bytes);
        return value;
    }

    private static void told(JsonGenerator json, Object value) throws IOException {
        if (value instanceof BigDecimal number) json.writeNumber(number);
        else if (value instanceof Long number) json.writeNumber(number);
        else if (value instanceof Integer number) json.writeNumber(number);
        else if (value instanceof Boolean flag) json.writeBoolean(flag);
        else json.writeString(String.valueOf(value));
    }

    private static String cell(Object value) {
        String text = String.valueOf(value);
        boolean formula = value instanceof String && text.matches("(?s)[=+\\-@\\t\\r].*");
        String safe = formula ? "'" + text : text;
        return safe.matches("(?s).*[,\"\\r\\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
