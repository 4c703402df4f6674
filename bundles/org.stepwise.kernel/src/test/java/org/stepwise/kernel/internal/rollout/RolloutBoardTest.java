package org.stepwise.kernel.internal.rollout;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.directory.PersonState;
import org.stepwise.kernel.api.rollout.Cell;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.PhaseEvent;
import org.stepwise.kernel.api.rollout.Totals;
import org.stepwise.kernel.api.rollout.Usage;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.testkit.Covers;

/** What is told of phases afterwards: history, audit log, board. */
public class RolloutBoardTest {
    @Rule
    @ClassRule
    public static final PhaseKernel KERNEL = new PhaseKernel();

    @Test
    @Covers("ROL-9")
    public void everyStepIsInTheHistoryAndInTheAuditLogWithItsCaller() {
        KERNEL.create("pilot", Set.of("crm"), Set.of(KERNEL.company.east));
        KERNEL.root(() -> KERNEL.rollout.rehearse("pilot"));
        KERNEL.root(() -> KERNEL.rollout.activate("pilot"));
        KERNEL.root(() -> KERNEL.rollout.widen("pilot", Set.of(), Set.of(KERNEL.company.west), Set.of()));
        KERNEL.root(() -> KERNEL.rollout.narrow("pilot", Set.of(), Set.of(KERNEL.company.west), Set.of()));
        KERNEL.root(() -> KERNEL.rollout.pause("pilot"));
        KERNEL.root(() -> KERNEL.rollout.resume("pilot"));
        KERNEL.root(() -> KERNEL.rollout.rollBack("pilot"));
        List<String> expected =
                List.of("rolledBack", "resumed", "paused", "narrowed", "widened", "activated", "rehearsed", "planned");
        List<PhaseEvent> history = KERNEL.root(() -> KERNEL.rollout.history("pilot", 100));
        assertEquals(expected, history.stream().map(PhaseEvent::step).toList());
        PhaseEvent activated = history.get(5);
        assertEquals("ROOT", activated.byName());
        assertEquals(KERNEL.company.administrator, activated.by());
        assertEquals("华东", activated.details().get("scope"));
        assertEquals(2, activated.details().get("people"));
        for (String step : expected) {
            Audit.Entry entry = KERNEL.audited("rollout." + step).get(0);
            assertEquals("root", entry.account());
            assertEquals("pilot", entry.about());
        }
        assertEquals(3, KERNEL.root(() -> KERNEL.rollout.history("", 3)).size());
    }

    @Test
    @Covers({"ROL-9", "I18N-1"})
    public void theHistoryNamesModulesInTheReadersWords() {
        KERNEL.create("pilot", Set.of("crm/opportunities", "kernel"), Set.of(KERNEL.company.east));
        PhaseEvent planned =
                KERNEL.root(() -> KERNEL.rollout.history("pilot", 1)).get(0);
        String modules = String.valueOf(planned.details().get("modules"));
        assertTrue(modules, modules.contains("内核") && modules.contains("crm / opportunities"));
    }

    @Test
    @Covers({"ROL-9", "I18N-1"})
    public void theHistoryNamesUnitsInTheReadersLanguage() {
        KERNEL.create("pilot", Set.of("crm"), Set.of(KERNEL.company.east));
        KERNEL.root(() -> KERNEL.rollout.widen("pilot", Set.of(), Set.of(KERNEL.company.west), Set.of()));
        assertEquals("华西", widened().get("scope"));
        KERNEL.tx.run(() -> {
            KERNEL.tx.sql().update("update directory_person set locale = 'en' where account = 'root'");
            KERNEL.tx.sql().update("update kernel_stamp set value = value + 1 where name = 'directory'");
        });
        assertEquals("west", widened().get("scope"));
        assertFalse(widened().containsKey("members"));
        assertFalse(KERNEL.audited("rollout.widened").get(0).details().containsKey("members"));
    }

    private static Map<String, Object> widened() {
        return KERNEL.root(() -> KERNEL.rollout.history("pilot", 1)).get(0).details();
    }

