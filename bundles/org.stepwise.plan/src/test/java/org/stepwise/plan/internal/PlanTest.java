package org.stepwise.plan.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.rollout.Condition;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.PhaseState;
import org.stepwise.kernel.api.rollout.Rollout;
import org.stepwise.kernel.api.rollout.RolloutPlan;
import org.stepwise.kernel.api.rollout.Teams;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.TestKernel;

@Covers("ROL-10")
public class PlanTest {
    @ClassRule
    public static final TestKernel KERNEL = TestKernel.onDerby();

    private static TestKernel.Installed fleet;

    @BeforeClass
    public static void company() {
        long group = unit("group", 0);
        long sales = unit("sales", group);
        unit("east", sales);
        unit("west", sales);
        long post = make("directory.post", Map.of("code", "staff", "nameZh", "员工"));
        long li = make("directory.person", Map.of("account", "li", "name", "李", "state", "ACTIVE"));
        make(
                "directory.position",
                Map.of("personId", li, "inUnitId", id("east"), "postId", post, "primaryPosition", true));
        fleet = KERNEL.install(new FleetModule(), "fleet-module");
    }

    @After
    public void nobodyLeads() {
        KERNEL.system(() -> KERNEL.get(Teams.class).change(Teams.ALL, Set.of()));
    }

    @AfterClass
    public static void away() throws Exception {
        fleet.close();
    }

    private static long unit(String code, long parent) {
        Map<String, Object> unit = parent == 0
                ? Map.of("code", code, "nameZh", code, "kind", "GROUP")
                : Map.of("code", code, "nameZh", code, "kind", "DEPARTMENT", "parentId", parent);
        return make("directory.unit", unit);
    }

    private static long make(String type, Map<String, Object> values) {
        return KERNEL.system(() -> KERNEL.get(Transactions.class)
                .get(() -> KERNEL.get(Records.class).create(type, values).id()));
    }

    private static long id(String unit) {
        return KERNEL.get(org.stepwise.kernel.api.directory.Directory.class)
                .requireUnit(unit)
                .id();
    }

    private static RolloutPlan plan() {
        return KERNEL.get(RolloutPlan.class);
    }

    private static List<String> steps(Supplier<List<RolloutPlan.Step>> work) {
        return KERNEL.system(() -> work.get().stream()
                .filter(s -> !s.step().equals("leave"))
                .map(s -> s.phase() + " " + s.step())
                .toList());
    }

    private static List<String> difference(String yaml) {
        return steps(() -> plan().difference(yaml));
    }

    private static List<String> apply(String yaml) {
        return steps(() -> plan().apply(yaml));
    }

    private static Phase phase(String code) {
        return KERNEL.system(() -> KERNEL.get(Rollout.class).phase(code));
    }

    @Test
    @Covers("ROL-18")
    public void aPlanCarriesTheTeamAndTheGoals() {
        String led = pilot("planned", "west")
                        .replace("[fleet]", "[]")
                        .replace("first", "led")
                        .replace("phases:", "team:\n  steering: [li]\n  keyUsers:\n    east: [li]\nphases:")
                + "    team: {manager: [li]}\n    goals:\n      - {title: Faster, measure: days, base: 5, target: 2}\n";
        assertEquals(List.of(" teamAll", "led create", "led team", "led goals"), apply(led));
        assertEquals(List.of(), difference(led));
        String present = KERNEL.system(() -> plan().present());
        assertTrue(present, present.contains("keyUsers"));
        assertEquals("applying it changes nothing", List.of(), difference(present));
        String silent = pilot("planned", "west").replace("[fleet]", "[]").replace("first", "led");
        assertEquals("what it does not speak of stays", List.of(), difference(silent));
        assertEquals(List.of("led goals"), difference(silent + "    goals: []\n"));
        assertEquals(List.of("led team"), difference(silent + "    team:\n"));
        Invalid wrong = assertThrows(
                Invalid.class,
                () -> difference(silent + "    team: {chief: [li]}\n    goals:\n      - {title: Faster}\n"));
        assertEquals(
                List.of("plan.problem.unknownKey", "plan.problem.missing"),
                wrong.violations().stream().map(one -> one.code()).toList());
        assertEquals(List.of(" teamAll"), apply(silent.replace("phases:", "team:\nphases:")));
        forget("led");
    }

