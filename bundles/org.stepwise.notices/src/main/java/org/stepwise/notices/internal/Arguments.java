package org.stepwise.notices.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Arguments of a notice's text as they are stored: JSON of texts, numbers and flags. */
final class Arguments {
    private static final int LONGEST_TEXT = 300;
    private static final int LONGEST = 4000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private Arguments() {}

    /** @throws IllegalArgumentException more than a notice can hold */
    static String write(Map<String, Object> args) {
        Map<String, Object> plain = new LinkedHashMap<>();
        args.forEach((name, value) -> plain.put(name, plain(value)));
        try {
            String text = JSON.writeValueAsString(plain);
            if (text.length() > LONGEST) throw new IllegalArgumentException("too many arguments for a notice");
            return text;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Object plain(Object value) {
        if (value instanceof Integer || value instanceof Long || value instanceof Boolean) return value;
        String text = String.valueOf(value);
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…";
    }

    static Map<String, Object> read(String stored) {
        try {
            return JSON.readValue(stored, MAP);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
