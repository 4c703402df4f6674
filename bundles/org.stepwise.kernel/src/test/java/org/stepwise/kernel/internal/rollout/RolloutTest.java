package org.stepwise.kernel.internal.rollout;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.calendar.WorkingCalendar;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.PersonState;
import org.stepwise.kernel.api.rollout.Cell;
import org.stepwise.kernel.api.rollout.Opening;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.PhaseDraft;
import org.stepwise.kernel.api.rollout.PhaseEvent;
import org.stepwise.kernel.api.rollout.PhaseState;
import org.stepwise.kernel.api.rollout.Rehearsal;
import org.stepwise.kernel.api.rollout.Rollout;
import org.stepwise.kernel.api.rollout.Totals;
import org.stepwise.kernel.api.rollout.Usage;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.access.Stamps;
import org.stepwise.kernel.internal.audit.Guard;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.TestKernel;

public class RolloutTest {
    @ClassRule
    public static final TestKernel kernel = TestKernel.fresh();

    private Transactions tx;
    private Company company;
    private FakeModules modules;
    private PhasedRollout rollout;

    @Before
    public void start() {
        tx = kernel.get(Transactions.class);
        tx.run(() -> Company.clear(tx.sql()));
        company = tx.get(() -> new Company(kernel, tx.sql()));
        modules = new FakeModules(kernel.get(Openings.class));
        rollout = rollout();
    }

    private PhasedRollout rollout() {
        return new PhasedRollout(
                tx,
                kernel.get(Directory.class),
                modules,
                kernel.get(Guard.class),
                kernel.get(Stamps.class),
                kernel.get(Audit.class),
                kernel.get(WorkingCalendar.class),
                kernel.clock());
    }

    private <T> T root(Supplier<T> work) {
        return kernel.as("root", work);
    }

    private static PhaseDraft draft(String code, Set<String> addresses, Set<Long> units, Set<Long> persons) {
        return new PhaseDraft(
                code,
                "Pilot",
                "To learn",
                Optional.of(LocalDate.of(2026, 9, 1)),
                Optional.of(LocalDate.of(2026, 10, 31)),
                addresses,
                units,
                persons,
                Set.of(),
                List.of("Train the key users", "Import customers"),
                List.of("80 % are active"));
    }

    private Phase create(String code, Set<String> addresses, Set<Long> units) {
        return root(() -> rollout.create(draft(code, addresses, units, Set.of())));
    }

    private Opening of(long person) {
        return kernel.get(Callers.class).person(person, Door.REST).opening();
    }

    private boolean open(long person, String address) {
        return of(person).opens(address);
    }

    private Problem refused(Supplier<?> step) {
        return assertThrows(Problem.class, () -> root(step));
    }

    @Test
    @Covers("ROL-1")
    public void aPhaseIsKeptWithEverythingThatWasSaidOfIt() {
        Phase phase = create("pilot", Set.of("crm", "hr/opportunities"), Set.of(company.sales));
        assertEquals(PhaseState.PLANNED, phase.state());
        assertEquals(Set.of("crm", "hr/opportunities"), phase.modules());
        assertEquals(Set.of(company.sales), phase.units());
        assertEquals(Optional.of(LocalDate.of(2026, 9, 1)), phase.from());
        assertEquals(
                List.of("Train the key users", "Import customers"),
                phase.tasks().stream().map(Phase.Task::title).toList());
        assertEquals("80 % are active", phase.criteria().get(0).text());
        assertEquals("east and west together", 3, phase.people());
        create("second", Set.of("hr"), Set.of(company.finance));
        assertEquals(
                List.of("pilot", "second"),
                root(rollout::phases).stream().map(Phase::code).toList());
    }

    @Test
    @Covers("ROL-1")
    public void aWrongDraftIsRefusedWithEveryReason() {
        PhaseDraft wrong = new PhaseDraft(
                "No Good",
                " ",
                "",
                Optional.of(LocalDate.of(2026, 9, 1)),
                Optional.of(LocalDate.of(2026, 8, 1)),
                Set.of("CRM!"),
                Set.of(999999L),
                Set.of(888888L),
                Set.of(777777L),
                List.of(""),
                List.of("x".repeat(401)));
        Invalid error = (Invalid) refused(() -> rollout.create(wrong));
        assertEquals(
                Set.of("code", "name", "to", "modules", "units", "persons", "responsible", "tasks[0]", "criteria[0]"),
                error.violations().stream().map(Violation::field).collect(java.util.stream.Collectors.toSet()));
        assertEquals(List.of(), root(rollout::phases));
    }

