package org.stepwise.records.internal.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.stepwise.kernel.api.record.Change;

/** Changes as JSON: {@code {"amount":["10.00","12.50"]}}; numbers and flags stay what they are, the rest is text. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static String write(Map<String, Change> changes) {
        ObjectNode object = MAPPER.createObjectNode();
        changes.forEach((field, change) -> {
            ArrayNode pair = object.putArray(field);
            add(pair, change.from());
            add(pair, change.to());
        });
        return object.toString();
    }

    private static void add(ArrayNode pair, Object value) {
        if (value == null) pair.addNull();
        else if (value instanceof Boolean flag) pair.add(flag);
        else if (value instanceof BigDecimal decimal) pair.add(decimal.toPlainString());
        else if (value instanceof Number number) pair.add(number.longValue());
        else pair.add(value.toString());
    }

    /** Values as Boolean, Long or text; null for none. */
    static Map<String, Change> read(String json) {
        Map<String, Change> changes = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, JsonNode> field : MAPPER.readTree(json).properties()) {
                JsonNode pair = field.getValue();
                changes.put(field.getKey(), new Change(value(pair.get(0)), value(pair.get(1))));
            }
            return changes;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object value(JsonNode node) {
        if (node.isNull()) return null;
        if (node.isBoolean()) return node.booleanValue();
        return node.isIntegralNumber() ? (Object) node.longValue() : node.textValue();
    }
}
