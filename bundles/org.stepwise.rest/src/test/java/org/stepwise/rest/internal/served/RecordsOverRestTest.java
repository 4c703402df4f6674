package org.stepwise.rest.internal.served;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;
import static org.stepwise.rest.internal.served.Posts.POSTS;
import static org.stepwise.rest.internal.served.Posts.post;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.rest.internal.served.RestServer.Reply;
import org.stepwise.testkit.Covers;

@Covers("API-1")
public class RecordsOverRestTest {
    @ClassRule
    public static final Posts SERVED = new Posts();

    @Test
    public void aRecordIsCreatedReadChangedDeletedAndRestored() {
        Reply made = SERVED.made("life");
        String path = made.header("Location");
        assertEquals(POSTS + "/" + made.json().path("id").asText(), path);
        assertEquals("\"0\"".length(), made.header("ETag").length());
        assertTrue(made.json().path("id").isTextual());
        assertEquals(
                304,
                SERVED.admin.get(path, "If-None-Match", made.header("ETag")).status());

        Reply changed = SERVED.admin.send("PATCH", path, "{\"level\":5}", "If-Match", made.header("ETag"));
        assertEquals(changed.text(), 200, changed.status());
        assertEquals(5, changed.json().path("level").asInt());
        assertEquals("岗位life", changed.json().path("nameZh").asText());

        assertEquals(
                204,
                SERVED.admin
                        .send("DELETE", path, "", "If-Match", changed.header("ETag"))
                        .status());
        assertEquals(404, SERVED.admin.get(path + "0").status());
        Reply back = SERVED.admin.post(path + "/restore", "");
        assertEquals(back.text(), 200, back.status());
        assertFalse(back.json().path("deleted").asBoolean());

        JsonNode history = SERVED.admin.get(path + "/history").json();
        assertTrue(history.toString(), history.size() >= 3);
    }

    @Test
    public void aWriteWithoutTheVersionIs428AndAStaleOne412() {
        Reply made = SERVED.made("stale");
        String path = made.header("Location");
        assertEquals(428, SERVED.admin.send("PATCH", path, "{\"level\":4}").status());
        assertEquals(428, SERVED.admin.send("DELETE", path, "").status());
        String old = made.header("ETag");
        assertEquals(
                200,
                SERVED.admin
                        .send("PATCH", path, "{\"level\":4}", "If-Match", old)
                        .status());
        Reply stale = SERVED.admin.send("PATCH", path, "{\"level\":9}", "If-Match", old);
        assertEquals(412, stale.status());
        assertTrue(stale.header("Content-Type").startsWith("application/problem+json"));
        assertEquals(412, SERVED.admin.send("DELETE", path, "", "If-Match", old).status());
        assertEquals(4, SERVED.admin.get(path).json().path("level").asInt());
    }

    @Test
    public void anyVersionIsTakenForAStarWhereTheRecordIsThere() {
        String path = SERVED.made("star").header("Location");
        Reply changed = SERVED.admin.send("PATCH", path, "{\"level\":4}", "If-Match", "*");
        assertEquals(changed.text(), 200, changed.status());
        assertEquals(4, changed.json().path("level").asInt());
        assertEquals(
                404,
                SERVED.admin.send("DELETE", path + "0", "", "If-Match", "*").status());
        assertEquals(204, SERVED.admin.send("DELETE", path, "", "If-Match", "*").status());
    }

    @Test
    public void aHandOverToWhereTheGiverDoesNotSeeItIsDoneAndAnsweredWithNothing() {
        Reply role = SERVED.admin.post("/api/directory/role", "{\"code\":\"group-keeper\",\"nameZh\":\"群组管理员\"}");
        assertEquals(role.text(), 201, role.status());
        for (String action : List.of("see", "create", "edit")) {
            String grant = "{\"type\":\"directory.role\",\"action\":\"" + action + "\",\"scope\":\"OWN\"}";
            Reply given = SERVED.admin.post("/api/directory/roles/group-keeper/grants", grant);
            assertEquals(given.text(), 204, given.status());
        }
        RestServer.Client keeper = SERVED.client("keeper", "group-keeper");
        Reply made = keeper.post("/api/directory/role", "{\"code\":\"given\",\"nameZh\":\"群组\"}");
        assertEquals(made.text(), 201, made.status());
        String path = made.header("Location");
        String owner = SERVED.admin.get("/api/session").json().path("id").asText();
        Reply given = keeper.post(path + "/owner", "{\"ownerId\":\"" + owner + "\"}");
        assertEquals(given.text(), 204, given.status());
        assertEquals("", given.text());
        assertEquals(404, keeper.get(path).status());
        assertEquals(owner, SERVED.admin.get(path).json().path("ownerId").asText());
        assertEquals(
                404,
                keeper.post(path + "/owner", "{\"ownerId\":\"" + owner + "\"}").status());
    }