    @Test
    @Covers("ROL-1")
    public void aCodeIsTakenOnceAndAnUnknownOneIsToldWithWhatIsLikeIt() {
        create("pilot", Set.of("crm"), Set.of(company.east));
        assertEquals(
                "rollout.problem.codeTaken",
                refused(() -> rollout.create(draft("pilot", Set.of("hr"), Set.of(company.west), Set.of())))
                        .key());
        NotFound error = (NotFound) refused(() -> rollout.activate("piolt"));
        assertTrue(error.args().get("like").toString().startsWith("Pilot"));
    }

    @Test
    @Covers("ROL-1")
    public void changingKeepsWhatIsDoneAndMet() {
        Phase phase = create("pilot", Set.of("crm"), Set.of(company.east));
        root(() -> {
            rollout.taskDone("pilot", phase.tasks().get(1).id(), true);
            rollout.criterionMet("pilot", phase.criteria().get(0).id(), true);
            return true;
        });
        PhaseDraft more = new PhaseDraft(
                "pilot",
                "Pilot East",
                "",
                Optional.empty(),
                Optional.empty(),
                Set.of("crm", "hr"),
                Set.of(company.west),
                Set.of(company.sun),
                Set.of(company.li),
                List.of("Import customers", "Celebrate"),
                List.of("80 % are active", "No open feedback"));
        Phase changed = root(() -> rollout.change("pilot", more));
        assertEquals("Pilot East", changed.name());
        assertEquals(Set.of("crm", "hr"), changed.modules());
        assertEquals(Set.of(company.li), changed.responsible());
        assertEquals(2, changed.people());
        assertEquals(
                List.of(true, false),
                changed.tasks().stream().map(Phase.Task::done).toList());
        assertEquals(
                List.of(true, false),
                changed.criteria().stream().map(Phase.Criterion::met).toList());
    }

    @Test
    @Covers("ROL-1")
    public void theScopeOfAnOpenPhaseIsChangedByWideningAndNarrowingOnly() {
        create("pilot", Set.of("crm"), Set.of(company.east));
        root(() -> rollout.activate("pilot"));
        assertEquals(
                "rollout.problem.state.ACTIVE",
                refused(() -> rollout.change("pilot", draft("pilot", Set.of("hr"), Set.of(company.east), Set.of())))
                        .key());
        PhaseDraft described = new PhaseDraft(
                "pilot",
                "New name",
                "",
                Optional.empty(),
                Optional.empty(),
                Set.of("crm"),
                Set.of(company.east),
                Set.of(),
                Set.of(),
                List.of(),
                List.of());
        assertEquals("New name", root(() -> rollout.change("pilot", described)).name());
    }

    @Test
    @Covers("ROL-2")
    public void activatingInstallsTheModuleAndOpensItToThePeopleInScopeOnly() {
        create("pilot", Set.of("crm"), Set.of(company.east));
        assertFalse(open(company.li, "crm"));
        Phase active = root(() -> rollout.activate("pilot"));
        assertEquals(PhaseState.ACTIVE, active.state());
        assertTrue(modules.installed("crm"));
        assertTrue("from the next request", open(company.li, "crm"));
        assertTrue(open(company.li, "crm/opportunities"));
        assertFalse(open(company.zhao, "crm"));
        assertFalse("administrators are not exempt", open(company.administrator, "crm"));
        assertTrue("the kernel is always open", open(company.zhao, "directory"));
    }

    @Test
    @Covers("ROL-2")
    public void aUnitBringsEverybodyBelowItAndAPersonOnlyItself() {
        root(() -> rollout.create(draft("pilot", Set.of("crm"), Set.of(company.sales), Set.of(company.sun))));
        root(() -> rollout.activate("pilot"));
        assertTrue(open(company.li, "crm"));
        assertTrue(open(company.zhao, "crm"));
        assertTrue(open(company.sun, "crm"));
        assertFalse(open(company.administrator, "crm"));
    }

