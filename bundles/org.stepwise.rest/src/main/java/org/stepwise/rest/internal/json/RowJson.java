package org.stepwise.rest.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.stepwise.kernel.api.record.Card;
import org.stepwise.kernel.api.record.Field;
import org.stepwise.kernel.api.record.FieldKind;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Row;

/** Writes rows and cards of one record type; ids are strings, hidden fields absent. */
public final class RowJson {
    private static final Set<String> IDS = Set.of("id", "ownerId", "unitId", "segmentId", "createdBy", "updatedBy");
    private static final Set<String> OWN = Set.of("id", "version", "number", "title");
    private static final Set<String> OF_CARD = Set.of(
            "id",
            "version",
            "number",
            "title",
            "ownerId",
            "unitId",
            "segmentId",
            "securityLevel",
            "deleted",
            "createdAt",
            "updatedAt");

    /** Fields whose values are ids. */
    private final Set<String> ids = new HashSet<>(IDS);

    public RowJson(RecordType<?> type) {
        for (Field field : type.fields()) {
            if (field.kind() == FieldKind.REFERENCE) ids.add(field.name());
            else ids.remove(field.name());
        }
    }

    public void row(JsonGenerator out, Row row) throws IOException {
        out.writeStartObject();
        fields(out, row, OWN);
        out.writeEndObject();
    }

    /** Values alone, of a record that is not saved yet. */
    public void values(JsonGenerator out, Map<String, Object> values) throws IOException {
        out.writeStartObject();
        for (Map.Entry<String, Object> value : values.entrySet()) field(out, value.getKey(), value.getValue());
        out.writeEndObject();
    }

    /** @param locked the reason in the reader's language, "" when it can be changed */
    public void card(JsonGenerator out, Card card, String locked) throws IOException {
        out.writeStartObject();
        fields(out, card.row(), OF_CARD);
        out.writeStringField("ownerId", Long.toString(card.owner()));
        out.writeStringField("ownerName", card.ownerName());
        out.writeStringField("unitId", Long.toString(card.unit()));
        out.writeStringField("unitName", card.unitName());
        out.writeStringField("segmentId", Long.toString(card.segment()));
        out.writeNumberField("securityLevel", card.securityLevel());
        out.writeBooleanField("deleted", card.deleted());
        out.writeStringField("createdAt", card.createdAt().toString());
        out.writeStringField("createdByName", card.createdByName());
        out.writeStringField("updatedAt", card.updatedAt().toString());
        out.writeStringField("updatedByName", card.updatedByName());
        out.writeArrayFieldStart("actions");
        for (String action : card.actions().stream().sorted().toList()) out.writeString(action);
        out.writeEndArray();
        if (!locked.isEmpty()) out.writeStringField("locked", locked);
        out.writeEndObject();
    }

    private void fields(JsonGenerator out, Row row, Set<String> written) throws IOException {
        out.writeStringField("id", Long.toString(row.id()));
        out.writeStringField("ref", row.record().toString());
        out.writeNumberField("version", row.version());
        if (!row.number().isEmpty()) out.writeStringField("number", row.number());
        out.writeStringField("title", row.title());
        if (row.rehearsal()) out.writeBooleanField("rehearsal", true);
        for (Map.Entry<String, Object> value : row.values().entrySet()) {
            if (!written.contains(value.getKey())) field(out, value.getKey(), value.getValue());
        }
        if (row.references().isEmpty()) return;
        out.writeObjectFieldStart("references");
        for (Map.Entry<String, String> title : row.references().entrySet()) {
            out.writeStringField(title.getKey(), title.getValue());
        }
        out.writeEndObject();
    }

    private void field(JsonGenerator out, String name, Object value) throws IOException {
        out.writeFieldName(name);
        value(out, value, ids.contains(name));
    }

    /** One value in the form of the API. */
    public static void value(JsonGenerator out, Object value, boolean id) throws IOException {
        if (value == null) out.writeNull();
        else if (id) out.writeString(String.valueOf(value));
        else if (value instanceof BigDecimal number) out.writeNumber(number);
        else if (value instanceof Long number) out.writeNumber(number);
        else if (value instanceof Number number) out.writeNumber(number.longValue());
        else if (value instanceof Boolean flag) out.writeBoolean(flag);
        else if (value instanceof Instant || value instanceof LocalDate) out.writeString(value.toString());
        else if (value instanceof Enum<?> constant) out.writeString(constant.name());
        else out.writeString(value.toString());
    }
}