    @Test
    public void aRepeatedCreateWithTheSameKeyMakesOneRecord() throws Exception {
        ExecutorService eight = Executors.newFixedThreadPool(8);
        List<Callable<Reply>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(() -> SERVED.admin.post(POSTS, post("once"), "Idempotency-Key", "key-once"));
        }
        Set<String> ids = new HashSet<>();
        for (Future<Reply> answer : eight.invokeAll(calls)) {
            assertEquals(answer.get().text(), 201, answer.get().status());
            ids.add(answer.get().json().path("id").asText());
        }
        eight.shutdown();
        assertTrue(eight.awaitTermination(10, TimeUnit.SECONDS));
        assertEquals(1, ids.size());
        Reply other = SERVED.admin.post(POSTS, post("another"), "Idempotency-Key", "key-once");
        assertEquals(422, other.status());
        assertEquals("Idempotency-Key", other.json().at("/violations/0/field").asText());
    }

    @Test
    public void aListIsFilteredSortedPagedAndCounted() {
        for (int i = 1; i <= 5; i++) SERVED.made("list-" + i);
        Reply first = SERVED.admin.get(POSTS + "?q=list-&sort=code&limit=2&count=true&fields=code,level");
        assertEquals(first.text(), 200, first.status());
        assertEquals(2, first.json().path("items").size());
        assertEquals("list-1", first.json().at("/items/0/code").asText());
        assertEquals(5, first.json().at("/count/value").asInt());
        assertTrue(first.json().at("/count/exact").asBoolean());
        assertTrue(first.json().at("/items/0/nameZh").isMissingNode());

        Set<String> seen = new HashSet<>();
        String next = "";
        do {
            JsonNode page = SERVED.admin
                    .get(POSTS + "?q=list-&sort=code&limit=2&after=" + next)
                    .json();
            page.path("items").forEach(i -> assertTrue(seen.add(i.path("id").asText())));
            next = page.path("next").isNull() ? "" : page.path("next").asText();
        } while (!next.isEmpty());
        assertEquals(5, seen.size());

        Reply one = SERVED.admin.get(POSTS + "?filter=code:eq:list-3");
        assertEquals(one.text(), 1, one.json().path("items").size());
    }

    @Test
    public void aBatchHasAResultForEachItem() {
        Reply good = SERVED.admin.post(
                POSTS + "/batch", "{\"items\":[{\"values\":" + post("b1") + "},{\"values\":" + post("b2") + "}]}");
        assertEquals(good.text(), 200, good.status());
        assertEquals(201, good.json().at("/items/0/status").asInt());
        String id = good.json().at("/items/1/id").asText();

        Reply mixed = SERVED.admin.post(
                POSTS + "/batch",
                "{\"items\":[{\"values\":" + post("b3") + "},{\"values\":{\"level\":\"high\"}},"
                        + "{\"op\":\"UPDATE\",\"id\":\"" + id + "\",\"version\":99,\"values\":{\"level\":1}},"
                        + "{\"values\":" + post("b4") + "}]}");
        assertEquals(200, mixed.status());
        List<Integer> statuses = new ArrayList<>();
        mixed.json().path("items").forEach(i -> statuses.add(i.path("status").asInt()));
        assertEquals(List.of(201, 422, 412, 201), statuses);
        assertFalse(mixed.json().at("/items/1/problem/violations").isEmpty());
        assertEquals(
                2,
                SERVED.admin
                        .get(POSTS + "?filter=code:in:b3,b4")
                        .json()
                        .path("items")
                        .size());
    }

    @Test
    public void aBatchOverTheLimitChangesNothing() {
        String item = "{\"values\":" + post("toomany") + "}";
        Reply refused = SERVED.admin.post(POSTS + "/batch", "{\"items\":[" + (item + ",").repeat(1000) + item + "]}");
        assertEquals(422, refused.status());
        assertEquals(
                0,
                SERVED.admin
                        .get(POSTS + "?filter=code:eq:toomany")
                        .json()
                        .path("items")
                        .size());
    }

    @Test
    public void badInputIsRefusedWithViolationsAndChangesNothing() {
        assertEquals(400, SERVED.admin.post(POSTS, "{\"code\":").status());
        assertEquals(
                400,
                SERVED.admin
                        .post(POSTS, "{\"code\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}")
                        .status());
        Reply unknown = SERVED.admin.post(POSTS, "{\"code\":\"bad\",\"nameZh\":\"a\",\"colour\":1}");
        assertEquals(422, unknown.status());
        assertEquals("colour", unknown.json().at("/violations/0/field").asText());
        Reply wrong = SERVED.admin.post(POSTS, "{\"code\":\"bad\",\"nameZh\":7}");
        assertEquals("nameZh", wrong.json().at("/violations/0/field").asText());
        Reply tooLong = SERVED.admin.post(POSTS, "{\"code\":\"bad\",\"nameZh\":\"" + "长".repeat(5000) + "\"}");
        assertEquals(422, tooLong.status());
        assertEquals("nameZh", tooLong.json().at("/violations/0/field").asText());
        assertNotEquals("", tooLong.json().at("/violations/0/message").asText());
        Reply missing = SERVED.admin.post(POSTS, "{\"nameZh\":\"a\"}");
        assertEquals("code", missing.json().at("/violations/0/field").asText());
        assertEquals(
                0,
                SERVED.admin
                        .get(POSTS + "?filter=code:eq:bad")
                        .json()
                        .path("items")
                        .size());
    }

    @Test
    public void aDuplicateIs409AndNamesTheField() {
        SERVED.made("twice");
        Reply again = SERVED.admin.post(POSTS, post("twice"));
        assertEquals(again.text(), 409, again.status());
        assertEquals("code", again.json().at("/violations/0/field").asText());
        Reply more = SERVED.admin.post(POSTS, "{\"code\":\"twice\",\"nameZh\":\"" + "长".repeat(5000) + "\"}");
        assertEquals(more.text(), 422, more.status());
    }

    @Test
    public void whatIsNotThereOrNotVisibleIs404() {
        assertEquals(404, SERVED.admin.get("/api/directory/spaceship").status());
        assertEquals(404, SERVED.admin.get("/api/nowhere/thing").status());
        assertEquals(404, SERVED.admin.get(POSTS + "/999999999").status());
        assertEquals(404, SERVED.admin.get(POSTS + "/abc").status());
        assertEquals(404, SERVED.admin.get("/api/nonsense").status());
        assertEquals(
                404, SERVED.admin.post("/api/directory/spaceship", "{\"x\":1}").status());
    }

    @Test
    public void theWrongMethodFormatOrAcceptIsToldApart() {
        Reply method = SERVED.admin.send("PUT", POSTS, "{}");
        assertEquals(405, method.status());
        assertTrue(method.header("Content-Type").startsWith("application/problem+json"));
        assertEquals(
                415,
                SERVED.admin
                        .send("POST", POSTS, "a=b".getBytes(java.nio.charset.StandardCharsets.UTF_8), "text/plain")
                        .status());
        assertEquals(406, SERVED.admin.get(POSTS, "Accept", "application/xml").status());
    }

    @Test
    public void errorsSpeakTheLanguageOfTheReader() {
        Reply chinese = SERVED.admin.get(POSTS + "/999999999", "Accept-Language", "zh-CN");
        assertEquals("找不到", chinese.json().path("title").asText());
        Reply english = SERVED.admin.get(POSTS + "/999999999", "Accept-Language", "en");
        assertEquals("Not found", english.json().path("title").asText());
    }

    @Test
    public void searchFindsByPrefix() {
        SERVED.made("findme");
        Reply hits = SERVED.admin.get("/api/search?q=" + "%E5%B2%97%E4%BD%8Dfindme");
        assertEquals(
                hits.text(), "directory.post", hits.json().at("/items/0/type").asText());
    }
}