    @Test
    @Covers("ROL-2")
    public void openingOfOverlappingPhasesIsTheirUnion() {
        create("first", Set.of("crm/opportunities"), Set.of(company.east));
        create("second", Set.of("crm/", "hr"), Set.of(company.sales));
        root(() -> rollout.activate("first"));
        root(() -> rollout.activate("second"));
        assertEquals(new Opening(Map.of("crm", Set.of("", "opportunities"), "hr", Set.of("*"))), of(company.li));
        assertEquals(new Opening(Map.of("crm", Set.of(""), "hr", Set.of("*"))), of(company.zhao));
        assertFalse(open(company.zhao, "crm/opportunities"));
        root(() -> rollout.rollBack("second"));
        assertEquals(
                "what another phase opens stays open",
                new Opening(Map.of("crm", Set.of("", "opportunities"))),
                of(company.li));
        assertEquals(Opening.NOTHING, of(company.zhao));
        assertEquals(List.of("+crm", "+hr", "-hr"), modules.log);
    }

    @Test
    @Covers("ROL-2")
    public void aModuleThatFailsTakesBackTheOthersAndLeavesThePhasePlanned() {
        create("pilot", Set.of("crm", "hr", "mail"), Set.of(company.east));
        modules.broken = "mail";
        Problem error = refused(() -> rollout.activate("pilot"));
        assertEquals("kernel.problem.moduleFailed", error.key());
        assertEquals(PhaseState.PLANNED, root(() -> rollout.phase("pilot")).state());
        assertFalse(modules.installed("crm"));
        assertFalse(modules.installed("hr"));
        assertEquals(Opening.NOTHING, of(company.li));
        assertEquals(1, audited("rollout.failed").size());
    }

    private List<Audit.Entry> audited(String what) {
        Audit audit = kernel.get(Audit.class);
        return kernel.system(() -> audit.list(what, "", "", Optional.empty(), Optional.empty(), 0, 100));
    }

    @Test
    @Covers("ROL-2")
    public void aFailureTakesBackOnlyWhatThisActivationBrought() {
        create("first", Set.of("crm"), Set.of(company.east));
        root(() -> rollout.activate("first"));
        create("second", Set.of("crm", "hr", "mail"), Set.of(company.west));
        modules.broken = "mail";
        refused(() -> rollout.activate("second"));
        assertTrue(modules.installed("crm"));
        assertFalse(modules.installed("hr"));
        assertTrue(open(company.li, "crm"));
    }

    @Test
    @Covers("ROL-2")
    public void ofTwoWhoActivateAtOnceOneWinsAndTheOtherIsTold() throws Exception {
        create("pilot", Set.of("crm"), Set.of(company.east));
        CountDownLatch both = new CountDownLatch(2);
        ExecutorService people = Executors.newFixedThreadPool(2);
        Callable<String> activating = () -> {
            both.countDown();
            both.await(30, TimeUnit.SECONDS);
            try {
                return root(() -> rollout.activate("pilot")).state().name();
            } catch (Conflict e) {
                return e.key();
            }
        };
        List<Future<String>> results = people.invokeAll(List.of(activating, activating));
        Set<String> said = Set.of(results.get(0).get(), results.get(1).get());
        people.shutdown();
        assertEquals(Set.of("ACTIVE", "rollout.problem.state.ACTIVE"), said);
        assertEquals(List.of("+crm"), modules.log);
    }

    @Test
    @Covers("ROL-2")
    public void aStepOnAnotherNodeMeanwhileWinsAndNothingIsLeftHalf() {
        create("pilot", Set.of("crm"), Set.of(company.east));
        PhasedRollout other = rollout();
        modules.whileInstalling = () -> {
            modules.whileInstalling = () -> {};
            root(() -> other.widen("pilot", Set.of("hr"), Set.of(), Set.of()));
        };
        assertEquals(
                "rollout.problem.concurrent",
                refused(() -> rollout.activate("pilot")).key());
        assertEquals(PhaseState.PLANNED, root(() -> rollout.phase("pilot")).state());
        assertFalse("what came for it is taken back", modules.installed("crm"));
    }

