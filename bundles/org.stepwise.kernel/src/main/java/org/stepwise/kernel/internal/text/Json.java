package org.stepwise.kernel.internal.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.LRUMap;
import com.fasterxml.jackson.databind.util.LookupCache;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * JSON of values. Each class of a module has a mapper of its own, kept in the class itself, so that no cache of the kernel holds a
 * module's classes and a module that goes is collected whole.
 */
public final class Json {
    private static final TypeReference<LinkedHashMap<String, Object>> DETAILS = new TypeReference<>() {};
    private static final ObjectMapper PLAIN = mapper();
    private static final ClassValue<ObjectMapper> MAPPERS = new ClassValue<>() {
        @Override
        protected ObjectMapper computeValue(Class<?> type) {
            return mapper();
        }
    };

    private Json() {}

    private static ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper();
        LookupCache<Object, JavaType> types = new LRUMap<>(16, 200);
        mapper.setTypeFactory(TypeFactory.defaultInstance().withCache(types));
        mapper.registerModule(new JavaTimeModule());
        mapper.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        mapper.disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);
        mapper.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        return mapper;
    }

    /** @throws IllegalArgumentException when the value cannot be written */
    public static String write(Object value) {
        try {
            return MAPPERS.get(value.getClass()).writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "not writable as JSON: " + value.getClass().getName(), e);
        }
    }

    /** @throws IllegalArgumentException when the text does not fit the class */
    public static <T> T read(String json, Class<T> type) {
        try {
            return MAPPERS.get(type).readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not readable as " + type.getName(), e);
        }
    }

    /** Named arguments as JSON: numbers, truths, texts and lists of them; anything else as its text. */
    public static String writeDetails(Map<String, ?> details) {
        Map<String, Object> plain = new LinkedHashMap<>();
        details.forEach((name, value) -> plain.put(name, plain(value)));
        try {
            return PLAIN.writeValueAsString(plain);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not writable as JSON: " + plain, e);
        }
    }

    public static Map<String, Object> readDetails(String json) {
        try {
            return json.isBlank() ? Map.of() : PLAIN.readValue(json, DETAILS);
        } catch (JsonProcessingException e) {
            return Map.of("text", json);
        }
    }

    private static Object plain(Object value) {
        if (value instanceof Number || value instanceof Boolean || value instanceof String) return value;
        if (value instanceof Collection<?> many)
            return many.stream().map(Json::plain).toList();
        if (value instanceof Map<?, ?> named) {
            Map<String, Object> plain = new LinkedHashMap<>();
            named.forEach((name, one) -> plain.put(String.valueOf(name), plain(one)));
            return plain;
        }
        return String.valueOf(value);
    }
}
