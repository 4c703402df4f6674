package org.stepwise.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.stepwise.itests.broken.FailingStart;
import org.stepwise.testkit.Covers;

/**
 * A roll-out from its plan to its acceptance on a running server: plan file, difference, rehearsal, pilot, two weeks of use, criteria,
 * a wider circle, an upgrade, one that is taken back, roll-back, report. Seen through the sessions of those who work there and of
 * those who must see nothing.
 */
public class StepByStepStoryTest {
    private static final String PHASE = "/api/rollout/phases/story";
    private static final String LIST = "/vehicles/vehicle";
    private static final String PLATE = "SU-STORY-1";
    private static final List<String> PILOT = List.of("lin.zhixia", "feng.li", "qin.yue", "zhou.mingyuan");
    private static final List<String> OUTSIDE = List.of("tang.yi", "wu.siqi");

    private static Server server;
    private static DemoCompany company;
    private static Supplier supplier;
    private String vehicle = "1";
    private String file = "1";

    @BeforeClass
    public static void begun() {
        server = Server.fresh("story", "")
                .demo()
                .scripted()
                .offering(TestModules.features())
                .start();
        company = DemoCompany.in(server.address(), server.home());
        supplier = new Supplier("story" + System.nanoTime());
    }

    @AfterClass
    public static void ended() {
        server.close();
    }

    @Test
    @Covers({"ROL-1", "ROL-2", "ROL-4", "ROL-5", "ROL-7", "ROL-8", "ROL-9", "ROL-10", "ROL-12", "ROL-20"})
    public void aPlanIsTriedTakenUpWidenedUpgradedRolledBackAndSigned() throws IOException {
        shippedPlan();
        Path plan = plan("planned", "persons: [" + String.join(", ", PILOT) + "]");
        tells(console("rollout-diff " + plan), "story");
        tells(console("rollout-apply " + plan), "story");
        tells(console("rollout-rehearse story"), "org.stepwise.itests.vehicles", "vehicles/001");
        closed(Stream.concat(PILOT.stream(), OUTSIDE.stream()).toList());
        pilot();
        firstWeek();
        secondWeek();
        criteriaAreMet();
        widened();
        upgraded();
        rolledBack();
        reported();
    }

    /** Read on the console and by REST alike; only looked at, not applied. */
    private static void shippedPlan() {
        String from = "2027-01-04";
        tells(console("rollout-shipped --from " + from), "phases:", from, "crm");
        String yaml = company.admin()
                .get("/api/rollout/plan?shipped=true&from=" + from)
                .expect(200)
                .text();
        tells(yaml, "phases:", from, "crm");
        byte[] file = yaml.getBytes(StandardCharsets.UTF_8);
        Answer told = company.admin().send("POST", "/api/rollout/plan/difference", "application/yaml", file);
        tells(told.expect(200).text(), "create");
        tells(company.admin().get("/api/rollout/plan").expect(200).text(), "stepwise: 1");
    }

    private void pilot() throws IOException {
        Path plan = plan("active", "persons: [" + String.join(", ", PILOT) + "]");
        tells(console("rollout-apply " + plan), "story");
        tells(console("rollout-diff " + plan), "Steps that would be done: 0");
        vehicle = made("lin.zhixia", PLATE);
        Map<String, String> ends =
                Map.of("from", "vehicles.vehicle:" + vehicle, "to", "directory.person:" + company.idOf("tang.yi"));
        company.as("lin.zhixia").json("POST", "/api/links", ends).expect(201);
        String attached = "/api/files?of=vehicles.vehicle:" + vehicle + "&name=paper.txt";
        byte[] paper = "registration".getBytes(StandardCharsets.UTF_8);
        file = company.as("lin.zhixia")
                .send("POST", attached, "application/octet-stream", paper)
                .expect(201)
                .json()
                .get("id")
                .asText();
        open(PILOT);
        closed(OUTSIDE);
    }

    private void firstWeek() {
        made("feng.li", "SU-STORY-2");
        Map<String, String> feedback =
                Map.of("module", "vehicles", "kind", "BLOCKING", "text", "The plate is cut on paper", "address", LIST);
        company.as("qin.yue").json("POST", "/api/feedback", feedback).expect(201);
        JsonNode whole = adoption().get("whole");
        assertEquals(PILOT.size(), whole.get("people").asInt());
        assertEquals(PILOT.size(), whole.get("active").asInt());
        assertEquals(2, whole.get("records").asInt());
        assertEquals(List.of("ACTIVE", "BLOCKING", "TASKS", "SAID"), unmet());
        Answer early = admin("POST", PHASE + "/complete", Map.of());
        assertEquals(early.text(), 409, early.status());
        tells(early.text(), "The head agrees");
    }

    /** Whoever was signed in a week ago signs in again; one of the four is away. */
    private void secondWeek() {
        tells(console("demo-later 8"), "now");
        LocalDate later = LocalDate.now(ZoneOffset.UTC).plusDays(7);
        Drill.await("the clock goes ahead", () -> !today().isBefore(later));
        company = DemoCompany.in(server.address(), server.home());
        for (String account : List.of("lin.zhixia", "feng.li", "zhou.mingyuan")) {
            company.as(account).get(LIST).expect(200);
        }
        assertEquals(List.of("BLOCKING", "TASKS", "SAID"), unmet());
    }

    /** The last day of the figures, as somebody reads it who has just signed in. */
    private static LocalDate today() {
        JsonNode weeks = company.another("chen.mo")
                .get(PHASE + "/adoption")
                .expect(200)
                .json()
                .get("weeks");
        return LocalDate.parse(weeks.get(weeks.size() - 1).get("from").asText()).plusDays(6);
    }

