package org.stepwise.kernel.internal.rollout;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.directory.PersonState;
import org.stepwise.kernel.api.rollout.Adoption;
import org.stepwise.kernel.api.rollout.Condition;
import org.stepwise.kernel.api.rollout.Gate;
import org.stepwise.kernel.api.rollout.PhaseDraft;
import org.stepwise.kernel.api.rollout.PhaseEvent;
import org.stepwise.kernel.api.rollout.Usage;
import org.stepwise.testkit.Covers;

/** Adoption of a phase, and its criteria against the facts, while the weeks go by. */
@Covers("ROL-7")
public class AdoptionTest {
    private static final LocalDate START = LocalDate.of(2031, 3, 5);

    @Rule
    @ClassRule
    public static final PhaseKernel KERNEL = new PhaseKernel();

    private Adoption adoption;

    @BeforeClass
    public static void visits() {
        KERNEL.kernel().install(new VisitModule(), "visits", new VisitModule.VisitType(), new VisitModule.PlanType());
    }

    @Before
    public void begin() {
        KERNEL.tx.run(() -> {
            for (String table : List.of("crm_visit", "crm_plan", "rollout_seen")) {
                KERNEL.tx.sql().update("delete from " + table);
            }
        });
        KERNEL.kernel().clock().set(Instant.parse(START + "T04:00:00Z"));
        adoption = KERNEL.kernel().get(Adoption.class);
    }

    private static PhaseDraft draft(Set<Long> responsible, String... criteria) {
        PhaseDraft draft = KERNEL.draft("pilot", Set.of("crm"), Set.of(KERNEL.company.sales), Set.of());
        return new PhaseDraft(
                draft.code(),
                draft.name(),
                draft.goal(),
                draft.from(),
                draft.to(),
                draft.modules(),
                draft.units(),
                draft.persons(),
                responsible,
                List.of("Train"),
                List.of(criteria));
    }

    private static void activate(Set<Long> responsible, String... criteria) {
        KERNEL.root(() -> KERNEL.rollout.create(draft(responsible, criteria)));
        KERNEL.root(() -> KERNEL.rollout.activate("pilot"));
    }

    private static void use(String what, long... people) {
        Callers callers = KERNEL.kernel().get(Callers.class);
        for (long person : people) {
            KERNEL.kernel().get(Usage.class).used(callers.person(person, Door.PAGE), "crm", what);
        }
    }

    private static void signIn(long... people) {
        Callers callers = KERNEL.kernel().get(Callers.class);
        for (long person : people) {
            KERNEL.kernel().get(Usage.class).used(callers.person(person, Door.PAGE), Usage.SIGN_IN);
        }
    }

    private static void made(String table, long person, int count) {
        String sql =
                "insert into " + table + " (id, version, number, title, owner_id, unit_id, segment_id, security_level,"
                        + " deleted, name_key, pinyin_key, created_at, created_by, updated_at, updated_by, name)"
                        + " values (?, 1, '', '', 0, 0, 0, 0, false, '', '', ?, ?, ?, 0, 'x')";
        Instant now = KERNEL.kernel().clock().instant();
        KERNEL.tx.run(() -> {
            for (int i = 0; i < count; i++) {
                KERNEL.tx.sql().update(sql, KERNEL.tx.sql().nextId(table + "_seq"), now, person, now);
            }
        });
    }

    private static void week() {
        KERNEL.kernel().clock().advance(Duration.ofDays(7));
    }

    private Adoption.Report report() {
        return KERNEL.root(() -> adoption.of("pilot"));
    }

    private Gate gate(int index) {
        return KERNEL.root(() -> adoption.gates("pilot")).get(index);
    }

    @Test
    public void twoWeeksOfUseFulfilWhatOneWeekDoesNot() {
        activate(Set.of(), "active >= 60 % / 2w", "tasks=done", "The heads agree");
        use("crm.visit", KERNEL.company.li, KERNEL.company.wang);
        assertEquals("nobody worked the week before", 0, gate(0).reached());
        assertFalse(gate(0).met());
        week();
        assertEquals("nobody worked this week", 0, gate(0).reached());
        use("crm", KERNEL.company.wang, KERNEL.company.zhao);
        assertEquals("66%", gate(0).figure());
        assertTrue(gate(0).met());
        assertEquals("连续 2 周每周活跃人数 ≥ 60%", gate(0).text());
        List<Adoption.Week> weeks = report().weeks();
        assertEquals("none before the phase began", 2, weeks.size());
        assertEquals(START.plusDays(1), weeks.get(1).from());
        assertEquals(List.of(2, 2), weeks.stream().map(Adoption.Week::active).toList());
        week();
        assertFalse("a third week without anybody", gate(0).met());
    }

