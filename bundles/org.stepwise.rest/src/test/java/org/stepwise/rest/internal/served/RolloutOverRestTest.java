package org.stepwise.rest.internal.served;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.rollout.RolloutPlan;
import org.stepwise.rest.internal.served.RestServer.Reply;
import org.stepwise.testkit.Covers;

/** The roll-out by REST: phases, trials, rules of use, the plan as a file. */
@Covers("API-1")
public class RolloutOverRestTest {
    @ClassRule
    public static final RestCompany COMPANY = new RestCompany();

    @Test
    @Covers({"API-1", "ROL-1"})
    public void aPhaseIsPlannedRehearsedAndChanged() {
        Reply made = COMPANY.admin.post(
                "/api/rollout/phases",
                "{\"code\":\"first\",\"name\":\"试点\",\"modules\":[\"kernel\"],\"units\":[\"sales\"],\"tasks\":[\"Train\"]}");
        assertEquals(made.text(), 201, made.status());
        assertEquals(List.of(COMPANY.sales), RestCompany.texts(made.json().path("units")));
        Reply rehearsed = COMPANY.admin.post("/api/rollout/phases/first/rehearse", "");
        assertEquals(rehearsed.text(), 200, rehearsed.status());
        assertTrue(rehearsed.json().has("possible"));
        Reply misspelt = COMPANY.admin.post("/api/rollout/phases/first/widen", "{\"modules\":[\"kernle\"]}");
        assertEquals(misspelt.text(), 422, misspelt.status());
        assertTrue(misspelt.text(), misspelt.text().contains("kernel"));
        Reply unknown = COMPANY.admin.post("/api/rollout/phases/first/widen", "{\"units\":[\"salse\"]}");
        assertEquals(404, unknown.status());
        assertTrue(unknown.text(), unknown.json().path("detail").asText().contains("sales"));
        String task = made.json().at("/tasks/0/id").asText();
        Reply ticked = COMPANY.admin.send("PUT", "/api/rollout/phases/first/tasks/" + task, "{\"done\":true}");
        assertTrue(ticked.text(), ticked.json().at("/tasks/0/done").asBoolean());
        assertEquals(
                409, COMPANY.admin.post("/api/rollout/phases/first/resume", "").status());
        assertFalse(COMPANY.admin.get("/api/rollout/history?phase=first").json().isEmpty());
        assertEquals(200, COMPANY.admin.get("/api/rollout/matrix?unit=sales").status());
        assertEquals(200, COMPANY.admin.get("/api/feedback?state=open").status());
        assertEquals(422, COMPANY.admin.get("/api/feedback?kind=rage").status());
        assertEquals(403, COMPANY.staff.get("/api/feedback").status());
        assertEquals(200, COMPANY.staff.get("/api/feedback/mine").status());
        assertEquals(404, COMPANY.staff.get("/api/feedback/4711").status());
        String closed = "{\"module\":\"shop\",\"kind\":\"idea\",\"text\":\"More\"}";
        assertEquals(404, COMPANY.staff.post("/api/feedback", closed).status());
        Reply adoption = COMPANY.admin.get("/api/rollout/phases/first/adoption");
        assertEquals(200, adoption.status());
        assertEquals("first", adoption.json().path("phase").asText());
        assertEquals(200, COMPANY.admin.get("/api/rollout/phases/first/gates").status());
        Reply report = COMPANY.admin.get("/api/rollout/phases/first/report");
        assertEquals(200, report.status());
        assertFalse(report.json().path("history").isEmpty());
        Reply pdf = COMPANY.admin.get("/api/rollout/phases/first/report.pdf");
        assertEquals(200, pdf.status());
        assertEquals("application/pdf", pdf.header("Content-Type"));
        assertEquals(
                200, COMPANY.admin.get("/api/rollout/phases/first/newcomers").status());
        assertEquals(
                "NONE",
                COMPANY.admin
                        .get("/api/rollout/phases/first/trial")
                        .json()
                        .path("state")
                        .asText());
        assertEquals(
                200, COMPANY.admin.get("/api/rollout/phases/first/trial/caught").status());
        String confirmed = "{\"confirm\":\"first\"}";
        assertEquals(
                409,
                COMPANY.admin
                        .post("/api/rollout/phases/first/trial/clear", confirmed)
                        .status());
        assertEquals(
                422,
                COMPANY.admin.post("/api/rollout/phases/first/trial/keep", "{}").status());
        assertEquals(
                403,
                COMPANY.staff
                        .post("/api/rollout/phases/first/trial/clear", confirmed)
                        .status());
        assertEquals(
                403, COMPANY.staff.get("/api/rollout/phases/first/trial/caught").status());
        for (String part : List.of("", "/report", "/report.pdf", "/trial", "/adoption", "/gates", "/newcomers")) {
            assertEquals(
                    403, COMPANY.staff.get("/api/rollout/phases/first" + part).status());
        }
        assertEquals(403, COMPANY.staff.get("/api/rollout/phases").status());
        assertEquals(
                403,
                COMPANY.staff.post("/api/rollout/phases/first/activate", "").status());
    }

