package org.stepwise.itests.walk;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.stepwise.itests.Answer;
import org.stepwise.itests.Visitor;

/**
 * One action on one record through one door. Writes carry a version that is stale, or an end in the past: whoever may do it is told
 * that, and nothing changes.
 *
 * @param needed action that the policy must give
 * @param allowed status that says 'you may'
 */
record Question(String action, String door, String needed, int allowed, Asking asking) {
    private static final String STALE = "\"999999\"";
    private static final Map<String, Object> STALE_FORM = Map.of("version", 999_999);

    /** Asks as a person. */
    @FunctionalInterface
    interface Asking {
        Answer ask(Visitor visitor, Thing thing);
    }

    static final List<Question> ALL = List.of(
            get("card", "page", ""),
            get("history", "page", "?tab=history"),
            get("files", "page", "?tab=files"),
            new Question("card", "REST", "see", 200, (v, t) -> v.get("/api" + t.path())),
            new Question("history", "REST", "see", 200, (v, t) -> v.get("/api" + t.path() + "/history")),
            new Question("links", "page", "see", 200, (v, t) -> v.get("/links?of=" + t.ref())),
            new Question("links", "REST", "see", 200, (v, t) -> v.get("/api/links?of=" + t.ref())),
            new Question("graph", "REST", "see", 200, (v, t) -> v.get("/api/links/graph?of=" + t.ref())),
            new Question("file down", "address", "see", 200, (v, t) -> v.get("/files/" + t.file())),
            new Question("file down", "REST", "see", 200, (v, t) -> v.get("/api/files/" + t.file() + "/content")),
            new Question("files", "REST", "see", 200, (v, t) -> v.get("/api/files?of=" + t.ref())),
            new Question("edit", "form", "edit", 200, (v, t) -> v.get(t.path() + "/edit")),
            new Question("edit", "page", "edit", 409, (v, t) -> v.post(t.path() + "/edit", STALE_FORM)),
            new Question(
                    "edit",
                    "REST",
                    "edit",
                    412,
                    (v, t) -> v.json("PATCH", "/api" + t.path(), Map.of(), "If-Match", STALE)),
            new Question("hand over", "page", "edit", 200, (v, t) -> v.get(t.path() + "/hand-over")),
            new Question("delete", "page", "delete", 409, (v, t) -> v.post(t.path() + "/delete", STALE_FORM)),
            new Question(
                    "delete",
                    "REST",
                    "delete",
                    412,
                    (v, t) -> v.send("DELETE", "/api" + t.path(), "", new byte[0], "If-Match", STALE)),
            new Question("file up", "page", "edit", 303, (v, t) -> v.upload(t.path() + "/files", "up.txt", t.ref())),
            new Question("file up", "REST", "edit", 201, Question::attach));

    static final List<Question> OF_WHOLES = List.of(
            new Question("share", "page", "share", 200, (v, t) -> v.get(t.path() + "/share")),
            new Question(
                    "share",
                    "REST",
                    "share",
                    422,
                    (v, t) -> v.json(
                            "PUT",
                            "/api" + t.path() + "/shares/1",
                            Map.of("rights", List.of("see"), "until", "2020-01-01"))));

    static final List<Question> OF_VEHICLES = List.of(
            new Question("retire", "page", "retire", 409, (v, t) -> v.post(t.path() + "/act/retire", STALE_FORM)),
            new Question(
                    "retire",
                    "REST",
                    "retire",
                    412,
                    (v, t) -> v.json("POST", "/api" + t.path() + "/actions/retire", Map.of(), "If-Match", STALE)));

    static final List<Question> OF_PEOPLE = List.of(
            new Question("freeze", "page", "freeze", 409, (v, t) -> v.post(t.path() + "/act/freeze", STALE_FORM)),
            new Question(
                    "freeze",
                    "REST",
                    "freeze",
                    412,
                    (v, t) -> v.json("POST", "/api" + t.path() + "/actions/freeze", Map.of(), "If-Match", STALE)));

    private static Question get(String action, String door, String rest) {
        return new Question(action, door, "see", 200, (visitor, thing) -> visitor.get(thing.path() + rest));
    }

    private static Answer attach(Visitor visitor, Thing thing) {
        byte[] content = ("again " + thing.ref()).getBytes(StandardCharsets.UTF_8);
        return visitor.send(
                "POST", "/api/files?of=" + thing.ref() + "&name=up.txt", "application/octet-stream", content);
    }
}
