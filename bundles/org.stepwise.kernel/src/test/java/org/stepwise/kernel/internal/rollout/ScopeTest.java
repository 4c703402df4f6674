package org.stepwise.kernel.internal.rollout;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.PhaseState;
import org.stepwise.testkit.Covers;

/** Open phases are widened, narrowed, paused and rolled back. */
public class ScopeTest {
    @Rule
    @ClassRule
    public static final PhaseKernel KERNEL = new PhaseKernel();

    @Test
    @Covers({"ROL-2", "ACC-3"})
    public void whomAShareDoesNotReachYetIsCounted() {
        Access access = KERNEL.kernel().get(Access.class);
        long li = KERNEL.company.li;
        long zhao = KERNEL.company.zhao;
        assertEquals(Map.of(li, new Access.Closed(1, 1)), access.closed("crm.visit", List.of(li)));
        KERNEL.create("pilot", Set.of("crm"), Set.of(KERNEL.company.east));
        KERNEL.root(() -> KERNEL.rollout.activate("pilot"));
        assertEquals(
                Map.of(zhao, new Access.Closed(1, 1), 1L, new Access.Closed(5, 3)),
                access.closed("crm.visit", List.of(li, zhao, 1L)));
        assertEquals(Map.of(), access.closed("directory.person", List.of(zhao)));
    }

    @Test
    @Covers("ROL-5")
    public void wideningAddsUnitsAndModulesAndNarrowingTakesThemAway() {
        KERNEL.create("pilot", Set.of("crm"), Set.of(KERNEL.company.east));
        KERNEL.root(() -> KERNEL.rollout.activate("pilot"));
        Phase wide = KERNEL.root(() ->
                KERNEL.rollout.widen("pilot", Set.of("hr"), Set.of(KERNEL.company.west), Set.of(KERNEL.company.sun)));
        assertEquals(4, wide.people());
        assertTrue(KERNEL.open(KERNEL.company.zhao, "hr"));
        assertTrue(KERNEL.open(KERNEL.company.sun, "crm"));
        KERNEL.root(() -> KERNEL.rollout.narrow("pilot", Set.of("hr"), Set.of(KERNEL.company.west), Set.of()));
        assertFalse(KERNEL.open(KERNEL.company.zhao, "crm"));
        assertFalse(KERNEL.open(KERNEL.company.li, "hr"));
        assertTrue(KERNEL.open(KERNEL.company.li, "crm"));
        assertTrue(KERNEL.open(KERNEL.company.sun, "crm"));
        assertEquals(List.of("+crm", "+hr", "-hr"), KERNEL.modules.log);
    }

    @Test
    @Covers("ROL-5")
    public void wideningThatFailsChangesNothing() {
        KERNEL.create("pilot", Set.of("crm"), Set.of(KERNEL.company.east));
        KERNEL.root(() -> KERNEL.rollout.activate("pilot"));
        KERNEL.modules.broken = "mail";
        KERNEL.refused(
                () -> KERNEL.rollout.widen("pilot", Set.of("hr", "mail"), Set.of(KERNEL.company.west), Set.of()));
        assertFalse(KERNEL.open(KERNEL.company.zhao, "crm"));
        assertFalse(KERNEL.modules.installed("hr"));
        assertEquals(
                Set.of("crm"), KERNEL.root(() -> KERNEL.rollout.phase("pilot")).modules());
        assertEquals(
                "rollout.problem.nothing",
                KERNEL.refused(() ->
                                KERNEL.rollout.widen("pilot", Set.of("crm"), Set.of(KERNEL.company.east), Set.of()))
                        .key());
    }

    @Test
    @Covers("ROL-5")
    public void aPhaseIsNotNarrowedToNothing() {
        KERNEL.create("pilot", Set.of("crm"), Set.of(KERNEL.company.east));
        KERNEL.root(() -> KERNEL.rollout.activate("pilot"));
        assertEquals(
                "rollout.problem.wouldBeEmpty",
                KERNEL.refused(() -> KERNEL.rollout.narrow("pilot", Set.of(), Set.of(KERNEL.company.east), Set.of()))
                        .key());
    }

    @Test
    @Covers("ROL-5")
    public void rollingBackClosesUninstallsAndComesBackWhole() {
        KERNEL.create("pilot", Set.of("crm"), Set.of(KERNEL.company.east));
        KERNEL.root(() -> KERNEL.rollout.activate("pilot"));
        assertEquals(
                PhaseState.ROLLED_BACK,
                KERNEL.root(() -> KERNEL.rollout.rollBack("pilot")).state());
        assertFalse(KERNEL.open(KERNEL.company.li, "crm"));
        assertFalse(KERNEL.modules.installed("crm"));
        assertEquals(
                PhaseState.ACTIVE,
                KERNEL.root(() -> KERNEL.rollout.activate("pilot")).state());
        assertTrue(KERNEL.open(KERNEL.company.li, "crm"));
        assertEquals(List.of("+crm", "-crm", "+crm"), KERNEL.modules.log);
    }

    @Test
    @Covers("ROL-5")
    public void pausingClosesButKeepsTheModuleInstalled() {
        KERNEL.create("pilot", Set.of("crm"), Set.of(KERNEL.company.east));
        KERNEL.create("other", Set.of("crm"), Set.of(KERNEL.company.west));
        KERNEL.root(() -> KERNEL.rollout.activate("pilot"));
        KERNEL.root(() -> KERNEL.rollout.activate("other"));
        KERNEL.root(() -> KERNEL.rollout.pause("pilot"));
        assertFalse(KERNEL.open(KERNEL.company.li, "crm"));
        KERNEL.root(() -> KERNEL.rollout.rollBack("other"));
        assertTrue("the paused phase still has it", KERNEL.modules.installed("crm"));
        KERNEL.root(() -> KERNEL.rollout.resume("pilot"));
        assertTrue(KERNEL.open(KERNEL.company.li, "crm"));
    }
}
