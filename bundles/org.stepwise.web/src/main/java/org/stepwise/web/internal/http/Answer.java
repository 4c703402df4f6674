package org.stepwise.web.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stepwise.kernel.api.web.View;

/** What goes back: status, headers, cookies and a body that is either complete or streamed. */
public final class Answer {
    private final int status;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final List<Cookie> cookies = new ArrayList<>();
    private final byte[] content;
    private final Optional<View.Body> stream;

    private Answer(int status, String type, byte[] content, Optional<View.Body> stream) {
        this.status = status;
        this.content = content;
        this.stream = stream;
        if (!type.isEmpty()) headers.put("Content-Type", type);
    }

    public static Answer html(int status, String page) {
        return new Answer(status, "text/html;charset=UTF-8", page.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    public static Answer of(int status, String type, byte[] content) {
        return new Answer(status, type, content, Optional.empty());
    }

    public static Answer empty(int status) {
        return new Answer(status, "", new byte[0], Optional.empty());
    }

    public static Answer stream(String type, View.Body body) {
        return new Answer(200, type, new byte[0], Optional.of(body));
    }

    public static Answer redirect(String path) {
        return empty(303).header("Location", path);
    }

    public Answer header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** @param seconds life time; 0 removes it, negative = until the browser closes */
    public Answer cookie(String name, String value, int seconds) {
        cookies.add(new Cookie(name, value, seconds));
        return this;
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public List<Cookie> cookies() {
        return cookies;
    }

    public byte[] content() {
        return content;
    }

    public Optional<View.Body> stream() {
        return stream;
    }

    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** A cookie to set; always HttpOnly and SameSite=Lax. */
    public record Cookie(String name, String value, int seconds) {
        public String header(boolean secure) {
            String age = seconds < 0 ? "" : "; Max-Age=" + seconds;
            return name + "=" + value + "; Path=/; HttpOnly; SameSite=Lax" + age + (secure ? "; Secure" : "");
        }
    }
}
