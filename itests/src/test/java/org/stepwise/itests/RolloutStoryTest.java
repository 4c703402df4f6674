package org.stepwise.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;

/**
 * The product's main job on the shipped server: customers are opened to Sales East, then to Sales West, closed and opened again,
 * while everybody's sessions go on. See {@link RolloutStoryOnPostgresTest} for the other database.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class RolloutStoryTest {
    private static final String NAME = "Changzhou Story Precision Machinery";
    private static final String PHASE = "/api/rollout/phases/pilot";
    private static final String[] TABLES = {
        "crm_customer", "crm_contact", "crm_activity", "record_history", "kernel_link", "files_file", "files_blob"
    };

    @Inject
    private BundleContext context;

    @Inject
    private SessionFactory shells;

    @Inject
    private Transactions transactions;

    private DemoCompany company;
    private String colleague;

    @Configuration
    public Option[] server() {
        return Distribution.fresh().demo().options();
    }

    @Test
    @Covers({"ROL-1", "ROL-2", "ROL-3", "ROL-4", "ROL-5", "ROL-9", "ROL-12"})
    public void aPilotIsWidenedRolledBackAndActivatedAgainWithItsDataIntact() throws Exception {
        Distribution.awaitReady();
        company = DemoCompany.in(Distribution.address(), Path.of(System.getProperty("stepwise.home")));
        colleague = company.idOf("tang.yi");
        withoutDemoCustomers();
        allSatisfied();
        Bystanders bystanders = Bystanders.of(context, "org.stepwise.crm");
        List<String> failed;
        Trace trace;
        try (SteadyWork work = SteadyWork.of(company.as("tang.yi"), "/", "/organisation", "/api/directory/unit")) {
            planned();
            trace = pilot();
            widened(trace);
            Map<String, String> before = data();
            JsonNode card = trace.card(company.as("lin.zhixia"));
            rolledBack(trace, before);
            activatedAgain(trace, before, card);
            failed = work.failures();
        }
        assertEquals(List.of(), failed);
        assertEquals(List.of(), bystanders.disturbed());
        assertEquals(List.of(), ServerLog.troubles(Path.of(System.getProperty("stepwise.log"))));
    }

    private void planned() {
        Map<String, Object> draft = Map.of(
                "code", "pilot", "name", "Pilot", "goal", "Learn", "modules", List.of("crm"), "units", List.of("SE"));
        admin("POST", "/api/rollout/phases", draft).expect(201);
        JsonNode rehearsal =
                admin("POST", PHASE + "/rehearse", Map.of()).expect(200).json();
        assertTrue(rehearsal.toString(), rehearsal.get("possible").asBoolean());
        assertTrue(rehearsal.toString(), rehearsal.get("install").toString().contains("org.stepwise.crm"));
        assertTrue(rehearsal.toString(), rehearsal.get("migrations").toString().contains("crm/001-customer"));
        assertEquals("REHEARSED", phaseState());
        assertEquals("available", moduleState());
        closedTo(new Trace(NAME, "1", "2", "3", "4", "5"), "lin.zhixia", "wu.siqi", "chen.mo");
    }

    private Trace pilot() throws IOException {
        assertTrue(new Shell(shells).run("stepwise:rollout-activate pilot").contains("pilot"));
        assertEquals("ready", moduleState());
        allSatisfied();
        Trace trace = Trace.left(company.as("lin.zhixia"), NAME, colleague);
        assertEquals(List.of(), trace.missing(company.as("lin.zhixia")));
        assertEquals(List.of(), trace.missing(company.as("zhou.mingyuan")));
        closedTo(trace, "wu.siqi", "he.chuan", "tang.yi", "chen.mo");
        admin("POST", "/api/modules/crm/uninstall", Map.of()).expect(409);
        assertEquals("OPEN", cell("SE"));
        assertEquals("NONE", cell("SW"));
        return trace;
    }

    private void widened(Trace trace) throws IOException {
        admin("POST", PHASE + "/widen", Map.of("units", List.of("SW"))).expect(200);
        Visitor west = company.as("wu.siqi");
        assertTrue(west.get("/").text().contains("/crm/customer"));
        west.get("/crm/customer").expect(200);
        assertEquals(404, west.get("/crm/customer/" + trace.customer()).status());
        assertEquals(404, west.get("/api/crm/customer/" + trace.customer()).status());
        assertEquals(404, west.get("/files/" + trace.file()).status());
        Trace own = Trace.left(west, "Chengdu Western Gears", colleague);
        assertEquals(List.of(), own.missing(west));
        assertEquals(404, company.as("lin.zhixia").get(path(own)).status());
        closedTo(trace, "tang.yi", "chen.mo");
        assertEquals("OPEN", cell("SW"));
    }

    private void rolledBack(Trace trace, Map<String, String> before) {
        assertTrue(new Shell(shells).run("stepwise:rollout-rollback pilot").contains("pilot"));
        assertEquals("available", moduleState());
        assertEquals("ROLLED_BACK", phaseState());
        allSatisfied();
        closedTo(trace, "he.chuan", "tang.yi");
        String resting = company.as("lin.zhixia")
                .get("/links?of=directory.person:" + colleague)
                .text();
        assertTrue(resting, resting.contains("knows them") && !resting.contains(NAME));
        for (String address : List.of("/crm/customer", path(trace), "/crm/calendar", "/api" + path(trace))) {
            assertEquals(address, 404, company.as("lin.zhixia").get(address).status());
        }
        assertEquals(404, company.as("lin.zhixia").get("/files/" + trace.file()).status());
        assertEquals(before, data());
    }

    private void activatedAgain(Trace trace, Map<String, String> before, JsonNode card) {
        admin("POST", PHASE + "/activate", Map.of()).expect(200);
        allSatisfied();
        assertEquals(before, data());
        assertEquals(List.of(), trace.missing(company.as("lin.zhixia")));
        assertEquals(card, trace.card(company.as("lin.zhixia")));
        assertTrue(company.as("wu.siqi").get("/").text().contains("/crm/customer"));
        String history = company.admin().get("/api/rollout/history?phase=pilot").text();
        for (String step : List.of("planned", "rehearsed", "activated", "widened", "rolledBack")) {
            assertTrue(step + " in " + history, history.contains("\"" + step + "\""));
        }
    }

    private void closedTo(Trace trace, String... accounts) {
        for (String account : accounts) {
            assertEquals(account, List.of(), trace.leaks(company.as(account), colleague));
            boolean administers = account.equals("chen.mo");
            assertEquals(
                    account,
                    administers ? 200 : 404,
                    company.as(account).get("/api/modules/crm").status());
        }
    }

    private static String path(Trace trace) {
        return "/crm/customer/" + trace.customer();
    }

    private Answer admin(String method, String path, Object body) {
        return company.admin().json(method, path, body);
    }

    private String phaseState() {
        return company.admin().get(PHASE).expect(200).json().get("state").asText();
    }

    private String moduleState() {
        return company.admin()
                .get("/api/modules/crm")
                .expect(200)
                .json()
                .get("state")
                .asText();
    }

    private String cell(String unit) {
        JsonNode cells = company.admin()
                .get("/api/rollout/matrix?unit=" + unit)
                .expect(200)
                .json();
        List<String> states = new ArrayList<>();
        cells.forEach(cell -> {
            if (cell.get("module").asText().equals("crm"))
                states.add(cell.get("state").asText());
        });
        return String.join(",", states);
    }

    private Map<String, String> data() {
        return transactions.read(() -> Tables.of(transactions.sql(), TABLES));
    }

    /** The demo company's own customers would still be on their way while the tables are compared. */
    private void withoutDemoCustomers() {
        String made = "insert into demo_done (module, steps, finished) values ('crm', 2000, true)";
        transactions.run(() -> transactions.sql().update(made));
    }

    private void allSatisfied() {
        assertEquals(List.of(), Distribution.untilEmpty(() -> Waiting.componentsOf(context)));
    }
}
