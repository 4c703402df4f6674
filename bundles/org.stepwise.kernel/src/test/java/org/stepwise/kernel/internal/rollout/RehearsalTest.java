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
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.directory.PersonState;
import org.stepwise.kernel.api.rollout.Opening;
import org.stepwise.kernel.api.rollout.PhaseState;
import org.stepwise.kernel.api.rollout.Rehearsal;
import org.stepwise.testkit.Covers;

/** A rehearsal tells what activating would do. */
public class RehearsalTest {
    @Rule
    @ClassRule
    public static final PhaseKernel KERNEL = new PhaseKernel();

    @Test
    @Covers("ROL-4")
    public void rehearsalTellsEverythingAndChangesNothing() {
        KERNEL.root(() -> KERNEL.rollout.create(KERNEL.draft(
                "pilot", Set.of("crm", "hr/opportunities"), Set.of(KERNEL.company.sales), Set.of(KERNEL.company.sun))));
        KERNEL.tx.run(() -> {
            KERNEL.company.person("new", PersonState.INVITED, KERNEL.company.east);
            KERNEL.company.person("cold", PersonState.FROZEN, KERNEL.company.east);
        });
        Rehearsal rehearsal = KERNEL.root(() -> KERNEL.rollout.rehearse("pilot"));
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
        assertEquals(List.of(), KERNEL.modules.log);
        assertEquals(Opening.NOTHING, KERNEL.of(KERNEL.company.li));
        assertEquals(
                PhaseState.REHEARSED,
                KERNEL.root(() -> KERNEL.rollout.phase("pilot")).state());
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
        KERNEL.create("first", Set.of("crm"), Set.of(KERNEL.company.east));
        KERNEL.root(() -> KERNEL.rollout.activate("first"));
        KERNEL.create("second", Set.of("crm", "hr"), Set.of(KERNEL.company.sales));
        assertEquals(
                Map.of("crm", 1, "hr", 3),
                KERNEL.root(() -> KERNEL.rollout.rehearse("second")).gains());
    }

    @Test
    @Covers("ROL-4")
    public void whatBlocksIsToldAndPreventsActivation() {
        KERNEL.root(() -> KERNEL.rollout.create(KERNEL.draft("bad", Set.of("crn", "files"), Set.of(), Set.of())));
        Rehearsal rehearsal = KERNEL.root(() -> KERNEL.rollout.rehearse("bad"));
        assertFalse(rehearsal.possible());
        assertEquals("crm", gap(rehearsal, "rollout.gap.unknownModule").args().get("like"));
        gap(rehearsal, "rollout.gap.kernelModule");
        gap(rehearsal, "rollout.gap.emptyScope");
        Invalid error = (Invalid) KERNEL.refused(() -> KERNEL.rollout.activate("bad"));
        assertEquals(3, error.violations().size());
        assertEquals(
                PhaseState.PLANNED,
                KERNEL.root(() -> KERNEL.rollout.phase("bad")).state());
        assertEquals(List.of(), KERNEL.modules.log);
    }

    @Test
    @Covers("ROL-4")
    public void anUnknownFunctionAndPeopleWithoutARoleInTheModuleAreTold() {
        KERNEL.modules.install("crm");
        KERNEL.create("pilot", Set.of("crm/oportunities"), Set.of(KERNEL.company.east));
        Rehearsal rehearsal = KERNEL.root(() -> KERNEL.rollout.rehearse("pilot"));
        assertEquals(
                "opportunities",
                gap(rehearsal, "rollout.gap.unknownFunction").args().get("like"));
        assertEquals(2, gap(rehearsal, "rollout.gap.role").args().get("count"));
        KERNEL.tx.run(() -> {
            KERNEL.tx
                    .sql()
                    .update(
                            "insert into role_grant (role_id, type, action, scope)"
                                    + " select id, 'crm.customer', 'see', 'OWN' from directory_role where code = 'salesperson'");
            KERNEL.company.role("salesperson", KERNEL.company.li);
        });
        assertEquals(
                "WANG",
                gap(KERNEL.root(() -> KERNEL.rollout.rehearse("pilot")), "rollout.gap.role")
                        .args()
                        .get("people"));
        KERNEL.tx.run(() -> KERNEL.company.role("salesperson", KERNEL.company.east));
        assertTrue(KERNEL.root(() -> KERNEL.rollout.rehearse("pilot")).gaps().stream()
                .noneMatch(gap -> gap.key().equals("rollout.gap.role")));
    }
}
