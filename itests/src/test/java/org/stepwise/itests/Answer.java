package org.stepwise.itests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/** What the server answered. @param asked method and address of the request */
public record Answer(String asked, int status, HttpHeaders headers, byte[] bytes) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** First value of a header, "" when it is absent. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    public JsonNode json() {
        try {
            return JSON.readTree(text());
        } catch (JsonProcessingException e) {
            throw new AssertionError(this + " is no JSON: " + text(), e);
        }
    }

    /** This answer when it has the status, else a failure that shows what came instead, and why when the server told it. */
    public Answer expect(int wanted) {
        if (status == wanted) return this;
        String why = status < 500 ? "" : "\n" + Server.complaints(asked);
        throw new AssertionError("wanted " + wanted + " of " + asked + ", got " + this + why);
    }

    public boolean fine() {
        return status >= 200 && status < 300;
    }

    @Override
    public String toString() {
        String shown = text();
        return status + " " + shown.substring(0, Math.min(shown.length(), 1500));
    }
}
