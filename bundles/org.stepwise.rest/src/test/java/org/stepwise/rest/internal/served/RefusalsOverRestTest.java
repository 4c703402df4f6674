package org.stepwise.rest.internal.served;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.stepwise.rest.internal.served.Posts.POSTS;
import static org.stepwise.rest.internal.served.Posts.post;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.rest.internal.served.RestServer.Reply;
import org.stepwise.testkit.Covers;

/** What REST refuses by name: parameters, cursors, times, and members that the system keeps. */
@Covers("API-1")
public class RefusalsOverRestTest {
    @ClassRule
    public static final Posts SERVED = new Posts();

    @Test
    public void parametersOfAListThatMakeNoSenseAre422() {
        for (String bad : List.of(
                "limit=0",
                "limit=501",
                "limit=x",
                "filter=nonsense",
                "filter=colour:eq:1",
                "sort=colour",
                "fields=colour",
                "count=maybe",
                "deleted=xx",
                "deleted=",
                "colour=red",
                "Limit=5",
                "filter=createdAt:ge:%2B99999-01-01",
                "filter=createdAt:ge:0000-01-01")) {
            Reply refused = SERVED.admin.get(POSTS + "?" + bad);
            assertEquals(bad + " " + refused.text(), 422, refused.status());
            assertFalse(bad, refused.json().path("violations").isEmpty());
        }
        assertEquals(
                "a stray & is nothing",
                200,
                SERVED.admin.get(POSTS + "?limit=1&&sort=code&").status());
        Reply unknown = SERVED.admin.get(POSTS + "?colour=red");
        assertTrue(
                unknown.text(),
                unknown.json().at("/violations/0/message").asText().contains("after, count, deleted, fields, filter"));
        for (String bad : List.of("/api/jobs/runs?limit=x", "/api/notices?unread=no", "/api/search?limit=0&q=a")) {
            assertEquals(bad, 422, SERVED.admin.get(bad).status());
        }
    }

    @Test
    public void aTamperedCursorIs400() {
        for (int i = 1; i <= 3; i++) SERVED.made("cursor-" + i);
        String path = POSTS + "?q=cursor-&sort=-createdAt&limit=1";
        String good = SERVED.admin.get(path).json().path("next").asText();
        assertEquals(200, SERVED.admin.get(path + "&after=" + good).status());
        String turned = new StringBuilder(good).reverse().toString();
        for (String bad : List.of("nonsense", good.substring(3), turned, good + "AAAA", "%00", "A".repeat(5000))) {
            Reply refused = SERVED.admin.get(path + "&after=" + bad);
            assertEquals(bad + refused.text(), 400, refused.status());
            assertEquals("after", refused.json().at("/violations/0/field").asText());
        }
    }

    @Test
    public void timesOfAYearThatNoDatabaseHoldsAre422() {
        for (String time : List.of("%2B99999-01-01T00:00:00Z", "-0001-01-01T00:00:00Z", "0000-12-31T00:00:00Z", "x")) {
            for (String bad : List.of(
                    "/api/audit?from=",
                    "/api/audit?to=",
                    SERVED.made("at-" + time.hashCode()).header("Location") + "/at?time=")) {
                Reply refused = SERVED.admin.get(bad + time);
                assertEquals(bad + time + refused.text(), 422, refused.status());
            }
        }
        for (String day : List.of("%2B99999-01-01", "0000-01-01", "-0044-03-15")) {
            assertEquals(
                    day, 422, SERVED.admin.get("/api/directory/tree?day=" + day).status());
        }
        Reply share = SERVED.admin.send(
                "PUT",
                SERVED.made("until").header("Location") + "/shares/1",
                "{\"rights\":[\"see\"],\"until\":\"+99999-12-31\"}");
        assertEquals(share.text(), 422, share.status());
        assertEquals("until", share.json().at("/violations/0/field").asText());
    }

    @Test
    public void whatTheSystemKeepsIsRefusedInANewRecord() {
        String body = post("kept").replace("}", ",\"id\":\"7\",\"version\":1,\"createdAt\":\"2025-01-01T00:00:00Z\"}");
        Reply refused = SERVED.admin.post(POSTS, body);
        assertEquals(refused.text(), 422, refused.status());
        List<String> fields = new ArrayList<>();
        refused.json()
                .path("violations")
                .forEach(v -> fields.add(v.path("field").asText()));
        assertEquals(List.of("id", "version", "createdAt"), fields);
        Reply batch = SERVED.admin.post(POSTS + "/batch", "{\"items\":[{\"values\":" + body + "}]}");
        assertEquals(batch.text(), 422, batch.json().at("/items/0/status").asInt());
    }

    @Test
    public void aChangeMaySendBackWhatAGetAnsweredButNothingElseOfIt() {
        Reply made = SERVED.made("echo");
        String path = made.header("Location");
        ObjectNode body = (ObjectNode) SERVED.admin.get(path).json();
        body.put("level", 7);
        Reply changed = SERVED.admin.send("PATCH", path, body.toString(), "If-Match", made.header("ETag"));
        assertEquals(changed.text(), 200, changed.status());
        assertEquals(7, changed.json().path("level").asInt());
        Reply stale = SERVED.admin.send("PATCH", path, body.toString(), "If-Match", made.header("ETag"));
        assertEquals(stale.text(), 412, stale.status());
        for (String wrong : List.of(
                "{\"createdAt\":\"2020-01-01T00:00:00Z\"}",
                "{\"version\":40}",
                "{\"id\":\"40\"}",
                "{\"number\":\"X-1\"}",
                "{\"title\":\"x\"}",
                "{\"unitId\":\"99\"}",
                "{\"createdBy\":\"1\"}")) {
            Reply refused = SERVED.admin.send("PATCH", path, wrong, "If-Match", changed.header("ETag"));
            assertEquals(wrong + refused.text(), 422, refused.status());
            assertTrue(
                    wrong,
                    wrong.contains(refused.json().at("/violations/0/field").asText()));
        }
    }
}
