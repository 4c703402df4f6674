package org.stepwise.rest.internal.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotEmpty;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.record.Field;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.text.Texts;

/** Schemas of one record type: what is read, what is written, a page of a list. */
final class RecordSchemas {
    private final Texts texts;
    private final Locale locale;
    private final ObjectNode components;
    private final Caller caller;

    RecordSchemas(Texts texts, Locale locale, ObjectNode components, Caller caller) {
        this.texts = texts;
        this.locale = locale;
        this.components = components;
        this.caller = caller;
    }

    /** @param fields those that the caller may see */
    void add(RecordType<?> type, List<Field> fields) {
        components.set(type.id(), item(type, fields));
        components.set(type.id() + ".input", input(type, fields));
        components.set(type.id() + ".page", page(type));
    }

    private ObjectNode item(RecordType<?> type, List<Field> fields) {
        ObjectNode schema = Schemas.simple("object").put("title", texts.text(locale, type.id()));
        ObjectNode properties = schema.putObject("properties");
        properties.set("id", Schemas.id());
        properties.set("ref", Schemas.simple("string"));
        properties.set("version", Schemas.simple("integer").put("format", "int64"));
        properties.set("number", Schemas.simple("string"));
        properties.set("title", Schemas.simple("string"));
        properties.set("rehearsal", Schemas.simple("boolean"));
        fields.forEach(f -> properties.set(f.name(), Schemas.nullable(field(type, f))));
        for (String id : List.of("ownerId", "unitId", "segmentId")) properties.set(id, Schemas.id());
        for (String name : List.of("ownerName", "unitName", "createdByName", "updatedByName", "locked")) {
            properties.set(name, Schemas.simple("string"));
        }
        properties.set("securityLevel", Schemas.simple("integer"));
        properties.set("deleted", Schemas.simple("boolean"));
        for (String time : List.of("createdAt", "updatedAt")) {
            properties.set(time, Schemas.simple("string").put("format", "date-time"));
        }
        properties.set("actions", Schemas.list(Schemas.simple("string")));
        ObjectNode references = Schemas.simple("object");
        references.set("additionalProperties", Schemas.simple("string"));
        properties.set("references", references);
        schema.putArray("required").add("id").add("ref").add("version").add("title");
        return schema;
    }

    private ObjectNode input(RecordType<?> type, List<Field> fields) {
        ObjectNode schema = Schemas.simple("object").put("title", texts.text(locale, type.id()));
        ObjectNode properties = schema.putObject("properties");
        fields.stream()
                .filter(f -> f.editable(caller))
                .forEach(
                        f -> properties.set(f.name(), required(f) ? field(type, f) : Schemas.nullable(field(type, f))));
        return schema;
    }

    private static ObjectNode page(RecordType<?> type) {
        ObjectNode schema = Schemas.simple("object");
        ObjectNode properties = schema.putObject("properties");
        properties.set("items", Schemas.list(Schemas.ref(type.id())));
        properties.set("next", Schemas.nullable(Schemas.simple("string")));
        ObjectNode count = properties.putObject("count").put("type", "object").putObject("properties");
        count.set("value", Schemas.simple("integer"));
        count.set("exact", Schemas.simple("boolean"));
        schema.putArray("required").add("items").add("next");
        return schema;
    }

    private ObjectNode field(RecordType<?> type, Field field) {
        ObjectNode schema = shape(field).put("title", texts.text(locale, type.id() + "." + field.name()));
        Size size = field.member().getAnnotation(Size.class);
        if (size != null && size.max() < Integer.MAX_VALUE) schema.put("maxLength", size.max());
        if (!field.editable(caller)) schema.put("readOnly", true);
        return schema;
    }

    static boolean required(Field field) {
        return field.member().isAnnotationPresent(NotNull.class)
                || field.member().isAnnotationPresent(NotBlank.class)
                || field.member().isAnnotationPresent(NotEmpty.class);
    }

    private static ObjectNode shape(Field field) {
        return switch (field.kind()) {
            case INTEGER -> Schemas.simple("integer").put("format", "int64");
            case DECIMAL, MONEY -> Schemas.simple("number");
            case FLAG -> Schemas.simple("boolean");
            case DATE -> Schemas.simple("string").put("format", "date");
            case INSTANT -> Schemas.simple("string").put("format", "date-time");
            case REFERENCE -> Schemas.id();
            case ENUM -> constants(field);
            default -> Schemas.simple("string");
        };
    }

    private static ObjectNode constants(Field field) {
        ObjectNode schema = Schemas.simple("string");
        for (Object constant : field.javaType().getEnumConstants()) {
            schema.withArray("enum").add(((Enum<?>) constant).name());
        }
        return schema;
    }
}
