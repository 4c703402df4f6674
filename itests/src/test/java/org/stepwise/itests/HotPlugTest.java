package org.stepwise.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
import org.stepwise.testkit.Covers;

/** Modules come, go and fail while people work in another one, who notice nothing. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class HotPlugTest {
    private static final int TIMES = 20;

    /** What the two that fail are said to do; the demo company's customers give up when the database is that busy. */
    private static final String[] EXPECTED = {
        "badschema",
        "badstart",
        "BadStart",
        "FrameworkEvent ERROR",
        "internal.module.OsgiModules(",
        "internal.setting.StoredSettings(",
        "demo data of crm"
    };

    private static final String VEHICLES = "/api/vehicles/vehicle";
    private static final String LICENCE = "no licence for this machine";

    @Inject
    private BundleContext context;

    @Inject
    private SessionFactory shells;

    private DemoCompany company;

    @Configuration
    public Option[] server() {
        return Distribution.fresh().demo().offering(TestModules.features()).options();
    }

    @Test
    @Covers({"ROL-3", "ROL-5", "ROL-12", "OPS-1"})
    public void modulesComeGoAndFailAndNobodyElseNotices() {
        Distribution.awaitReady();
        company = DemoCompany.in(Distribution.address(), Path.of(System.getProperty("stepwise.home")));
        phase("customers", "crm").expect(200);
        String[] switched = Stream.of("vehicles", "badschema", "badstart")
                .map(id -> "org.stepwise.itests." + id)
                .toArray(String[]::new);
        Bystanders bystanders = Bystanders.of(context, switched);
        List<String> failed;
        try (SteadyWork work = SteadyWork.of(
                eight(), "/", "/crm/customer", "/crm/customer?q=a", "/crm/calendar", "/api/crm/customer?limit=20")) {
            work.writing(company.as("lin.zhixia"), "/api/crm/customer", i -> Map.of("name", "Written meanwhile " + i));
            for (int i = 0; i < TIMES; i++) {
                comesAndGoes();
                if (i % 10 == 3) fails("badschema", "BADSCHEMA_ABSENT");
                if (i % 10 == 7) fails("badstart", LICENCE);
            }
            dataIsExportedAndPurged();
            failed = work.failures();
        }
        assertEquals(List.of(), failed);
        assertEquals(List.of(), bystanders.disturbed());
        assertEquals(List.of(), Distribution.untilEmpty(() -> Waiting.componentsOf(context)));
        assertEquals(List.of(), ServerLog.troubles(Path.of(System.getProperty("stepwise.log")), EXPECTED));
    }

    /** Four people, two sessions' worth of requests each. */
    private List<Visitor> eight() {
        List<Visitor> four = Stream.of("lin.zhixia", "feng.li", "zhou.mingyuan", "qin.yue")
                .map(company::as)
                .toList();
        return Stream.concat(four.stream(), four.stream()).toList();
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
        assertEquals("available", state(company.admin().get("/api/modules/" + module)));
        boolean left = Stream.of(context.getBundles())
                .anyMatch(bundle -> bundle.getSymbolicName().equals("org.stepwise.itests." + module));
        assertFalse(module + " is still there", left);
    }

    private static void tells(String text, String reason) {
        assertTrue(text, text.toUpperCase(java.util.Locale.ROOT).contains(reason.toUpperCase(java.util.Locale.ROOT)));
    }

    /** On the page, by REST and on the console, while everybody works (ROL-5). */
    private void dataIsExportedAndPurged() {
        int last = vehicle("before");
        company.admin()
                .json("POST", "/api/rollout/phases/before/rollback", Map.of())
                .expect(200);
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
    }

    /** Opens vehicles by a phase and records one. @return its number within the year */
    private int vehicle(String phase) {
        phase(phase, "vehicles").expect(200);
        Answer made = company.as("zhou.mingyuan").json("POST", VEHICLES, Map.of("plate", "SU-" + phase));
        String number = made.expect(201).json().get("number").asText();
        return Integer.parseInt(number.replaceAll(".*-", ""));
    }

    private Answer step(String module, String step) {
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