    @Test
    public void completingWithUnmetCriteriaNeedsAReasonThatIsKept() {
        activate(Set.of(), "active>=60%", "records>=2", "tasks=done", "The heads agree");
        Conflict refused = (Conflict) KERNEL.refused(() -> KERNEL.rollout.complete("pilot", ""));
        String criteria = String.valueOf(refused.args().get("criteria"));
        assertTrue(criteria, criteria.contains("60%") && criteria.contains("2 条") && criteria.contains("heads"));
        use("crm.visit", KERNEL.company.li, KERNEL.company.wang);
        made("crm_visit", KERNEL.company.li, 2);
        long task =
                KERNEL.root(() -> KERNEL.rollout.phase("pilot")).tasks().get(0).id();
        KERNEL.root(() -> {
            KERNEL.rollout.taskDone("pilot", task, true);
            return true;
        });
        refused = (Conflict) KERNEL.refused(() -> KERNEL.rollout.complete("pilot", ""));
        assertEquals("The heads agree", refused.args().get("criteria"));
        KERNEL.root(() -> KERNEL.rollout.complete("pilot", "Year end"));
        PhaseEvent completed =
                KERNEL.root(() -> KERNEL.rollout.history("pilot", 1)).get(0);
        assertEquals("Year end", completed.details().get("why"));
        assertEquals("The heads agree", completed.details().get("criteria"));
        assertEquals(
                "Year end", KERNEL.audited("rollout.completed").get(0).details().get("why"));
    }

    @Test
    public void figuresTellUnitsModulesRecordsAndWhatNobodyUses() {
        KERNEL.tx.run(() -> KERNEL.company.person("new", PersonState.INVITED, KERNEL.company.west));
        made("crm_visit", KERNEL.company.li, 5);
        KERNEL.kernel().clock().advance(Duration.ofHours(1));
        activate(Set.of());
        KERNEL.kernel().clock().advance(Duration.ofHours(1));
        made("crm_visit", KERNEL.company.li, 3);
        made("crm_visit", KERNEL.company.sun, 1);
        use("crm.visit", KERNEL.company.li);
        use("crm", KERNEL.company.sun);
        signIn(KERNEL.company.li, KERNEL.company.wang, KERNEL.company.sun);
        Adoption.Report report = report();
        Adoption.Figures whole = report.whole();
        assertEquals(new Adoption.Figures(4, 2, 1, 1, 3, Optional.of(START), 0, false), whole);
        assertEquals(
                List.of("销售部", "华东", "华西"),
                report.units().stream().map(Adoption.Line::name).toList());
        assertEquals(
                List.of(0, 1, 1),
                report.units().stream().map(Adoption.Line::depth).toList());
        assertEquals(whole, report.units().get(0).figures());
        assertEquals(whole, report.modules().get(0).figures());
        assertEquals(3, report.weeks().get(0).records());
        assertEquals(
                List.of("crm.plan", "crm/calendar"),
                report.unused().stream().map(Adoption.Unused::what).toList());
        assertEquals("日历", report.unused().get(1).name());
    }

    @Test
    @Covers("ROL-9")
    public void whatHappensAfterAPhaseWasRolledBackIsNotItsOwn() {
        activate(Set.of(), "active>=60%", "records>=1");
        use("crm.visit", KERNEL.company.li, KERNEL.company.wang);
        made("crm_visit", KERNEL.company.li, 2);
        KERNEL.kernel().clock().advance(Duration.ofHours(1));
        KERNEL.root(() -> KERNEL.rollout.rollBack("pilot"));
        Adoption.Report report = report();
        for (int week = 0; week < 3; week++) {
            week();
            use("crm.plan", KERNEL.company.li, KERNEL.company.zhao);
            made("crm_visit", KERNEL.company.zhao, 1);
        }
        assertEquals(report, report());
        assertEquals(2, report.whole().used());
        assertEquals(2, report.whole().records());
        assertEquals(
                List.of("66%", "2"), report.gates().stream().map(Gate::figure).toList());
    }

    @Test
    public void ofTooFewPeopleNothingIsToldThatTheyDid() {
        activate(Set.of());
        use("crm.visit", KERNEL.company.li, KERNEL.company.wang, KERNEL.company.zhao);
        Adoption.Report report = report();
        assertEquals(3, report.whole().active());
        Adoption.Figures east = report.units().get(1).figures();
        assertTrue(east.few());
        assertEquals(2, east.people());
        assertEquals(0, east.used() + east.active());
        Adoption.Detail detail = KERNEL.root(() -> adoption.detail("crm", KERNEL.company.east));
        assertTrue(detail.figures().few());
        assertEquals(List.of(), detail.days());
        assertEquals(List.of(), detail.unused());
    }

    @Test
    public void theOnlyOneAboveAGroupIsNotFoundByTakingTheGroupAway() {
        KERNEL.tx.run(() -> {
            KERNEL.company.person("chief", PersonState.ACTIVE, KERNEL.company.sales);
            KERNEL.company.person("chen", PersonState.ACTIVE, KERNEL.company.east);
        });
        activate(Set.of());
        use("crm.visit", KERNEL.company.li, KERNEL.company.wang, KERNEL.company.zhao);
        Adoption.Report report = report();
        assertEquals(3, report.whole().active());
        Adoption.Figures east = report.units().get(1).figures();
        assertEquals(3, east.people());
        assertTrue("with it, two others would be known", east.few());
        assertTrue(KERNEL.root(() -> adoption.detail("crm", KERNEL.company.east))
                .figures()
                .few());
        assertTrue(KERNEL.root(() -> KERNEL.rollout.matrix(Set.of(KERNEL.company.east))).stream()
                .anyMatch(cell -> cell.module().equals("crm") && cell.few() && cell.active() == 0));
        assertEquals(3, KERNEL.root(() -> KERNEL.rollout.totals()).active());
    }