    @Test
    @Covers("ROL-2")
    public void aCrashBetweenInstallingAndOpeningLeavesThePhasePlannedAndIsMended() {
        create("pilot", Set.of("crm"), Set.of(company.east));
        modules.install("crm");
        assertEquals(PhaseState.PLANNED, root(() -> rollout.phase("pilot")).state());
        assertEquals(Opening.NOTHING, of(company.li));
        assertEquals(PhaseState.ACTIVE, root(() -> rollout.activate("pilot")).state());
    }

    @Test
    @Covers({"ROL-2", "ROL-13"})
    public void atItsStartANodeInstallsWhatOpenPhasesNeed() {
        create("pilot", Set.of("crm"), Set.of(company.east));
        create("later", Set.of("hr"), Set.of(company.east));
        root(() -> rollout.activate("pilot"));
        modules = new FakeModules(kernel.get(Openings.class));
        rollout = rollout();
        rollout.converge();
        assertTrue(modules.installed("crm"));
        assertFalse(modules.installed("hr"));
    }

    @Test
    @Covers({"ROL-2", "ROL-13"})
    public void oneModuleThatCannotComeDoesNotKeepTheOthersAway() {
        create("pilot", Set.of("crm", "hr"), Set.of(company.east));
        root(() -> rollout.activate("pilot"));
        modules = new FakeModules(kernel.get(Openings.class));
        modules.broken = "crm";
        rollout = rollout();
        rollout.converge();
        assertTrue(modules.installed("hr"));
    }

    @Test
    @Covers("ROL-4")
    public void rehearsalTellsEverythingAndChangesNothing() {
        root(() -> rollout.create(
                draft("pilot", Set.of("crm", "hr/opportunities"), Set.of(company.sales), Set.of(company.sun))));
        tx.run(() -> {
            company.person("new", PersonState.INVITED, company.east);
            company.person("cold", PersonState.FROZEN, company.east);
        });
        Rehearsal rehearsal = root(() -> rollout.rehearse("pilot"));
        assertTrue(rehearsal.possible());
        assertEquals(
                List.of("org.stepwise.crm", "org.stepwise.hr"),
                rehearsal.install().stream().map(Rehearsal.Install::bundle).toList());
        assertEquals(List.of("crm/001-first", "hr/001-first"), rehearsal.migrations());
        assertEquals(Map.of("crm", 4, "hr/opportunities", 4), rehearsal.gains());
        assertTrue(rehearsal.memoryBytes() > 2000);
        Map<String, Object> head = gap(rehearsal, "rollout.gap.head").args();
        assertEquals("west and finance are not headed; finance is not in scope", "华西", head.get("units"));
        assertEquals(1L, gap(rehearsal, "rollout.gap.invited").args().get("count"));
        assertEquals(1L, gap(rehearsal, "rollout.gap.frozen").args().get("count"));
        assertEquals(List.of(), modules.log);
        assertEquals(Opening.NOTHING, of(company.li));
        assertEquals(PhaseState.REHEARSED, root(() -> rollout.phase("pilot")).state());
    }

    private static Rehearsal.Gap gap(Rehearsal rehearsal, String key) {
        return rehearsal.gaps().stream()
                .filter(gap -> gap.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new AssertionError(key + " not in " + rehearsal.gaps()));
    }

    @Test
    @Covers("ROL-4")
    public void onlyWhoDoesNotHaveItYetGainsIt() {
        create("first", Set.of("crm"), Set.of(company.east));
        root(() -> rollout.activate("first"));
        create("second", Set.of("crm", "hr"), Set.of(company.sales));
        assertEquals(
                Map.of("crm", 1, "hr", 3),
                root(() -> rollout.rehearse("second")).gains());
    }

    @Test
    @Covers("ROL-4")
    public void whatBlocksIsToldAndPreventsActivation() {
        root(() -> rollout.create(draft("bad", Set.of("crn", "files"), Set.of(), Set.of())));
        Rehearsal rehearsal = root(() -> rollout.rehearse("bad"));
        assertFalse(rehearsal.possible());
        assertEquals("crm", gap(rehearsal, "rollout.gap.unknownModule").args().get("like"));
        gap(rehearsal, "rollout.gap.kernelModule");
        gap(rehearsal, "rollout.gap.emptyScope");
        Invalid error = (Invalid) refused(() -> rollout.activate("bad"));
        assertEquals(3, error.violations().size());
        assertEquals(PhaseState.PLANNED, root(() -> rollout.phase("bad")).state());
        assertEquals(List.of(), modules.log);
    }

