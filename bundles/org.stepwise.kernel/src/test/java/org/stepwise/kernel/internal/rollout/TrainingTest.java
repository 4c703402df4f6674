package org.stepwise.kernel.internal.rollout;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.rollout.Adoption;
import org.stepwise.kernel.api.rollout.Condition;
import org.stepwise.kernel.api.rollout.Gate;
import org.stepwise.kernel.api.rollout.PhaseDraft;
import org.stepwise.kernel.api.rollout.Trainings;
import org.stepwise.testkit.Covers;

/** Trainings counted by phase, unit and criterion. */
@Covers("ROL-15")
public class TrainingTest {
    @Rule
    @ClassRule
    public static final PhaseKernel KERNEL = new PhaseKernel();

    private Trainings trainings;

    @Before
    public void pilot() {
        trainings = KERNEL.kernel().get(Trainings.class);
        PhaseDraft draft = KERNEL.draft("pilot", Set.of("crm", "mail"), Set.of(KERNEL.company.sales), Set.of());
        KERNEL.root(() -> KERNEL.rollout.create(new PhaseDraft(
                draft.code(),
                draft.name(),
                draft.goal(),
                draft.from(),
                draft.to(),
                draft.modules(),
                draft.units(),
                draft.persons(),
                Set.of(KERNEL.company.sun),
                List.of(),
                List.of("trained >= 60 %"))));
    }

    private static void trained(long person, String module) {
        KERNEL.tx.run(() -> KERNEL.tx
                .sql()
                .update(
                        "insert into directory_training (id, version, number, title, owner_id, unit_id, segment_id,"
                                + " security_level, deleted, name_key, pinyin_key, created_at, created_by, updated_at,"
                                + " updated_by, person_id, module, held_on, kind, trainer, remark)"
                                + " values (?, 1, '', '', ?, 0, 0, 0, false, '', '', ?, 0, ?, 0, ?, ?, ?, 'course', '', '')",
                        KERNEL.tx.sql().nextId("directory_training_seq"),
                        person,
                        KERNEL.kernel().clock().instant(),
                        KERNEL.kernel().clock().instant(),
                        person,
                        module,
                        LocalDate.of(2026, 1, 15)));
    }

    private static Gate gate() {
        return KERNEL.root(() -> KERNEL.kernel().get(Adoption.class).gates("pilot"))
                .get(0);
    }

    @Test
    public void theCriterionAsksForATrainingOnEveryModule() {
        assertEquals("0%", gate().figure());
        assertFalse(gate().met());
        trained(KERNEL.company.li, "crm");
        trained(KERNEL.company.wang, "crm");
        trained(KERNEL.company.sun, "crm");
        assertEquals("on one module only", "0%", gate().figure());
        trained(KERNEL.company.li, "mail");
        assertEquals("33%", gate().figure());
        trained(KERNEL.company.wang, "mail");
        trained(KERNEL.company.wang, "mail");
        assertEquals("66%", gate().figure());
        assertTrue(gate().met());
    }

    @Test
    public void peopleInScopeAreCountedByModuleAndUnitForThoseWhoSeeThePhase() {
        trained(KERNEL.company.li, "crm");
        trained(KERNEL.company.sun, "crm");
        List<Trainings.Progress> progress = KERNEL.kernel().as("sun", () -> trainings.progress("pilot"));
        assertEquals(
                List.of("crm 1/3", "mail 0/3"),
                progress.stream()
                        .map(one -> one.module() + " " + one.trained() + "/" + one.people())
                        .toList());
        assertEquals(
                List.of("销售部 1/3", "华东 1/2", "华西 0/1"),
                progress.get(0).units().stream()
                        .map(line -> line.name() + " " + line.trained() + "/" + line.people())
                        .toList());
        List<Trainings.Waiting> waiting = KERNEL.kernel().as("sun", () -> trainings.waiting("pilot"));
        assertEquals(
                List.of("LI 1", "WANG 2", "ZHAO 2"),
                waiting.stream()
                        .map(one -> one.name() + " " + one.modules().size())
                        .toList());
        assertThrows(Forbidden.class, () -> KERNEL.kernel().as("li", () -> trainings.progress("pilot")));
        assertThrows(Forbidden.class, () -> KERNEL.kernel().as("li", () -> trainings.waiting("pilot")));
        assertEquals(1, KERNEL.kernel().as("li", trainings::mine).size());
        assertEquals(0, KERNEL.kernel().as("wang", trainings::mine).size());
    }

    @Test
    public void aShareThatCannotBeReadIsRefused() {
        assertEquals(new Condition(Condition.Kind.TRAINED, 80, 0), Condition.of("trained>=80%"));
        assertTrue(Condition.malformed("trained>=eighty%"));
        assertTrue(Condition.malformed("trained>=120%"));
        PhaseDraft wrong = KERNEL.draft("second", Set.of("crm"), Set.of(KERNEL.company.sales), Set.of());
        assertThrows(
                Invalid.class,
                () -> KERNEL.root(() -> KERNEL.rollout.create(new PhaseDraft(
                        "second",
                        wrong.name(),
                        wrong.goal(),
                        wrong.from(),
                        wrong.to(),
                        wrong.modules(),
                        wrong.units(),
                        wrong.persons(),
                        Set.of(),
                        List.of(),
                        List.of("trained>=120%")))));
    }
}