    @Test
    @Covers("ROL-21")
    public void aPlanSaysWhetherPeopleConfirmTheRulesOfUse() {
        String asking = pilot("planned", "west").replace("first", "asking") + "    rules: true\n";
        assertEquals(List.of("asking create", "asking prepare"), apply(asking));
        assertEquals(List.of(), difference(asking));
        String present = KERNEL.system(() -> plan().present());
        assertTrue(present, present.contains("rules: true"));
        assertEquals(List.of("asking prepare"), apply(asking.replace("    rules: true\n", "")));
        Invalid wrong = assertThrows(Invalid.class, () -> difference(asking.replace("rules: true", "rules: maybe")));
        assertEquals("plan.problem.flag", wrong.violations().get(0).code());
        forget("asking");
    }

    /** Phases of one test overlap those of others. */
    private static void forget(String codes) {
        Transactions tx = KERNEL.get(Transactions.class);
        for (String part : List.of("module", "scope")) {
            tx.run(() -> tx.sql()
                    .update("delete from rollout_phase_" + part
                            + " where phase_id in (select id from rollout_phase where code like '" + codes + "')"));
        }
        tx.run(() -> tx.sql().update("delete from rollout_phase where code like '" + codes + "'"));
    }

    @Test
    @Covers("ROL-20")
    public void theShippedPlanIsFilledFromTheOrganisationAndAppliesAsItIs() {
        String yaml = KERNEL.system(() -> plan().shipped(LocalDate.of(2027, 1, 1)));
        assertTrue(yaml, yaml.contains("code: hq-"));
        assertTrue(yaml, yaml.contains("- sales"));
        assertTrue(yaml, yaml.contains("- fleet"));
        List<String> steps = difference(yaml);
        assertTrue(steps.toString(), steps.contains("hq-across create"));
        assertTrue(steps.toString(), steps.stream().noneMatch(step -> step.endsWith("activate")));
        apply(yaml);
        assertEquals(List.of(), difference(yaml));
        Phase made = phase("hq-across");
        assertEquals(PhaseState.PLANNED, made.state());
        assertEquals(LocalDate.of(2027, 1, 1), made.from().orElseThrow());
        assertTrue(made.criteria().stream().anyMatch(one -> one.condition().counted()));
        forget("hq-%");
    }

    private static String pilot(String state, String units) {
        return """
                stepwise: 1
                phases:
                  - code: first
                    name: 试点
                    state: %s
                    modules: [fleet]
                    units: [%s]
                    tasks:
                      - 培训
                """.formatted(state, units);
    }

    @Test
    public void aPlanIsComparedAppliedAndConverges() {
        assertEquals(List.of("first create", "first activate"), difference(pilot("active", "east")));
        assertEquals(List.of("first create", "first activate"), apply(pilot("active", "east")));
        assertEquals(PhaseState.ACTIVE, phase("first").state());
        assertEquals(List.of(), apply(pilot("active", "east")));
        assertEquals(List.of("first widen"), apply(pilot("active", "east, west")));
        assertEquals(2, phase("first").units().size());
        assertEquals(List.of("first narrow", "first pause"), apply(pilot("paused", "east")));
        assertEquals(PhaseState.PAUSED, phase("first").state());
        assertEquals(List.of("first resume"), apply(pilot("active", "east")));
        assertEquals(List.of("first rollBack"), apply(pilot("rolledBack", "east")));
        assertEquals(List.of(), apply(pilot("planned", "east")));
        assertEquals(List.of("first activate"), apply(pilot("active", "east")));
    }

    @Test
    @Covers("ROL-7")
    public void criteriaThatAreCountedComeFromTheFileAndDecideWhetherAReasonIsNeeded() {
        String counted =
                pilot("active", "east").replace("first", "counted") + "    criteria: [records>=1, tasks=done]\n";
        apply(counted);
        assertEquals(
                Condition.Kind.RECORDS,
                phase("counted").criteria().get(0).condition().kind());
        String present = KERNEL.system(() -> plan().present());
        assertTrue(present, present.contains("records>=1"));
        String done = counted.replace("active", "completed");
        assertEquals("plan.problem.reason", only(done).code());
        KERNEL.system(() -> {
            Rollout rollout = KERNEL.get(Rollout.class);
            rollout.taskDone("counted", phase("counted").tasks().get(0).id(), true);
        });
        String tasks = done.replace("records>=1, ", "");
        assertEquals(List.of("counted change", "counted complete"), apply(tasks));
    }