    @Test
    @Covers("ROL-4")
    public void anUnknownFunctionAndPeopleWithoutARoleInTheModuleAreTold() {
        modules.install("crm");
        create("pilot", Set.of("crm/oportunities"), Set.of(company.east));
        Rehearsal rehearsal = root(() -> rollout.rehearse("pilot"));
        assertEquals(
                "opportunities",
                gap(rehearsal, "rollout.gap.unknownFunction").args().get("like"));
        assertEquals(2, gap(rehearsal, "rollout.gap.role").args().get("count"));
        tx.run(() -> {
            tx.sql()
                    .update(
                            "insert into role_grant (role_id, type, action, scope)"
                                    + " select id, 'crm.customer', 'see', 'OWN' from directory_role where code = 'salesperson'");
            company.role("salesperson", company.li);
        });
        assertEquals(
                "WANG",
                gap(root(() -> rollout.rehearse("pilot")), "rollout.gap.role")
                        .args()
                        .get("people"));
        tx.run(() -> company.role("salesperson", company.east));
        assertTrue(root(() -> rollout.rehearse("pilot")).gaps().stream()
                .noneMatch(gap -> gap.key().equals("rollout.gap.role")));
    }

    @Test
    @Covers("ROL-5")
    public void wideningAddsUnitsAndModulesAndNarrowingTakesThemAway() {
        create("pilot", Set.of("crm"), Set.of(company.east));
        root(() -> rollout.activate("pilot"));
        Phase wide = root(() -> rollout.widen("pilot", Set.of("hr"), Set.of(company.west), Set.of(company.sun)));
        assertEquals(4, wide.people());
        assertTrue(open(company.zhao, "hr"));
        assertTrue(open(company.sun, "crm"));
        root(() -> rollout.narrow("pilot", Set.of("hr"), Set.of(company.west), Set.of()));
        assertFalse(open(company.zhao, "crm"));
        assertFalse(open(company.li, "hr"));
        assertTrue(open(company.li, "crm"));
        assertTrue(open(company.sun, "crm"));
        assertEquals(List.of("+crm", "+hr", "-hr"), modules.log);
    }

    @Test
    @Covers("ROL-5")
    public void wideningThatFailsChangesNothing() {
        create("pilot", Set.of("crm"), Set.of(company.east));
        root(() -> rollout.activate("pilot"));
        modules.broken = "mail";
        refused(() -> rollout.widen("pilot", Set.of("hr", "mail"), Set.of(company.west), Set.of()));
        assertFalse(open(company.zhao, "crm"));
        assertFalse(modules.installed("hr"));
        assertEquals(Set.of("crm"), root(() -> rollout.phase("pilot")).modules());
        assertEquals(
                "rollout.problem.nothing",
                refused(() -> rollout.widen("pilot", Set.of("crm"), Set.of(company.east), Set.of()))
                        .key());
    }

    @Test
    @Covers("ROL-5")
    public void aPhaseIsNotNarrowedToNothing() {
        create("pilot", Set.of("crm"), Set.of(company.east));
        root(() -> rollout.activate("pilot"));
        assertEquals(
                "rollout.problem.wouldBeEmpty",
                refused(() -> rollout.narrow("pilot", Set.of(), Set.of(company.east), Set.of()))
                        .key());
    }

    @Test
    @Covers("ROL-5")
    public void rollingBackClosesUninstallsAndComesBackWhole() {
        create("pilot", Set.of("crm"), Set.of(company.east));
        root(() -> rollout.activate("pilot"));
        assertEquals(
                PhaseState.ROLLED_BACK, root(() -> rollout.rollBack("pilot")).state());
        assertFalse(open(company.li, "crm"));
        assertFalse(modules.installed("crm"));
        assertEquals(PhaseState.ACTIVE, root(() -> rollout.activate("pilot")).state());
        assertTrue(open(company.li, "crm"));
        assertEquals(List.of("+crm", "-crm", "+crm"), modules.log);
    }