    @Test
    public void obstaclesAreThoseOfPeopleInScope() {
        KERNEL.create("part", Set.of("crm"), Set.of(KERNEL.company.east));
        KERNEL.root(() -> KERNEL.rollout.activate("part"));
        signIn(KERNEL.company.li);
        Map<String, Object> told = KERNEL.root(() -> adoption.detail("crm", KERNEL.company.sales)).obstacles().stream()
                .filter(gap -> gap.key().equals("rollout.gap.invited"))
                .findFirst()
                .orElseThrow()
                .args();
        assertEquals("one of east, nobody of west", 1L, ((Number) told.get("count")).longValue());
        assertEquals(
                List.of(),
                KERNEL.root(() -> adoption.detail("crm", KERNEL.company.finance))
                        .obstacles());
    }

    @Test
    public void aCellTellsItsTrendTheUnitsBelowAndObstacles() {
        activate(Set.of());
        use("crm.visit", KERNEL.company.li, KERNEL.company.wang);
        KERNEL.kernel().clock().advance(Duration.ofDays(1));
        use("crm.visit", KERNEL.company.li);
        Adoption.Detail detail = KERNEL.root(() -> adoption.detail("crm", KERNEL.company.sales));
        assertEquals(14, detail.days().size());
        assertEquals(
                List.of(0, 2, 1),
                detail.days().stream().skip(11).map(Adoption.Day::active).toList());
        assertEquals(
                List.of("华东", "华西"),
                detail.below().stream().map(Adoption.Line::name).toList());
        assertTrue(detail.obstacles().stream().anyMatch(gap -> gap.key().equals("rollout.gap.head")));
    }

    @Test
    public void responsiblePersonsSeeFiguresAndConfirmWhatIsNotCounted() {
        activate(Set.of(KERNEL.company.sun), "tasks=done", "The heads agree");
        signIn(KERNEL.company.li, KERNEL.company.wang, KERNEL.company.zhao);
        List<Gate> gates = KERNEL.kernel().as("sun", () -> adoption.gates("pilot"));
        assertEquals(Condition.Kind.TASKS, gates.get(0).condition().kind());
        KERNEL.kernel()
                .as(
                        "sun",
                        () -> KERNEL.rollout.criterionMet("pilot", gates.get(1).id(), true));
        Gate confirmed = gate(1);
        assertTrue(confirmed.met());
        assertEquals("SUN", confirmed.by());
        assertTrue(confirmed.at().isPresent());
        Map<String, Object> told = KERNEL.audited("rollout.changed").get(0).details();
        assertEquals("The heads agree", told.get("wording"));
        assertThrows(
                Conflict.class,
                () -> KERNEL.kernel()
                        .as(
                                "sun",
                                () -> KERNEL.rollout.criterionMet(
                                        "pilot", gates.get(0).id(), true)));
        assertThrows(Forbidden.class, () -> KERNEL.kernel().as("sun", () -> KERNEL.rollout.pause("pilot")));
        assertThrows(Forbidden.class, () -> KERNEL.kernel().as("li", () -> adoption.of("pilot")));
        assertThrows(Forbidden.class, () -> KERNEL.kernel().as("li", () -> adoption.notSignedIn("pilot")));
        assertEquals(Map.of(), KERNEL.kernel().as("li", () -> adoption.gates()));
        assertEquals(List.of(), KERNEL.kernel().as("sun", () -> adoption.notSignedIn("pilot")));
    }

    @Test
    public void whoNeverSignedInIsNamedToThoseWhoCanHelp() {
        KERNEL.tx.run(() -> KERNEL.company.person("new", PersonState.INVITED, KERNEL.company.west));
        activate(Set.of());
        signIn(KERNEL.company.li, KERNEL.company.wang);
        assertEquals(2, report().whole().signedIn());
        assertEquals(2, KERNEL.root(() -> KERNEL.rollout.phase("pilot")).invited());
        signIn(KERNEL.company.zhao);
        List<Adoption.Newcomer> newcomers = KERNEL.root(() -> adoption.notSignedIn("pilot"));
        assertEquals(
                List.of("NEW"), newcomers.stream().map(Adoption.Newcomer::name).toList());
        assertEquals("华西", newcomers.get(0).unit());
    }

    @Test
    public void aCountedCriterionThatCannotBeReadIsRefused() {
        for (String wrong :
                List.of("active>=120%", "active>=50%/9w", "records>=many", "records >= 0", "active>=0%", "tasks>3")) {
            assertThrows(wrong, Invalid.class, () -> KERNEL.root(() -> KERNEL.rollout.create(draft(Set.of(), wrong))));
        }
        assertEquals(Condition.Kind.SAID, Condition.of("active people agree").kind());
        assertFalse(Condition.malformed("Records are complete"));
    }
}