    @Test
    public void thePresentStateAsAPlanChangesNothing() {
        apply(pilot("active", "east").replace("first", "mirror"));
        String present = KERNEL.system(() -> plan().present());
        assertTrue(present, present.contains("试点"));
        assertEquals(List.of(), difference(present));
    }

    @Test
    public void phasesThatTheFileDoesNotNameAreLeft() {
        apply(pilot("planned", "west").replace("first", "other"));
        List<RolloutPlan.Step> steps = KERNEL.system(() -> plan().apply("stepwise: 1\nphases: []\n"));
        assertTrue(steps.stream()
                .anyMatch(s -> s.phase().equals("other") && s.step().equals("leave")));
        assertEquals(PhaseState.PLANNED, phase("other").state());
    }

    @Test
    public void everyMistakeIsToldWithLineAndColumnAndNothingIsChanged() {
        String wrong = """
                stepwise: 1
                phases:
                  - code: bad
                    colour: red
                    from: tomorrow
                    state: open
                    modules: [flet, fleet/lorry]
                    units: [eest]
                    criteria: [active>=200%]
                    persons: [lii]
                """;
        Invalid found = assertThrows(Invalid.class, () -> apply(wrong));
        List<String> told = found.violations().stream()
                .map(v -> v.field() + " " + v.code().replace("plan.problem.", ""))
                .sorted()
                .toList();
        assertEquals(
                List.of(
                        "10:15 notFoundLike",
                        "4:5 unknownKey",
                        "5:11 date",
                        "6:12 state",
                        "7:15 module",
                        "7:21 function",
                        "8:13 notFoundLike",
                        "9:16 criterion"),
                told);
        assertThrows(org.stepwise.kernel.api.NotFound.class, () -> phase("bad"));
    }

    @Test
    public void brokenYamlIsToldWithLineAndColumn() {
        Violation found = only("stepwise: 1\nphases:\n  - code: [a\n");
        assertEquals("plan.problem.yaml", found.code());
        assertTrue(found.field(), found.field().startsWith("4:"));
        assertEquals("plan.problem.empty", only("").code());
        assertEquals("plan.problem.mapping", only("- 1").code());
        assertEquals("plan.problem.version", only("stepwise: 2\nphases: []").code());
        assertEquals("plan.problem.list", only("stepwise: 1\nphases: a").code());
        assertEquals(
                "plan.problem.missing",
                only("stepwise: 1\nphases:\n  - name: a").code());
    }

    @Test
    public void theSameModuleForTheSamePeopleTwiceIsRefused() {
        String twice = pilot("planned", "sales").replace("first", "one")
                + pilot("planned", "east").replace("first", "two").replaceFirst("(?s)^.*phases:\n", "");
        Violation found = only(twice);
        assertEquals("plan.problem.overlap", found.code());
        assertEquals("east", found.args().get("scope"));
        assertEquals(
                "plan.problem.doublePhase",
                only(twice.replace("code: two", "code: one")).code());
    }

    @Test
    public void completingWithOpenCriteriaNeedsAReason() {
        String open = pilot("completed", "east").replace("first", "done") + "    criteria: [用起来]\n";
        assertEquals("plan.problem.reason", only(open).code());
        assertEquals(List.of("done create", "done activate", "done complete"), apply(open + "    reason: 提前\n"));
        assertEquals(
                "plan.problem.completed",
                only(open.replace("completed", "active")).code());
    }

    @Test
    public void thePublishedSchemaKnowsTheKeysThatAreRead() throws IOException {
        try (InputStream in = PlanModule.class.getResourceAsStream("/STEPWISE-INF/static/plan.schema.json")) {
            Object schema = new Load(LoadSettings.builder().build()).loadFromInputStream(in);
            Map<?, ?> phase = map(map(map(schema).get("$defs")).get("phase"));
            assertEquals(
                    new HashSet<>(PlanReader.KEYS), map(phase.get("properties")).keySet());
        }
    }

    private static Map<?, ?> map(Object value) {
        return (Map<?, ?>) value;
    }

    private static Violation only(String yaml) {
        return assertThrows(Invalid.class, () -> difference(yaml)).violations().get(0);
    }
}