    @Test
    @Covers("ROL-5")
    public void pausingClosesButKeepsTheModuleInstalled() {
        create("pilot", Set.of("crm"), Set.of(company.east));
        create("other", Set.of("crm"), Set.of(company.west));
        root(() -> rollout.activate("pilot"));
        root(() -> rollout.activate("other"));
        root(() -> rollout.pause("pilot"));
        assertFalse(open(company.li, "crm"));
        root(() -> rollout.rollBack("other"));
        assertTrue("the paused phase still has it", modules.installed("crm"));
        root(() -> rollout.resume("pilot"));
        assertTrue(open(company.li, "crm"));
    }

    @Test
    @Covers("ROL-1")
    public void aPhaseIsCompletedWhenItsCriteriaAreMetOrAReasonIsGivenAndStaysOpen() {
        create("pilot", Set.of("crm"), Set.of(company.east));
        root(() -> rollout.activate("pilot"));
        assertEquals(
                "rollout.problem.criteria",
                refused(() -> rollout.complete("pilot", "")).key());
        assertEquals(
                PhaseState.COMPLETED,
                root(() -> rollout.complete("pilot", "learned enough")).state());
        assertTrue(open(company.li, "crm"));
    }

    @Test
    @Covers("ROL-1")
    public void aStepThatTheStateDoesNotAllowIsAConflict() {
        create("pilot", Set.of("crm"), Set.of(company.east));
        List<Supplier<Phase>> closedSteps = List.of(
                () -> rollout.pause("pilot"),
                () -> rollout.resume("pilot"),
                () -> rollout.complete("pilot", "why"),
                () -> rollout.rollBack("pilot"));
        for (Supplier<Phase> step : closedSteps)
            assertEquals("rollout.problem.state.PLANNED", refused(step).key());
        root(() -> rollout.activate("pilot"));
        assertEquals(
                "rollout.problem.state.ACTIVE",
                refused(() -> rollout.activate("pilot")).key());
    }

    @Test
    @Covers("ROL-9")
    public void everyStepIsInTheHistoryAndInTheAuditLogWithItsCaller() {
        create("pilot", Set.of("crm"), Set.of(company.east));
        root(() -> rollout.rehearse("pilot"));
        root(() -> rollout.activate("pilot"));
        root(() -> rollout.widen("pilot", Set.of(), Set.of(company.west), Set.of()));
        root(() -> rollout.narrow("pilot", Set.of(), Set.of(company.west), Set.of()));
        root(() -> rollout.pause("pilot"));
        root(() -> rollout.resume("pilot"));
        root(() -> rollout.rollBack("pilot"));
        List<String> expected =
                List.of("rolledBack", "resumed", "paused", "narrowed", "widened", "activated", "rehearsed", "planned");
        List<PhaseEvent> history = root(() -> rollout.history("pilot", 100));
        assertEquals(expected, history.stream().map(PhaseEvent::step).toList());
        PhaseEvent activated = history.get(5);
        assertEquals("ROOT", activated.byName());
        assertEquals(company.administrator, activated.by());
        assertEquals("华东", activated.details().get("scope"));
        assertEquals(2, activated.details().get("people"));
        for (String step : expected) {
            Audit.Entry entry = audited("rollout." + step).get(0);
            assertEquals("root", entry.account());
            assertEquals("pilot", entry.about());
        }
        assertEquals(3, root(() -> rollout.history("", 3)).size());
    }

