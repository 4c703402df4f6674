package org.stepwise.kernel.internal.rollout;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.module.Nodes.Trouble;
import org.stepwise.kernel.api.rollout.Opening;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.PhaseState;
import org.stepwise.testkit.Covers;

/** What activating opens and installs, and what becomes of it when something fails meanwhile. */
public class ActivationTest {
    @Rule
    @ClassRule
    public static final PhaseKernel KERNEL = new PhaseKernel();

    @Test
    @Covers("ROL-2")
    public void activatingInstallsTheModuleAndOpensItToThePeopleInScopeOnly() {
        KERNEL.create("pilot", Set.of("crm"), Set.of(KERNEL.company.east));
        assertFalse(KERNEL.open(KERNEL.company.li, "crm"));
        Phase active = KERNEL.root(() -> KERNEL.rollout.activate("pilot"));
        assertEquals(PhaseState.ACTIVE, active.state());
        assertTrue(KERNEL.modules.installed("crm"));
        assertTrue("from the next request", KERNEL.open(KERNEL.company.li, "crm"));
        assertTrue(KERNEL.open(KERNEL.company.li, "crm/opportunities"));
        assertFalse(KERNEL.open(KERNEL.company.zhao, "crm"));
        assertFalse("administrators are not exempt", KERNEL.open(KERNEL.company.administrator, "crm"));
        assertTrue("the kernel is always open", KERNEL.open(KERNEL.company.zhao, "directory"));
    }

    @Test
    @Covers("ROL-2")
    public void aUnitBringsEverybodyBelowItAndAPersonOnlyItself() {
        KERNEL.root(() -> KERNEL.rollout.create(
                KERNEL.draft("pilot", Set.of("crm"), Set.of(KERNEL.company.sales), Set.of(KERNEL.company.sun))));
        KERNEL.root(() -> KERNEL.rollout.activate("pilot"));
        assertTrue(KERNEL.open(KERNEL.company.li, "crm"));
        assertTrue(KERNEL.open(KERNEL.company.zhao, "crm"));
        assertTrue(KERNEL.open(KERNEL.company.sun, "crm"));
        assertFalse(KERNEL.open(KERNEL.company.administrator, "crm"));
    }

    @Test
    @Covers("ROL-2")
    public void openingOfOverlappingPhasesIsTheirUnion() {
        KERNEL.create("first", Set.of("crm/opportunities"), Set.of(KERNEL.company.east));
        KERNEL.create("second", Set.of("crm/", "hr"), Set.of(KERNEL.company.sales));
        KERNEL.root(() -> KERNEL.rollout.activate("first"));
        KERNEL.root(() -> KERNEL.rollout.activate("second"));
        assertEquals(
                new Opening(Map.of("crm", Set.of("", "opportunities"), "hr", Set.of("*"))),
                KERNEL.of(KERNEL.company.li));
        assertEquals(new Opening(Map.of("crm", Set.of(""), "hr", Set.of("*"))), KERNEL.of(KERNEL.company.zhao));
        assertFalse(KERNEL.open(KERNEL.company.zhao, "crm/opportunities"));
        KERNEL.root(() -> KERNEL.rollout.rollBack("second"));
        assertEquals(
                "what another phase opens stays open",
                new Opening(Map.of("crm", Set.of("", "opportunities"))),
                KERNEL.of(KERNEL.company.li));
        assertEquals(Opening.NOTHING, KERNEL.of(KERNEL.company.zhao));
        assertEquals(List.of("+crm", "+hr", "-hr"), KERNEL.modules.log);
    }

    @Test
    @Covers("ROL-2")
    public void aModuleThatFailsTakesBackTheOthersAndLeavesThePhasePlanned() {
        KERNEL.create("pilot", Set.of("crm", "hr", "mail"), Set.of(KERNEL.company.east));
        KERNEL.modules.broken = "mail";
        Problem error = KERNEL.refused(() -> KERNEL.rollout.activate("pilot"));
        assertEquals("kernel.problem.moduleFailed", error.key());
        assertEquals(
                PhaseState.PLANNED,
                KERNEL.root(() -> KERNEL.rollout.phase("pilot")).state());
        assertFalse(KERNEL.modules.installed("crm"));
        assertFalse(KERNEL.modules.installed("hr"));
        assertEquals(Opening.NOTHING, KERNEL.of(KERNEL.company.li));
        assertEquals(1, KERNEL.audited("rollout.failed").size());
    }

    @Test
    @Covers("ROL-2")
    public void aFailureTakesBackOnlyWhatThisActivationBrought() {
        KERNEL.create("first", Set.of("crm"), Set.of(KERNEL.company.east));
        KERNEL.root(() -> KERNEL.rollout.activate("first"));
        KERNEL.create("second", Set.of("crm", "hr", "mail"), Set.of(KERNEL.company.west));
        KERNEL.modules.broken = "mail";
        KERNEL.refused(() -> KERNEL.rollout.activate("second"));
        assertTrue(KERNEL.modules.installed("crm"));
        assertFalse(KERNEL.modules.installed("hr"));
        assertTrue(KERNEL.open(KERNEL.company.li, "crm"));
    }

