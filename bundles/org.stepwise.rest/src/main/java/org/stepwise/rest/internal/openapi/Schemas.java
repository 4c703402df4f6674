package org.stepwise.rest.internal.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.rest.internal.json.Json;

/** JSON schemas of Java types, as this door writes them; records become components of the document. */
final class Schemas {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private final ObjectNode components;

    Schemas(ObjectNode components) {
        this.components = components;
    }

    ObjectNode of(Type type, String name) {
        if (type instanceof ParameterizedType generic) return generic(generic, name);
        if (!(type instanceof Class<?> plain)) return JSON.objectNode();
        if (plain == String.class || plain.isEnum()) return text(plain);
        if (plain == boolean.class || plain == Boolean.class) return simple("boolean");
        if (plain == int.class || plain == Integer.class)
            return simple("integer").put("format", "int32");
        if (plain == long.class || plain == Long.class) return number(name);
        if (plain == BigDecimal.class) return simple("number");
        if (plain == Instant.class) return simple("string").put("format", "date-time");
        if (plain == LocalDate.class) return simple("string").put("format", "date");
        if (plain == RecordId.class) return simple("string").put("pattern", "^[a-z0-9]+\\.[a-z0-9]+:[0-9]+$");
        if (JsonNode.class.isAssignableFrom(plain)) return simple("object");
        return plain.isRecord() ? component(plain) : JSON.objectNode();
    }

    private ObjectNode generic(ParameterizedType type, String name) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] arguments = type.getActualTypeArguments();
        if (Optional.class.isAssignableFrom(raw)) return nullable(of(arguments[0], name));
        if (Collection.class.isAssignableFrom(raw)) return list(of(arguments[0], name));
        ObjectNode map = simple("object");
        if (Map.class.isAssignableFrom(raw)) map.set("additionalProperties", of(arguments[1], name));
        return map;
    }

    private static ObjectNode text(Class<?> type) {
        ObjectNode schema = simple("string");
        if (type.isEnum()) {
            for (Object constant : type.getEnumConstants())
                schema.withArray("enum").add(((Enum<?>) constant).name());
        }
        return schema;
    }

    private static ObjectNode number(String name) {
        return Json.AMOUNTS.contains(name) ? simple("integer").put("format", "int64") : id();
    }

    private ObjectNode component(Class<?> record) {
        String name = name(record);
        if (!components.has(name)) {
            ObjectNode schema = simple("object");
            components.set(name, schema);
            ObjectNode properties = schema.putObject("properties");
            for (RecordComponent part : record.getRecordComponents()) {
                properties.set(part.getName(), of(part.getGenericType(), part.getName()));
            }
        }
        return ref(name);
    }

    /** Enclosing names too, so that two records called Info do not meet. */
    private static String name(Class<?> type) {
        String enclosing = type.getEnclosingClass() == null
                ? ""
                : type.getEnclosingClass().getSimpleName().replace("Resource", "");
        return enclosing + type.getSimpleName();
    }

    static ObjectNode simple(String type) {
        return JSON.objectNode().put("type", type);
    }

    static ObjectNode id() {
        return simple("string").put("pattern", "^[0-9]+$");
    }

    static ObjectNode ref(String component) {
        return JSON.objectNode().put("$ref", "#/components/schemas/" + component);
    }

    static ObjectNode list(ObjectNode items) {
        ObjectNode list = simple("array");
        list.set("items", items);
        return list;
    }

    static ObjectNode nullable(ObjectNode schema) {
        ObjectNode either = JSON.objectNode();
        either.putArray("anyOf").add(schema).add(simple("null"));
        return either;
    }
}
