package org.stepwise.rest.internal.served;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.rest.internal.served.RestServer.Reply;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.Hostile;

/** Whatever is sent, REST answers in its own words: taken, or refused with a problem document, and never by a failure of its own. */
@Covers("API-1")
public class RequestFuzzTest {
    @ClassRule
    public static final Posts SERVED = new Posts();

    @Test
    public void aBodyIsTakenOrRefused() {
        Hostile.each(RequestFuzzTest.class, "body", 300, RequestFuzzTest::body);
    }

    @Test
    public void aQuestionIsAnsweredOrRefused() {
        Hostile.each(RequestFuzzTest.class, "question", 300, RequestFuzzTest::question);
    }

    static void body(byte[] input) {
        told(SERVED.admin.send("POST", Posts.POSTS, input, "application/json"));
    }

    /** {@code name=value} of one line each; names and values may hold anything. */
    static void question(byte[] input) {
        StringBuilder path = new StringBuilder(Posts.POSTS).append("?limit=3");
        new String(input, StandardCharsets.UTF_8).lines().limit(5).forEach(line -> {
            int mark = line.indexOf('=');
            String name = mark < 0 ? "filter" : line.substring(0, mark);
            path.append('&').append(encoded(name)).append('=').append(encoded(line.substring(mark + 1)));
        });
        if (path.length() < 4_000) told(SERVED.admin.get(path.toString()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void told(Reply reply) {
        boolean refused = reply.status() >= 400;
        boolean problem = reply.header("Content-Type").startsWith("application/problem+json");
        if (reply.status() >= 500 || refused && !problem) throw new AssertionError(reply.status() + " " + reply.text());
    }
}