    @Test
    @Covers("ROL-9")
    public void aPhaseThatOpensOnlyFunctionsIsShownAsAPartOfItsModule() {
        long sales = KERNEL.company.sales;
        KERNEL.create("part", Set.of("crm/opportunities"), Set.of(sales));
        KERNEL.create("soon", Set.of("crm/contracts"), Set.of(KERNEL.company.finance));
        KERNEL.root(() -> KERNEL.rollout.activate("part"));
        Cell part = crm(sales);
        assertEquals(Cell.State.PARTLY, part.state());
        assertEquals(part.people(), part.open());
        assertEquals(Set.of("opportunities"), part.functions());
        Cell finance = crm(KERNEL.company.finance);
        assertEquals(Cell.State.PLANNED, finance.state());
        assertEquals(Set.of("contracts"), finance.functions());
        KERNEL.root(() -> KERNEL.rollout.pause("part"));
        assertEquals(Cell.State.PAUSED, crm(sales).state());
        assertEquals(Set.of("opportunities"), crm(sales).functions());
        KERNEL.root(() -> KERNEL.rollout.resume("part"));
        KERNEL.create("whole", Set.of("crm"), Set.of(sales));
        KERNEL.root(() -> KERNEL.rollout.activate("whole"));
        assertEquals(Cell.State.OPEN, crm(sales).state());
        assertEquals(Set.of(), crm(sales).functions());
    }

    @Test
    @Covers("ROL-9")
    public void aUnitWhoseOwnPeopleHaveNothingIsNotOpenBecauseAUnitBelowIs() {
        long empty = KERNEL.tx.get(() -> KERNEL.company.unit("empty", "新设部", List.of(KERNEL.company.finance)));
        KERNEL.create("below", Set.of("crm"), Set.of(empty, KERNEL.company.east));
        KERNEL.root(() -> KERNEL.rollout.activate("below"));
        Cell above = crm(KERNEL.company.finance);
        assertEquals(0, above.open());
        assertEquals(Cell.State.PARTLY, above.state());
        assertEquals(Cell.State.OPEN, crm(empty).state());
    }

    @Test
    @Covers({"ROL-7", "ROL-9"})
    public void peopleWhoHaveNotSignedInYetAreCountedAndToldApart() {
        long imported = KERNEL.tx.get(() -> KERNEL.company.unit("new", "新部门", List.of(KERNEL.company.group)));
        KERNEL.tx.run(() -> {
            KERNEL.company.person("one", PersonState.INVITED, imported);
            KERNEL.company.person("two", PersonState.INVITED, imported);
            KERNEL.company.person("old", PersonState.LEFT, imported);
            KERNEL.company.person("ice", PersonState.FROZEN, imported);
        });
        Usage usage = KERNEL.kernel().get(Usage.class);
        Callers callers = KERNEL.kernel().get(Callers.class);
        usage.used(callers.person(KERNEL.company.li, Door.PAGE), Usage.SIGN_IN);
        KERNEL.create("pilot", Set.of("crm"), Set.of(imported));
        Phase phase = KERNEL.root(() -> KERNEL.rollout.activate("pilot"));
        assertEquals(2, phase.people());
        assertEquals(2, phase.invited());
        assertEquals(Cell.State.OPEN, crm(imported).state());
        assertEquals(2, crm(imported).open());
        assertEquals(2, crm(imported).invited());
        assertEquals(7, KERNEL.root(() -> KERNEL.rollout.totals()).people());
        assertEquals(
                "one opened a session",
                6,
                KERNEL.root(() -> KERNEL.rollout.totals()).invited());
    }

    private static Cell crm(long unit) {
        return KERNEL.root(() -> KERNEL.rollout.matrix(Set.of(unit))).stream()
                .filter(cell -> cell.module().equals("crm"))
                .findFirst()
                .orElseThrow();
    }

