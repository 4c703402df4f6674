package org.stepwise.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
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
 * Modules come, change their version, fail and go, more than fifty times, while people work in another one, who notice nothing; and
 * nothing of them is left in memory. {@code -Dstepwise.test.rounds=100} makes it longer.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class HotPlugTest {
    private static final String ROUNDS = "stepwise.test.rounds";
    private static final int TIMES = 4;

    /** What the failing ones are said to do. */
    private static final String[] EXPECTED = {
        "badschema",
        "badstart",
        "BadStart",
        "FrameworkEvent ERROR",
        "internal.module.OsgiModules(",
        "internal.setting.StoredSettings(",
        "module vehicles cannot become ready"
    };

    private static final String VEHICLES = "/api/vehicles/vehicle";
    private static final String LICENCE = "no licence for this machine";

    @Inject
    private BundleContext context;

    @Inject
    private SessionFactory shells;

    @Inject
    private Transactions transactions;

    private DemoCompany company;
    private int changes;

    private static int rounds() {
        return Integer.getInteger(ROUNDS, 6);
    }

    @Configuration
    public Option[] server() {
        Path versions = VehicleVersions.made("hotplug", rounds()).directory();
        return Distribution.fresh()
                .demo()
                .offering(TestModules.features())
                .config("org.stepwise.modules.cfg", "unsigned.directories", "true")
                .machine("-XX:SoftRefLRUPolicyMSPerMB=0")
                .telling(VehicleVersions.PROPERTY, versions.toString())
                .telling(ROUNDS, String.valueOf(rounds()))
                .options();
    }

    @Test
    @Covers({"ROL-3", "ROL-5", "ROL-12", "OPS-1"})
    public void modulesComeChangeFailAndGoAndNobodyElseNoticesAndNothingIsLeft() {
        Distribution.awaitReady();
        company = DemoCompany.in(Distribution.address(), Path.of(System.getProperty("stepwise.home")));
        // the demo company's own customers would be made meanwhile
        String made = "insert into demo_done (module, steps, finished) values ('crm', 2000, true)";
        transactions.run(() -> transactions.sql().update(made));
        phase("customers", "crm").expect(200);
        String[] switched = Stream.of("vehicles", "badschema", "badstart")
                .map(id -> "org.stepwise.itests." + id)
                .toArray(String[]::new);
        Bystanders bystanders = Bystanders.of(context, switched);
        Loaders loaders = Loaders.of(context, switched);
        List<String> failed;
        try (SteadyWork work = work()) {
            for (int i = 0; i < TIMES; i++) comesAndGoes();
            fails("badschema", "BADSCHEMA_ABSENT");
            fails("badstart", LICENCE);
            dataIsExportedAndPurged();
            for (int round = 1; round <= rounds(); round++) changesItsVersion(round);
            failed = work.failures();
            System.out.println(changes + " changes of modules: " + work.told());
        }
        List<String> left = loaders.left();
        assertEquals(List.of(), failed);
        assertEquals(List.of(), bystanders.disturbed());
        assertEquals(List.of(), Distribution.untilEmpty(() -> Waiting.componentsOf(context)));
        assertEquals(List.of(), ServerLog.troubles(Path.of(System.getProperty("stepwise.log")), EXPECTED));
        assertTrue(changes + " changes, " + loaders.many() + " loaders", changes >= 50 && loaders.many() > changes / 2);
        assertEquals("class loaders that somebody still holds", List.of(), left);
    }

    /** Eight clients: six who look, two who also write. */
    private SteadyWork work() {
        List<Visitor> six = Stream.of("lin.zhixia", "feng.li", "qin.yue")
                .flatMap(account -> Stream.of(company.as(account), company.another(account)))
                .toList();
        SteadyWork work = SteadyWork.of(
                six, "/", "/crm/customer", "/crm/customer?q=a", "/crm/calendar", "/api/crm/customer?limit=20");
        for (String account : List.of("lin.zhixia", "zhou.mingyuan")) {
            work.keeping(
                    company.another(account),
                    "/crm/customer",
                    i -> Map.of("name", "Written meanwhile by " + account + " " + i));
        }
        return work;
    }

    private void comesAndGoes() {
        assertEquals("ready", state(step("vehicles", "install")));
        assertEquals("available", state(step("vehicles", "uninstall")));
    }

    /** Told why through REST and on the console, and nothing is left of it. */
    private void fails(String module, String reason) {
        Answer refused = step(module, "install");
        assertEquals(refused.toString(), 409, refused.status());
        tells(refused.text(), reason);
        Shell shell = new Shell(shells);
        tells(shell.refusal("stepwise:module-install " + module), reason);
        Answer phase = phase(module + "-phase-" + System.nanoTime(), module);
        assertEquals(phase.toString(), 409, phase.status());
        tells(phase.text(), reason);
        changes += 2;
        assertEquals("available", state(company.admin().get("/api/modules/" + module)));
        boolean left = Stream.of(context.getBundles())
                .anyMatch(bundle -> bundle.getSymbolicName().equals("org.stepwise.itests." + module));
        assertFalse(module + " is still there", left);
    }

    private static void tells(String text, String reason) {
        assertTrue(text, text.toUpperCase(Locale.ROOT).contains(reason.toUpperCase(Locale.ROOT)));
    }

    /** On the page, by REST and on the console, while everybody works (ROL-5). */
    private void dataIsExportedAndPurged() {
        int last = vehicle("before");
        stepped("before", "rollback");
        step("vehicles", "install").expect(200);
        tells(company.admin().get("/admin/module/vehicles").expect(200).text(), "vehicles_vehicle");
        Answer begun = step("vehicles", "uninstall?data=export");
        assertEquals(begun.toString(), 202, begun.status());
        String run = "/api/jobs/runs/" + begun.json().get("run").asText();
        List<String> going =
                Distribution.untilEmpty(() -> Stream.of(state(company.admin().get(run)))
                        .filter(state -> !state.equals("DONE"))
                        .toList());
        assertEquals(List.of(), going);
        String told = company.admin().get(run).expect(200).json().get("notes").toString();
        Path file = Path.of(System.getProperty("stepwise.home"))
                .resolve(told.replaceAll("(?s).*(exports/[^ ]*\\.zip).*", "$1"));
        assertTrue(told, Files.isRegularFile(file));
        Shell shell = new Shell(shells);
        tells(shell.refusal("stepwise:module-uninstall --data purge vehicles"), "vehicles");
        shell.run("stepwise:module-uninstall --data purge --confirm vehicles vehicles");
        assertEquals(409, step("crm", "uninstall?data=purge&confirm=crm").status());
        assertEquals("the number is not given again", last + 1, vehicle("after"));
        assertEquals(
                1, company.as("zhou.mingyuan").get(VEHICLES).json().get("items").size());
        changes += 2;
        stepped("after", "rollback");
    }

    /** A phase opens it, people use it, its version changes well and badly, and the phase is rolled back. */
    private void changesItsVersion(int round) {
        VehicleVersions versions = VehicleVersions.told();
        stepped("after", "activate");
        used("A" + round);
        upgrades(versions.good(round), VehicleVersions.version(round));
        used("B" + round);
        takenBack(versions.failingStart(round), LICENCE);
        takenBack(versions.failingSchema(round), "VEHICLES_ABSENT");
        assertEquals(VehicleVersions.version(round), version());
        used("C" + round);
        stepped("after", "rollback");
        assertEquals(404, company.as("zhou.mingyuan").get("/vehicles/vehicle").status());
    }

    /** Whatever keeps something of a module gets something to keep: pages, forms, queries, texts, REST. */
    private void used(String plate) {
        Visitor head = company.as("zhou.mingyuan");
        Answer made = head.json("POST", VEHICLES, Map.of("plate", plate)).expect(201);
        String record = "/vehicles/vehicle/" + made.json().get("id").asText();
        head.json("PATCH", "/api" + record, Map.of("model", "M"), "If-Match", made.header("ETag"))
                .expect(200);
        for (String path : List.of(
                "/vehicles/vehicle?q=" + plate,
                record,
                record + "/edit",
                "/vehicles/vehicle/new",
                "/api/vehicles/vehicle?sort=-plate&filter=kind:eq:CAR",
                "/api/types/vehicles.vehicle",
                "/api/openapi.json",
                "/api/search?q=" + plate)) tells(head.get(path).expect(200).text(), "vehicle");
    }

    private void upgrades(Path version, String expected) {
        new Shell(shells).run("stepwise:module-upgrade " + version);
        assertEquals(expected, version());
        changes++;
    }

    private void takenBack(Path version, String reason) {
        tells(new Shell(shells).refusal("stepwise:module-upgrade " + version), reason);
        assertEquals("ready", state(company.admin().get("/api/modules/vehicles")));
        changes++;
    }

    private String version() {
        JsonNode module =
                company.admin().get("/api/modules/vehicles").expect(200).json();
        return module.get("version").asText();
    }

    /** Opens vehicles by a phase and records one. @return its number within the year */
    private int vehicle(String phase) {
        phase(phase, "vehicles").expect(200);
        Answer made = company.as("zhou.mingyuan").json("POST", VEHICLES, Map.of("plate", "SU-" + phase));
        String number = made.expect(201).json().get("number").asText();
        return Integer.parseInt(number.replaceAll(".*-", ""));
    }

    private void stepped(String phase, String step) {
        company.admin()
                .json("POST", "/api/rollout/phases/" + phase + "/" + step, Map.of())
                .expect(200);
        changes++;
    }

    private Answer step(String module, String step) {
        changes++;
        return company.admin().json("POST", "/api/modules/" + module + "/" + step, Map.of());
    }

    private static String state(Answer answer) {
        return answer.expect(200).json().get("state").asText();
    }

    private Answer phase(String code, String module) {
        Map<String, Object> draft = Map.of("code", code, "modules", List.of(module), "units", List.of("SE"));
        company.admin().json("POST", "/api/rollout/phases", draft).expect(201);
        return company.admin().json("POST", "/api/rollout/phases/" + code + "/activate", Map.of());
    }
}
