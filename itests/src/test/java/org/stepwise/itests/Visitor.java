package org.stepwise.itests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** One person with a live session of their own, who uses pages and REST alike. Thread-safe. */
public final class Visitor {
    private static final String JSON = "application/json";
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String address;
    private final String account;
    private final String cookie;
    private final String csrf;
    private final String bearer;

    private Visitor(String address, String account, String cookie, String csrf) {
        this(address, account, cookie, csrf, "");
    }

    private Visitor(String address, String account, String cookie, String csrf, String bearer) {
        this.address = address;
        this.bearer = bearer;
        this.account = account;
        this.cookie = cookie;
        this.csrf = csrf;
    }

    /** Somebody who has not signed in. */
    public static Visitor stranger(String address) {
        return new Visitor(address, "stranger", "", "");
    }

    public static Visitor signedIn(String address, String account, String password) {
        Answer answer = stranger(address)
                .json("POST", "/api/session", Map.of("user", account, "password", password))
                .expect(201);
        String cookie = answer.header("Set-Cookie").split(";")[0];
        return new Visitor(address, account, cookie, answer.json().get("csrf").asText());
    }

    /** A script with somebody's access token. */
    static Visitor bearing(String address, String token) {
        return new Visitor(address, "script", "", "", token);
    }

    String csrf() {
        return csrf;
    }

    String cookie() {
        return cookie;
    }

    public String account() {
        return account;
    }

    public Answer get(String path) {
        return send("GET", path, "", new byte[0]);
    }

    /** Sends a form as the browser does. */
    public Answer post(String path, Map<String, ?> form) {
        String body = form.entrySet().stream()
                .map(e -> e.getKey() + "=" + encoded(String.valueOf(e.getValue())))
                .collect(Collectors.joining("&"));
        return send("POST", path, "application/x-www-form-urlencoded", body.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends one file as a form does. */
    public Answer upload(String path, String name, String content, String... fields) {
        String boundary = "stepwise-test-boundary";
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            body.append("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(boundary, fields[i], fields[i + 1]));
        }
        body.append(("--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n%s\r\n--%s--\r\n")
                .formatted(boundary, name, content, boundary));
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        return send("POST", path, "multipart/form-data; boundary=" + boundary, bytes);
    }

    /** @param headers name, value, name, value … */
    public Answer json(String method, String path, Object body, String... headers) {
        try {
            return send(method, path, JSON, MAPPER.writeValueAsBytes(body), headers);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public Answer send(String method, String path, String type, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofMinutes(2))
                .header("Accept-Language", "en")
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (!type.isEmpty()) request.header("Content-Type", type);
        if (!cookie.isEmpty()) request.header("Cookie", cookie);
        if (!bearer.isEmpty()) request.header("Authorization", "Bearer " + bearer);
        if (!csrf.isEmpty() && !method.equals("GET")) request.header("X-CSRF-Token", csrf);
        if (headers.length > 0) request.headers(headers);
        try {
            HttpResponse<byte[]> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(
                    method + " " + request.build().uri(), answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