    @Test
    @Covers("ROL-9")
    public void theBoardShowsStatePeopleOpenAndUseOfEachModuleInEachUnit() {
        create("pilot", Set.of("crm"), Set.of(company.east));
        create("later", Set.of("hr"), Set.of(company.finance));
        root(() -> rollout.activate("pilot"));
        Usage usage = kernel.get(Usage.class);
        Callers callers = kernel.get(Callers.class);
        for (int i = 0; i < 3; i++) usage.used(callers.person(company.li, Door.PAGE), "crm");
        usage.used(callers.system("test"), "crm");
        assertEquals(1, tx.sql().number("select count(*) from rollout_use"));
        Map<String, Cell> cells = new java.util.HashMap<>();
        root(() -> rollout.matrix(Set.of())).forEach(cell -> cells.put(cell.module() + cell.unit(), cell));
        Cell crmSales = cells.get("crm" + company.sales);
        assertEquals(Cell.State.PARTLY, crmSales.state());
        assertEquals("pilot", crmSales.phase());
        assertEquals(3, crmSales.people());
        assertEquals(2, crmSales.open());
        assertEquals(1, crmSales.active());
        Cell hrFinance = cells.get("hr" + company.finance);
        assertEquals(Cell.State.PLANNED, hrFinance.state());
        assertEquals(Optional.of(LocalDate.of(2026, 9, 1)), hrFinance.planned());
        assertEquals(Cell.State.NONE, cells.get("crm" + company.finance).state());
        assertFalse("kernel modules are no rows", cells.containsKey("files" + company.sales));
        assertEquals("pilot", cells.get("crm" + company.sales).phase());
        Totals before = root(() -> rollout.totals());
        assertEquals(5, before.people());
        assertEquals(2, before.open());
        assertEquals(1, before.active());
        tx.run(() -> company.position(company.li, company.finance));
        assertEquals("who works in two units is one person", before, root(() -> rollout.totals()));
        Cell alsoThere = root(() -> rollout.matrix(Set.of(company.finance))).get(0);
        assertEquals("one of finance works in east too", "pilot", alsoThere.phase());
        assertEquals(Cell.State.PARTLY, alsoThere.state());
        List<Cell> east = root(() -> rollout.matrix(Set.of(company.east)));
        assertEquals(
                Cell.State.OPEN,
                east.stream()
                        .filter(cell -> cell.module().equals("crm"))
                        .findFirst()
                        .get()
                        .state());
        root(() -> rollout.pause("pilot"));
        assertEquals(
                Cell.State.PAUSED,
                root(() -> rollout.matrix(Set.of(company.east))).get(0).state());
    }

    @Test
    @Covers("ROL-13")
    public void modulesComeAndGoInAnyOrder() {
        List<String> all = List.of("crm", "hr", "mail");
        for (String one : all) create(one, Set.of(one), Set.of(company.group));
        List<List<String>> orders = new ArrayList<>();
        for (String a : all) {
            for (String b : all) {
                for (String c : all)
                    if (Set.copyOf(List.of(a, b)).size() == 2 && !c.equals(a) && !c.equals(b)) {
                        orders.add(List.of(a, b, c));
                    }
            }
        }
        for (List<String> order : orders) {
            order.forEach(code -> root(() -> rollout.activate(code)));
            order.forEach(code -> assertTrue(open(company.li, code)));
            for (String code : order) {
                root(() -> rollout.rollBack(code));
                assertFalse(open(company.li, code));
                assertFalse(modules.installed(code));
            }
        }
        assertEquals(6, orders.size());
    }

    @Test
    @Covers("ROL-1")
    public void phasesAreSteppedByWhoMayAdministerThemOnly() {
        create("pilot", Set.of("crm"), Set.of(company.east));
        Rollout asked = rollout;
        List<Supplier<?>> steps = List.of(
                () -> asked.create(draft("mine", Set.of("crm"), Set.of(company.east), Set.of())),
                () -> asked.change("pilot", draft("pilot", Set.of("hr"), Set.of(), Set.of())),
                () -> asked.rehearse("pilot"),
                () -> asked.activate("pilot"),
                () -> asked.widen("pilot", Set.of("hr"), Set.of(), Set.of()),
                () -> asked.narrow("pilot", Set.of("crm"), Set.of(), Set.of()),
                () -> asked.pause("pilot"),
                () -> asked.resume("pilot"),
                () -> asked.complete("pilot", ""),
                () -> asked.rollBack("pilot"),
                asked::phases,
                () -> asked.history("", 5),
                () -> asked.matrix(Set.of()),
                asked::totals,
                () -> asked.opening(company.zhao));
        for (Supplier<?> step : steps) {
            assertThrows(Forbidden.class, () -> kernel.<Object>as("li", step::get));
        }
        assertEquals(Opening.NOTHING, kernel.as("li", () -> asked.opening(company.li)));
    }
}
