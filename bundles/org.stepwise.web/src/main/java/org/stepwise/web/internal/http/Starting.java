package org.stepwise.web.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * What everybody is answered before the server has come up: no module's texts are there yet, so page and problem stand in files of
 * their own, in both languages. The page asks again by itself.
 */
final class Starting {
    private static final String SECONDS = "2";
    private final byte[] page = file("starting.html");
    private final byte[] problem = file("starting.json");
    private final String policy = "default-src 'none'; style-src 'sha256-" + hash(style(page)) + "'";

    Answer answer(Incoming in) {
        boolean rest = rest(in.path());
        Answer answer = rest
                ? Answer.of(503, "application/problem+json", problem)
                : Answer.of(503, "text/html;charset=UTF-8", page);
        answer.header("Content-Security-Policy", rest ? "default-src 'none'" : policy);
        if (!rest && !in.post()) answer.header("Refresh", SECONDS);
        return answer.header("Retry-After", SECONDS)
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "same-origin");
    }

    /** REST has a door of its own; what comes here is too early for it. */
    static boolean rest(String path) {
        return path.equals("/api") || path.startsWith("/api/");
    }

    private static byte[] file(String name) {
        try (InputStream in = Starting.class.getResourceAsStream("/STEPWISE-INF/starting/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static String style(byte[] page) {
        String text = new String(page, StandardCharsets.UTF_8);
        return text.substring(text.indexOf("<style>") + 7, text.indexOf("</style>"));
    }

    private static String hash(String style) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
