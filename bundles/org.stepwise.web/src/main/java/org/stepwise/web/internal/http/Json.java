package org.stepwise.web.internal.http;

import java.util.Map;

/** The little JSON that pages send, in ASCII so that it may stand in a header. */
public final class Json {
    private Json() {}

    public static String toast(String text, String kind) {
        return "{\"toast\":" + object(Map.of("text", text, "kind", kind)) + "}";
    }

    public static String object(Map<String, String> values) {
        StringBuilder out = new StringBuilder("{");
        values.forEach((name, value) -> {
            if (out.length() > 1) out.append(',');
            out.append(quoted(name)).append(':').append(quoted(value));
        });
        return out.append('}').toString();
    }

    static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') out.append('\\').append(c);
            else if (c < 0x20 || c > 0x7e) out.append(String.format("\\u%04x", (int) c));
            else out.append(c);
        }
        return out.append('"').toString();
    }
}
