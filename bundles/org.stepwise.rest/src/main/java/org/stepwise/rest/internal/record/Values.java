package org.stepwise.rest.internal.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.record.Field;
import org.stepwise.kernel.api.record.FieldKind;
import org.stepwise.kernel.api.record.RecordType;

/** Reads the JSON of a record: known fields only, each with JSON of the right kind. Rules are the gateway's. */
public final class Values {
    /** Kept by the system and answered with records; a change may send them back as they are, nothing else. */
    private static final Set<String> ANSWERED = Set.of(
            "id",
            "ref",
            "version",
            "number",
            "title",
            "references",
            "rehearsal",
            "ownerName",
            "unitId",
            "unitName",
            "segmentId",
            "createdAt",
            "createdBy",
            "createdByName",
            "updatedAt",
            "updatedBy",
            "updatedByName",
            "deleted",
            "actions",
            "locked");

    /** Fixed columns that may be written. */
    private static final Map<String, FieldKind> FIXED = Map.of(
            "ownerId", FieldKind.REFERENCE,
            "securityLevel", FieldKind.INTEGER);

    private Values() {}

    /** @throws Invalid with a violation for every unknown or kept field and every value of a wrong type */
    public static Map<String, Object> read(RecordType<?> type, ObjectNode json) {
        return read(type, json, (name, value) -> false);
    }

    /** @param same whether a field that the system keeps has this value already */
    static Map<String, Object> read(RecordType<?> type, ObjectNode json, BiPredicate<String, JsonNode> same) {
        Map<String, Object> values = new LinkedHashMap<>();
        List<Violation> broken = new ArrayList<>();
        json.properties().forEach(entry -> {
            String name = entry.getKey();
            FieldKind kind = type.find(name).map(Field::kind).orElse(FIXED.get(name));
            if (kind == null) {
                String code = ANSWERED.contains(name) ? "rest.problem.kept" : "rest.problem.unknownField";
                boolean fine = ANSWERED.contains(name) && same.test(name, entry.getValue());
                if (!fine) broken.add(new Violation(name, code, Map.of("field", name)));
            } else if (fits(kind, entry.getValue())) {
                values.put(name, value(entry.getValue()));
            } else {
                broken.add(new Violation(name, "rest.problem.wrongType." + shape(kind), Map.of("field", name)));
            }
        });
        if (!broken.isEmpty()) throw new Invalid(broken);
        return values;
    }

    private static boolean fits(FieldKind kind, JsonNode value) {
        if (value.isNull()) return true;
        return switch (kind) {
            case TEXT, LONG_TEXT, ENUM, CHOICE, DATE, INSTANT -> value.isTextual();
            case FLAG -> value.isBoolean();
            case INTEGER, REFERENCE -> value.isIntegralNumber() && value.canConvertToLong() || value.isTextual();
            case DECIMAL, MONEY -> value.isNumber() || value.isTextual();
        };
    }

    private static String shape(FieldKind kind) {
        return switch (kind) {
            case FLAG -> "flag";
            case INTEGER, DECIMAL, MONEY -> "number";
            case REFERENCE -> "id";
            default -> "text";
        };
    }

    private static Object value(JsonNode node) {
        if (node.isNull()) return null;
        if (node.isBoolean()) return node.booleanValue();
        if (node.isIntegralNumber() && node.canConvertToLong()) return node.longValue();
        return node.isNumber() ? node.decimalValue() : node.textValue();
    }
}
