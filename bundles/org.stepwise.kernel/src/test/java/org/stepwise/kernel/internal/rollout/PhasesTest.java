package org.stepwise.kernel.internal.rollout;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.rollout.Opening;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.PhaseDraft;
import org.stepwise.kernel.api.rollout.PhaseState;
import org.stepwise.kernel.api.rollout.Rollout;
import org.stepwise.testkit.Covers;

/** Phases are kept, changed, completed, and by whom. */
public class PhasesTest {
    @Rule
    @ClassRule
    public static final PhaseKernel KERNEL = new PhaseKernel();

    @Test
    @Covers("ROL-1")
    public void aPhaseIsKeptWithEverythingThatWasSaidOfIt() {
        Phase phase = KERNEL.create("pilot", Set.of("crm", "hr/opportunities"), Set.of(KERNEL.company.sales));
        assertEquals(PhaseState.PLANNED, phase.state());
        assertEquals(Set.of("crm", "hr/opportunities"), phase.modules());
        assertEquals(Set.of(KERNEL.company.sales), phase.units());
        assertEquals(Optional.of(LocalDate.of(2026, 9, 1)), phase.from());
        assertEquals(
                List.of("Train the key users", "Import customers"),
                phase.tasks().stream().map(Phase.Task::title).toList());
        assertEquals("80 % are active", phase.criteria().get(0).text());
        assertEquals("east and west together", 3, phase.people());
        KERNEL.create("second", Set.of("hr"), Set.of(KERNEL.company.finance));
        assertEquals(
                List.of("pilot", "second"),
                KERNEL.root(KERNEL.rollout::phases).stream().map(Phase::code).toList());
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
        Invalid error = (Invalid) KERNEL.refused(() -> KERNEL.rollout.create(wrong));
        assertEquals(
                Set.of("code", "name", "to", "modules", "units", "persons", "responsible", "tasks[0]", "criteria[0]"),
                error.violations().stream().map(Violation::field).collect(java.util.stream.Collectors.toSet()));
        assertEquals(List.of(), KERNEL.root(KERNEL.rollout::phases));
    }

    @Test
    @Covers("ROL-1")
    public void aCodeIsTakenOnceAndAnUnknownOneIsToldWithWhatIsLikeIt() {
        KERNEL.create("pilot", Set.of("crm"), Set.of(KERNEL.company.east));
        assertEquals(
                "rollout.problem.codeTaken",
                KERNEL.refused(() -> KERNEL.rollout.create(
                                KERNEL.draft("pilot", Set.of("hr"), Set.of(KERNEL.company.west), Set.of())))
                        .key());
        NotFound error = (NotFound) KERNEL.refused(() -> KERNEL.rollout.activate("piolt"));
        assertTrue(error.args().get("like").toString().startsWith("Pilot"));
    }

    @Test
    @Covers("ROL-1")
    public void changingKeepsWhatIsDoneAndMet() {
        Phase phase = KERNEL.create("pilot", Set.of("crm"), Set.of(KERNEL.company.east));
        KERNEL.root(() -> {
            KERNEL.rollout.taskDone("pilot", phase.tasks().get(1).id(), true);
            KERNEL.rollout.criterionMet("pilot", phase.criteria().get(0).id(), true);
            return true;
        });
        PhaseDraft more = new PhaseDraft(
                "pilot",
                "Pilot East",
                "",
                Optional.empty(),
                Optional.empty(),
                Set.of("crm", "hr"),
                Set.of(KERNEL.company.west),
                Set.of(KERNEL.company.sun),
                Set.of(KERNEL.company.li),
                List.of("Import customers", "Celebrate"),
                List.of("80 % are active", "No open feedback"));
        Phase changed = KERNEL.root(() -> KERNEL.rollout.change("pilot", more));
        assertEquals("Pilot East", changed.name());
        assertEquals(Set.of("crm", "hr"), changed.modules());
        assertEquals(Set.of(KERNEL.company.li), changed.responsible());
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
        KERNEL.create("pilot", Set.of("crm"), Set.of(KERNEL.company.east));
        KERNEL.root(() -> KERNEL.rollout.activate("pilot"));
        assertEquals(
                "rollout.problem.state.ACTIVE",
                KERNEL.refused(() -> KERNEL.rollout.change(
                                "pilot", KERNEL.draft("pilot", Set.of("hr"), Set.of(KERNEL.company.east), Set.of())))
                        .key());
        PhaseDraft described = new PhaseDraft(
                "pilot",
                "New name",
                "",
                Optional.empty(),
                Optional.empty(),
                Set.of("crm"),
                Set.of(KERNEL.company.east),
                Set.of(),
                Set.of(),
                List.of(),
                List.of());
        assertEquals(
                "New name",
                KERNEL.root(() -> KERNEL.rollout.change("pilot", described)).name());
    }

    @Test
    @Covers("ROL-1")
    public void aPhaseIsCompletedWhenItsCriteriaAreMetOrAReasonIsGivenAndStaysOpen() {
        KERNEL.create("pilot", Set.of("crm"), Set.of(KERNEL.company.east));
        KERNEL.root(() -> KERNEL.rollout.activate("pilot"));
        assertEquals(
                "rollout.problem.criteria",
                KERNEL.refused(() -> KERNEL.rollout.complete("pilot", "")).key());
        assertEquals(
                PhaseState.COMPLETED,
                KERNEL.root(() -> KERNEL.rollout.complete("pilot", "learned enough"))
                        .state());
        assertTrue(KERNEL.open(KERNEL.company.li, "crm"));
    }

    @Test
    @Covers("ROL-1")
    public void aStepThatTheStateDoesNotAllowIsAConflict() {
        KERNEL.create("pilot", Set.of("crm"), Set.of(KERNEL.company.east));
        List<Supplier<Phase>> closedSteps = List.of(
                () -> KERNEL.rollout.pause("pilot"),
                () -> KERNEL.rollout.resume("pilot"),
                () -> KERNEL.rollout.complete("pilot", "why"),
                () -> KERNEL.rollout.rollBack("pilot"));
        for (Supplier<Phase> step : closedSteps)
            assertEquals("rollout.problem.state.PLANNED", KERNEL.refused(step).key());
        KERNEL.root(() -> KERNEL.rollout.activate("pilot"));
        assertEquals(
                "rollout.problem.state.ACTIVE",
                KERNEL.refused(() -> KERNEL.rollout.activate("pilot")).key());
    }

    @Test
    @Covers("ROL-1")
    public void phasesAreSteppedByWhoMayAdministerThemOnly() {
        KERNEL.create("pilot", Set.of("crm"), Set.of(KERNEL.company.east));
        Rollout asked = KERNEL.rollout;
        List<Supplier<?>> steps = List.of(
                () -> asked.create(KERNEL.draft("mine", Set.of("crm"), Set.of(KERNEL.company.east), Set.of())),
                () -> asked.change("pilot", KERNEL.draft("pilot", Set.of("hr"), Set.of(), Set.of())),
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
                () -> asked.opening(KERNEL.company.zhao));
        for (Supplier<?> step : steps) {
            assertThrows(Forbidden.class, () -> KERNEL.kernel().<Object>as("li", step::get));
        }
        assertEquals(Opening.NOTHING, KERNEL.kernel().as("li", () -> asked.opening(KERNEL.company.li)));
    }
}