    @Test
    @Covers("ROL-21")
    public void rulesOfUseArePutInForceAndReadOnlyByThoseWhoMay() {
        Reply published = COMPANY.admin.send("PUT", "/api/rules/kernel", "{\"zh\":\"规范\",\"en\":\"Rules\"}");
        assertEquals(published.text(), 200, published.status());
        assertEquals(1, published.json().path("number").asInt());
        assertEquals(200, COMPANY.admin.get("/api/rules").status());
        assertEquals(1, COMPANY.admin.get("/api/rules/kernel/editions").json().size());
        assertEquals(
                "Rules",
                COMPANY.admin.get("/api/rules/kernel").json().at("/edition/en").asText());
        assertEquals(403, COMPANY.staff.get("/api/rules/kernel").status());
        assertEquals(403, COMPANY.staff.get("/api/rules/kernel/editions").status());
        assertEquals(
                403,
                COMPANY.staff.send("PUT", "/api/rules/kernel", "{\"zh\":\"x\"}").status());
        assertEquals(
                404,
                COMPANY.admin.send("PUT", "/api/rules/kernle", "{\"zh\":\"x\"}").status());
        assertEquals(
                404,
                COMPANY.staff
                        .post("/api/rules/kernel/confirm", "{\"edition\":1}")
                        .status());
        COMPANY.admin.post(
                "/api/rollout/phases", "{\"code\":\"asking\",\"modules\":[\"kernel\"],\"units\":[\"sales\"]}");
        Reply prepared = COMPANY.admin.send("PUT", "/api/preparation/asking", "{\"rules\":true}");
        assertEquals(prepared.text(), 200, prepared.status());
        assertTrue(COMPANY.admin
                .get("/api/preparation/asking")
                .json()
                .path("rules")
                .asBoolean());
        Reply progress = COMPANY.admin.get("/api/preparation/asking/rules");
        assertEquals(progress.text(), "kernel", progress.json().at("/0/module").asText());
        assertEquals(
                200, COMPANY.admin.get("/api/preparation/asking/rules/waiting").status());
        for (String part : List.of("", "/rules", "/rules/waiting")) {
            assertEquals(
                    403, COMPANY.staff.get("/api/preparation/asking" + part).status());
        }
    }

    @Test
    @Covers("ROL-10")
    public void thePlanIsReadComparedAndAppliedByThoseWhoMay() {
        String path = "/api/rollout/plan";
        for (String step : List.of("/difference", "/apply")) {
            assertEquals(403, COMPANY.staff.post(path + step, "stepwise: 1").status());
            assertEquals(503, COMPANY.admin.post(path + step, "stepwise: 1").status());
            byte[] wrong = {(byte) 0xff};
            assertEquals(
                    422,
                    COMPANY.admin
                            .send("POST", path + step, wrong, "application/yaml")
                            .status());
        }
        assertEquals(403, COMPANY.staff.get(path).status());
        Plans plans = new Plans();
        COMPANY.server.kernel.register(RolloutPlan.class, plans, Map.of());
        Reply present = COMPANY.admin.get(path);
        assertEquals("phases: []", present.text());
        assertTrue(
                present.header("Content-Type"), present.header("Content-Type").startsWith("application/yaml"));
        assertEquals(
                "from: 2027-01-04",
                COMPANY.admin.get(path + "?shipped=true&from=2027-01-04").text());
        assertEquals(422, COMPANY.admin.get(path + "?shipped=true&from=soon").status());
        Reply told = COMPANY.admin.send(
                "POST", path + "/difference", "名: 试点".getBytes(StandardCharsets.UTF_8), "application/yaml");
        assertEquals(told.text(), "名: 试点", told.json().at("/0/phase").asText());
        assertEquals("", plans.applied);
        COMPANY.admin.send("POST", path + "/apply", "x".getBytes(StandardCharsets.UTF_8), "text/plain");
        assertEquals("x", plans.applied);
    }

    /** Answers with what it was given. */
    private static final class Plans implements RolloutPlan {
        private String applied = "";

        @Override
        public String present() {
            return "phases: []";
        }

        @Override
        public String shipped(LocalDate from) {
            return "from: " + from;
        }

        @Override
        public List<Step> difference(String yaml) {
            return List.of(new Step(yaml, "leave", Map.of()));
        }

        @Override
        public List<Step> apply(String yaml) {
            applied = yaml;
            return difference(yaml);
        }
    }
}