    private void criteriaAreMet() {
        String number = admin("GET", "/api/feedback", Map.of())
                .expect(200)
                .json()
                .get(0)
                .get("id")
                .asText();
        tells(console("rollout-answer --done " + number + " 'Mended in the next version'"), "Done");
        JsonNode phase = admin("GET", PHASE, Map.of()).expect(200).json();
        String task = phase.get("tasks").get(0).get("id").asText();
        admin("PUT", PHASE + "/tasks/" + task, Map.of("done", true)).expect(200);
        for (JsonNode gate : gates()) {
            if (!gate.at("/condition/kind").asText().equals("SAID")) continue;
            String criterion = PHASE + "/criteria/" + gate.get("id").asText();
            admin("PUT", criterion, Map.of("done", true)).expect(200);
        }
        assertEquals(List.of(), unmet());
        tells(company.admin().get("/rollout/story/adoption").expect(200).text(), "75");
    }

    private void widened() throws IOException {
        Path plan = plan("active", "persons: [" + String.join(", ", PILOT) + "]", "units: [SW]");
        tells(console("rollout-apply " + plan), "story");
        open(List.of("wu.siqi"));
        assertEquals(404, company.as("wu.siqi").get(LIST + "/" + vehicle).status());
        closed(List.of("tang.yi"));
    }

    private void upgraded() {
        console("module-trust " + supplier.certificate());
        Path good = supplier.sign(Kit.vehicles("2.0.0").saying("Number plate 2").kar("vehicles", "story-good"));
        tells(console("module-upgrade " + good), "2.0.0");
        tells(company.as("lin.zhixia").get("/api/types/vehicles.vehicle").text(), "Number plate 2");
        Path bad =
                supplier.sign(Kit.vehicles("3.0.0").starting(FailingStart.class).kar("vehicles", "story-bad"));
        tells(console("module-upgrade " + bad), "no licence for this machine");
        tells(admin("GET", "/api/modules/vehicles", Map.of()).text(), "2.0.0", "ready");
        tells(company.admin().get("/admin/module/vehicles").text(), "no licence for this machine");
        open(PILOT);
    }

    private void rolledBack() {
        tells(console("rollout-rollback story"), "story");
        closed(Stream.concat(PILOT.stream(), OUTSIDE.stream()).toList());
    }

    private void reported() {
        JsonNode report = admin("GET", PHASE + "/report", Map.of()).expect(200).json();
        List<String> steps = new ArrayList<>();
        report.get("history").forEach(step -> steps.add(step.get("step").asText()));
        assertTrue(
                steps.toString(),
                steps.containsAll(List.of("planned", "rehearsed", "activated", "widened", "rolledBack")));
        tells(console("rollout-report story"), "story", "The head agrees");
        tells(company.admin().get("/rollout/story/report").expect(200).text(), "The head agrees");
        Answer paper = admin("GET", PHASE + "/report.pdf", Map.of()).expect(200);
        assertTrue(paper.header("Content-Type"), paper.text().startsWith("%PDF"));
        assertEquals(List.of(), ServerLog.troubles(server.log()));
    }

    private static String made(String account, String plate) {
        return company.as(account)
                .json("POST", "/api" + LIST, Map.of("plate", plate))
                .expect(201)
                .json()
                .get("id")
                .asText();
    }

    private void open(List<String> accounts) {
        for (String account : accounts) {
            Visitor person = company.as(account);
            assertTrue(account, person.get("/").text().contains(LIST));
            person.get(LIST).expect(200);
            person.get("/api" + LIST).expect(200);
        }
    }

    /** Neither menu, page, interface, search, link nor file. */
    private void closed(List<String> accounts) {
        for (String account : accounts) {
            Visitor person = company.as(account);
            assertFalse(account, person.get("/").text().contains(LIST));
            String links = "/links?of=directory.person:" + company.idOf("tang.yi");
            for (String told : List.of("/api/search?q=" + PLATE, links, "/notices")) {
                String text = person.get(told).expect(200).text();
                assertFalse(account + " " + told, text.replace("q=" + PLATE, "").contains(PLATE));
            }
            for (String gone : List.of(LIST, "/api" + LIST, LIST + "/" + vehicle, "/files/" + file)) {
                assertEquals(account + " " + gone, 404, person.get(gone).status());
            }
        }
    }

    private static Path plan(String state, String... scope) throws IOException {
        String text = """
                stepwise: 1
                phases:
                  - code: story
                    name: Story
                    goal: Vehicles in one register
                    state: %s
                    modules: [vehicles]
                    %s
                    responsible: [zhou.mingyuan]
                    tasks:
                      - Train the drivers
                    criteria:
                      - active>=75%%/2w
                      - blocking=0
                      - tasks=done
                      - The head agrees
                """.formatted(state, String.join("\n    ", scope));
        return Files.writeString(Path.of("target", "story.yaml").toAbsolutePath(), text);
    }

    private static String console(String command) {
        String[] words = command.split(" ", 2);
        return server.console("stepwise:" + words[0] + " --language en " + words[1]);
    }

    private static Answer admin(String method, String path, Object body) {
        return method.equals("GET")
                ? company.admin().get(path)
                : company.admin().json(method, path, body);
    }

    private static JsonNode adoption() {
        return admin("GET", PHASE + "/adoption", Map.of()).expect(200).json();
    }

    private static JsonNode gates() {
        return admin("GET", PHASE + "/gates", Map.of()).expect(200).json();
    }

    private static List<String> unmet() {
        List<String> unmet = new ArrayList<>();
        gates().forEach(gate -> {
            if (!gate.get("met").asBoolean())
                unmet.add(gate.at("/condition/kind").asText());
        });
        return unmet;
    }

    private static void tells(String text, String... parts) {
        for (String part : parts) assertTrue(part + " is not in " + text, text.contains(part));
    }
}
