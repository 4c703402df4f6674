package org.stepwise.kernel.internal.rollout;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Violation;
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
        assertEquals(Map.of("crm", 5, "hr/opportunities", 5), rehearsal.gains());
        assertTrue(rehearsal.memoryBytes() > 2000);
        Map<String, Object> head = gap(rehearsal, "rollout.gap.head").args();
        assertEquals("west and finance are not headed; finance is not in scope", "华西", head.get("units"));
        assertEquals(
                "nobody opened a session",
                5L,
                gap(rehearsal, "rollout.gap.invited").args().get("count"));
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
        Rehearsal active = KERNEL.root(() -> KERNEL.rollout.rehearse("first"));
        assertEquals(Map.of("crm", 0), active.gains());
        assertEquals("who has it by this phase is told apart", Map.of("crm", 2), active.had());
    }

    @Test
    @Covers("ROL-4")
    public void peopleWithoutARoleAreToldBeforeTheModuleIsThereTheInvitedToo() {
        KERNEL.tx.run(() -> {
            KERNEL.company.person("new", PersonState.INVITED, KERNEL.company.east);
            KERNEL.company.role("staff", KERNEL.company.wang);
            KERNEL.company.role("salesperson", KERNEL.company.li);
        });
        KERNEL.create("pilot", Set.of("crm"), Set.of(KERNEL.company.east));
        assertEquals("NEW, WANG", rehearsed("rollout.gap.noRole").get("people"));
        KERNEL.tx.run(() -> KERNEL.tx.sql().update("insert into role_pack (module) values ('crm')"));
        assertEquals(3, rehearsed("rollout.gap.role").get("count"));
        KERNEL.tx.run(() -> {
            KERNEL.tx.sql().update("delete from role_pack where module = 'crm'");
            KERNEL.company.role("salesperson", KERNEL.company.east);
        });
        assertTrue(KERNEL.root(() -> KERNEL.rollout.rehearse("pilot")).gaps().stream()
                .noneMatch(gap -> gap.key().contains("ole")));
    }

    private static Map<String, Object> rehearsed(String gap) {
        return gap(KERNEL.root(() -> KERNEL.rollout.rehearse("pilot")), gap).args();
    }

    @Test
    @Covers("ROL-1")
    public void aModuleOrFunctionThatDoesNotExistIsRefusedWithWhatIsLikeIt() {
        Set<Long> east = Set.of(KERNEL.company.east);
        assertEquals("crm", refused(() -> KERNEL.rollout.create(KERNEL.draft("pilot", Set.of("crn"), east, Set.of()))));
        KERNEL.create("pilot", Set.of("crm"), east);
        assertEquals("hr", refused(() -> KERNEL.rollout.widen("pilot", Set.of("hrr"), Set.of(), Set.of())));
        assertEquals(
                "mail",
                refused(() -> KERNEL.rollout.change("pilot", KERNEL.draft("pilot", Set.of("mial"), east, Set.of()))));
        KERNEL.modules.install("crm");
        assertEquals(
                "contracts",
                refused(() -> KERNEL.rollout.create(KERNEL.draft("later", Set.of("crm/contrats"), east, Set.of()))));
        KERNEL.tx.run(() -> KERNEL.tx.sql().update("update rollout_phase_module set address = 'gone'"));
        KERNEL.root(() -> KERNEL.rollout.change("pilot", KERNEL.draft("pilot", Set.of("gone"), east, Set.of())));
        assertEquals(1, KERNEL.root(KERNEL.rollout::phases).size());
    }

    private static Object refused(Supplier<?> step) {
        Violation wrong = ((Invalid) KERNEL.refused(step)).violations().get(0);
        assertEquals("modules", wrong.field());
        return wrong.args().get("like");
    }

    @Test
    @Covers("ROL-4")
    public void whatBlocksIsToldAndPreventsActivation() {
        KERNEL.root(() -> KERNEL.rollout.create(KERNEL.draft("bad", Set.of("hr", "files"), Set.of(), Set.of())));
        KERNEL.tx.run(
                () -> KERNEL.tx.sql().update("update rollout_phase_module set address = 'crn' where address = 'hr'"));
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
        KERNEL.create("pilot", Set.of("crm/opportunities"), Set.of(KERNEL.company.east));
        KERNEL.tx.run(() -> KERNEL.tx.sql().update("update rollout_phase_module set address = 'crm/oportunities'"));
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
        KERNEL.tx.run(
                () -> KERNEL.company.role("salesperson", KERNEL.company.group("easterners", KERNEL.company.east)));
        assertTrue(KERNEL.root(() -> KERNEL.rollout.rehearse("pilot")).gaps().stream()
                .noneMatch(gap -> gap.key().equals("rollout.gap.role")));
    }
}