    private static Cell smallestGroupOfTwo(long unit) {
        Settings settings = KERNEL.kernel().get(Settings.class);
        KERNEL.root(() -> {
            settings.set("kernel.rolloutRules.smallestGroup", 0, "2");
            return true;
        });
        Cell cell = crm(unit);
        KERNEL.root(() -> {
            settings.reset("kernel.rolloutRules.smallestGroup", 0);
            return true;
        });
        return cell;
    }

    @Test
    @Covers("ROL-9")
    public void theBoardShowsStatePeopleOpenAndUseOfEachModuleInEachUnit() {
        KERNEL.create("pilot", Set.of("crm"), Set.of(KERNEL.company.east));
        KERNEL.create("later", Set.of("hr"), Set.of(KERNEL.company.finance));
        KERNEL.root(() -> KERNEL.rollout.activate("pilot"));
        Usage usage = KERNEL.kernel().get(Usage.class);
        Callers callers = KERNEL.kernel().get(Callers.class);
        for (int i = 0; i < 3; i++) usage.used(callers.person(KERNEL.company.li, Door.PAGE), "crm");
        usage.used(callers.system("test"), "crm");
        assertEquals(1, KERNEL.tx.sql().number("select count(*) from rollout_use"));
        Map<String, Cell> cells = new java.util.HashMap<>();
        KERNEL.root(() -> KERNEL.rollout.matrix(Set.of()))
                .forEach(cell -> cells.put(cell.module() + cell.unit(), cell));
        Cell crmSales = cells.get("crm" + KERNEL.company.sales);
        assertEquals(Cell.State.PARTLY, crmSales.state());
        assertEquals("pilot", crmSales.phase());
        assertEquals(3, crmSales.people());
        assertEquals(2, crmSales.open());
        assertTrue("two people", crmSales.few());
        assertEquals("nobody can tell what one of two did", 0, crmSales.active());
        assertEquals(1, smallestGroupOfTwo(KERNEL.company.sales).active());
        Cell hrFinance = cells.get("hr" + KERNEL.company.finance);
        assertEquals(Cell.State.PLANNED, hrFinance.state());
        assertEquals(Optional.of(LocalDate.of(2026, 9, 1)), hrFinance.planned());
        assertEquals(Cell.State.NONE, cells.get("crm" + KERNEL.company.finance).state());
        assertFalse("kernel modules are no rows", cells.containsKey("files" + KERNEL.company.sales));
        assertEquals("pilot", cells.get("crm" + KERNEL.company.sales).phase());
        Totals before = KERNEL.root(() -> KERNEL.rollout.totals());
        assertEquals(5, before.people());
        assertEquals(2, before.open());
        assertTrue("nor what one of two did in all", before.few());
        assertEquals(0, before.active());
        KERNEL.tx.run(() -> KERNEL.company.position(KERNEL.company.li, KERNEL.company.finance));
        assertEquals("who works in two units is one person", before, KERNEL.root(() -> KERNEL.rollout.totals()));
        Map<String, Totals> use = KERNEL.root(() -> KERNEL.rollout.use());
        assertEquals(before, use.get("crm"));
        assertEquals(0, use.get("hr").open());
        Cell alsoThere = KERNEL.root(() -> KERNEL.rollout.matrix(Set.of(KERNEL.company.finance)))
                .get(0);
        assertEquals("one of finance works in east too", "pilot", alsoThere.phase());
        assertEquals(Cell.State.PARTLY, alsoThere.state());
        List<Cell> east = KERNEL.root(() -> KERNEL.rollout.matrix(Set.of(KERNEL.company.east)));
        assertEquals(
                Cell.State.OPEN,
                east.stream()
                        .filter(cell -> cell.module().equals("crm"))
                        .findFirst()
                        .get()
                        .state());
        KERNEL.root(() -> KERNEL.rollout.pause("pilot"));
        assertEquals(
                Cell.State.PAUSED,
                KERNEL.root(() -> KERNEL.rollout.matrix(Set.of(KERNEL.company.east)))
                        .get(0)
                        .state());
    }
}