    @Test
    @Covers("ROL-2")
    public void ofTwoWhoActivateAtOnceOneWinsAndTheOtherIsTold() throws Exception {
        KERNEL.create("pilot", Set.of("crm"), Set.of(KERNEL.company.east));
        CountDownLatch both = new CountDownLatch(2);
        ExecutorService people = Executors.newFixedThreadPool(2);
        Callable<String> activating = () -> {
            both.countDown();
            both.await(30, TimeUnit.SECONDS);
            try {
                return KERNEL.root(() -> KERNEL.rollout.activate("pilot"))
                        .state()
                        .name();
            } catch (Conflict e) {
                return e.key();
            }
        };
        List<Future<String>> results = people.invokeAll(List.of(activating, activating));
        Set<String> said = Set.of(results.get(0).get(), results.get(1).get());
        people.shutdown();
        assertEquals(Set.of("ACTIVE", "rollout.problem.state.ACTIVE"), said);
        assertEquals(List.of("+crm"), KERNEL.modules.log);
    }

    @Test
    @Covers("ROL-2")
    public void aStepOnAnotherNodeMeanwhileWinsAndNothingIsLeftHalf() {
        KERNEL.create("pilot", Set.of("crm"), Set.of(KERNEL.company.east));
        PhasedRollout other = KERNEL.another();
        KERNEL.modules.whileInstalling = () -> {
            KERNEL.modules.whileInstalling = () -> {};
            KERNEL.root(() -> other.widen("pilot", Set.of("hr"), Set.of(), Set.of()));
        };
        assertEquals(
                "rollout.problem.concurrent",
                KERNEL.refused(() -> KERNEL.rollout.activate("pilot")).key());
        assertEquals(
                PhaseState.PLANNED,
                KERNEL.root(() -> KERNEL.rollout.phase("pilot")).state());
        assertFalse("what came for it is taken back", KERNEL.modules.installed("crm"));
    }

    @Test
    @Covers("ROL-2")
    public void aCrashBetweenInstallingAndOpeningLeavesThePhasePlannedAndIsMended() {
        KERNEL.create("pilot", Set.of("crm"), Set.of(KERNEL.company.east));
        KERNEL.modules.install("crm");
        assertEquals(
                PhaseState.PLANNED,
                KERNEL.root(() -> KERNEL.rollout.phase("pilot")).state());
        assertEquals(Opening.NOTHING, KERNEL.of(KERNEL.company.li));
        assertEquals(
                PhaseState.ACTIVE,
                KERNEL.root(() -> KERNEL.rollout.activate("pilot")).state());
    }

    @Test
    @Covers({"ROL-2", "ROL-13"})
    public void atItsStartANodeInstallsWhatOpenPhasesNeed() {
        KERNEL.create("pilot", Set.of("crm"), Set.of(KERNEL.company.east));
        KERNEL.create("later", Set.of("hr"), Set.of(KERNEL.company.east));
        KERNEL.root(() -> KERNEL.rollout.activate("pilot"));
        KERNEL.modules = new FakeModules(KERNEL.kernel().get(Openings.class));
        KERNEL.rollout = KERNEL.another();
        KERNEL.rollout.converge();
        assertTrue(KERNEL.modules.installed("crm"));
        assertFalse(KERNEL.modules.installed("hr"));
    }

    @Test
    @Covers({"ROL-2", "ROL-13"})
    public void oneModuleThatCannotComeDoesNotKeepTheOthersAway() {
        KERNEL.create("pilot", Set.of("crm", "hr"), Set.of(KERNEL.company.east));
        KERNEL.root(() -> KERNEL.rollout.activate("pilot"));
        KERNEL.modules = new FakeModules(KERNEL.kernel().get(Openings.class));
        KERNEL.modules.broken = "crm";
        KERNEL.rollout = KERNEL.another();
        List<Trouble> lacking = KERNEL.rollout.converge();
        assertEquals(List.of("crm"), lacking.stream().map(Trouble::module).toList());
        assertTrue(KERNEL.modules.installed("hr"));
    }

    @Test
    @Covers("ROL-13")
    public void modulesComeAndGoInAnyOrder() {
        List<String> all = List.of("crm", "hr", "mail");
        for (String one : all) KERNEL.create(one, Set.of(one), Set.of(KERNEL.company.group));
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
            order.forEach(code -> KERNEL.root(() -> KERNEL.rollout.activate(code)));
            order.forEach(code -> assertTrue(KERNEL.open(KERNEL.company.li, code)));
            for (String code : order) {
                KERNEL.root(() -> KERNEL.rollout.rollBack(code));
                assertFalse(KERNEL.open(KERNEL.company.li, code));
                assertFalse(KERNEL.modules.installed(code));
            }
        }
        assertEquals(6, orders.size());
    }
}
