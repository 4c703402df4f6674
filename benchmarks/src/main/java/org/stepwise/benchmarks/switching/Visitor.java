package org.stepwise.benchmarks.switching;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A signed-in person with a browser's cookie. */
final class Visitor {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern CSRF = Pattern.compile("\"csrf\"\\s*:\\s*\"([^\"]+)\"");
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String server;
    private final String cookie;
    private final String csrf;

    Visitor(String server, String account, String password) throws IOException {
        this.server = server;
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + "/api/session"))
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"user\":\"" + account + "\",\"password\":\"" + password + "\"}"))
                .build();
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() != 201) throw new IOException(account + " cannot sign in: " + answer.body());
        this.cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        Matcher found = CSRF.matcher(answer.body());
        if (!found.find()) throw new IOException("no csrf token in " + answer.body());
        this.csrf = found.group(1);
    }

    /** @return the status */
    int get(String path) throws IOException {
        return send(asked(path).GET().build()).statusCode();
    }

    /** @throws IOException with the answer when it is not a success */
    void post(String path, String json) throws IOException {
        HttpResponse<String> answer = send(asked(path)
                .header("Content-Type", "application/json")
                .header("X-CSRF-Token", csrf)
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
        if (answer.statusCode() >= 300) throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
    }

    private HttpRequest.Builder asked(String path) {
        return HttpRequest.newBuilder(URI.create(server + path))
                .header("Cookie", cookie)
                .timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
