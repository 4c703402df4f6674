package org.stepwise.kernel.internal.rollout;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.rollout.Acceptance;
import org.stepwise.kernel.api.rollout.Adoption;
import org.stepwise.kernel.api.rollout.Condition;
import org.stepwise.kernel.api.rollout.Gate;
import org.stepwise.kernel.api.rollout.Goals;
import org.stepwise.kernel.api.rollout.StaffCalls;
import org.stepwise.kernel.api.rollout.StaffCalls.Call;
import org.stepwise.kernel.api.rollout.Teams;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.testkit.Covers;

/** What a phase is for, and what it asks of people. */
@Covers("ROL-18")
public class GoalsAndCallsTest {
    @Rule
    @ClassRule
    public static final PhaseKernel KERNEL = new PhaseKernel();

    private static final Goals.Wanted FASTER = new Goals.Wanted("Faster offers", "days to the offer", "5", "2");
    private static final Goals.Wanted FEWER = new Goals.Wanted("Fewer lists", "sheets kept", "40", "0");

    private Goals goals;
    private StaffCalls calls;

    @Before
    public void pilot() {
        goals = KERNEL.kernel().get(Goals.class);
        calls = KERNEL.kernel().get(StaffCalls.class);
        KERNEL.create("pilot", Set.of("crm"), Set.of(KERNEL.company.sales));
        Teams.Seat manager = new Teams.Seat(Teams.Duty.MANAGER, KERNEL.company.sun, 0);
        KERNEL.root(() -> KERNEL.kernel().get(Teams.class).change(Teams.ALL, Set.of(manager)));
    }

    @After
    public void rulesAsShipped() {
        Settings settings = KERNEL.kernel().get(Settings.class);
        KERNEL.kernel().system(() -> settings.reset("kernel.callRules.people", 0));
    }

    private static <T> T as(String account, Supplier<T> work) {
        return KERNEL.kernel().as(account, work);
    }

    private static Optional<Gate> gate(Condition.Kind kind) {
        return KERNEL.root(() -> KERNEL.kernel().get(Adoption.class).gates("pilot")).stream()
                .filter(gate -> gate.condition().kind() == kind)
                .findFirst();
    }

    private static Optional<StaffCalls.Letter> letter(byte[] content) {
        return Optional.of(new StaffCalls.Letter("a/b.txt", new ByteArrayInputStream(content)));
    }

    @Test
    public void goalsAreEvaluatedAtTheEndAndStandInTheReport() {
        assertEquals(Optional.empty(), gate(Condition.Kind.GOALS));
        List<Goals.Goal> made = as("sun", () -> goals.change("pilot", List.of(FASTER, FEWER)));
        assertEquals(
                List.of(FASTER, FEWER), made.stream().map(Goals.Goal::wanted).toList());
        assertEquals(2, gate(Condition.Kind.GOALS).orElseThrow().reached());
        long faster = made.get(0).id();
        assertThrows(
                Invalid.class, () -> as("sun", () -> goals.evaluate("pilot", faster, " ", Goals.Judgement.MISSED, "")));
        as("sun", () -> goals.evaluate("pilot", faster, "3", Goals.Judgement.PARTLY, "Templates are missing"));
        assertEquals(1, gate(Condition.Kind.GOALS).orElseThrow().reached());
        KERNEL.root(() -> KERNEL.rollout.activate("pilot", "no steering group"));
        assertThrows(Conflict.class, () -> KERNEL.root(() -> KERNEL.rollout.complete("pilot", "")));
        List<Goals.Goal> now = as("sun", () -> goals.change("pilot", List.of(FEWER, FASTER)));
        assertEquals("an evaluation stays with its goal", "3", now.get(1).reached());
        long fewer = now.get(0).id();
        as("sun", () -> goals.evaluate("pilot", fewer, "0", Goals.Judgement.REACHED, ""));
        assertTrue(gate(Condition.Kind.GOALS).orElseThrow().met());
        Acceptance.Report report =
                KERNEL.root(() -> KERNEL.kernel().get(Acceptance.class).report("pilot"));
        assertEquals(
                List.of("0 REACHED SUN", "3 PARTLY SUN"),
                report.goals().stream()
                        .map(goal -> goal.reached() + " " + goal.judgement().orElseThrow() + " " + goal.by())
                        .toList());
        assertThrows(
                NotFound.class, () -> as("sun", () -> goals.evaluate("pilot", 1, "0", Goals.Judgement.REACHED, "")));
    }

    @Test
    public void onlyTheTeamSetsGoalsAndThoseWhomThePhaseConcernsReadThem() {
        KERNEL.root(() -> goals.change("pilot", List.of(FASTER)));
        assertThrows(Forbidden.class, () -> as("wang", () -> goals.of("pilot")));
        assertThrows(Forbidden.class, () -> as("wang", () -> goals.change("pilot", List.of())));
        assertThrows(Invalid.class, () -> KERNEL.root(() -> goals.change("pilot", List.of(FASTER, FASTER))));
        assertThrows(
                Invalid.class,
                () -> KERNEL.root(() -> goals.change("pilot", List.of(new Goals.Wanted(" ", "", "", "")))));
    }

    private Call call(int people, int days) {
        return as(
                "sun",
                () -> calls.add("pilot", new StaffCalls.Wanted("Training", KERNEL.company.east, people, days, "")));
    }

    @Test
    public void aLargeCallIsConfirmedInWritingByTheHeadOfTheUnit() throws IOException {
        assertFalse(call(10, 20).large());
        assertEquals(Optional.empty(), gate(Condition.Kind.CALLS));
        Call large = call(2, 21);
        assertTrue(large.large());
        assertEquals("LI", large.head());
        assertFalse(gate(Condition.Kind.CALLS).orElseThrow().met());
        assertThrows(Forbidden.class, () -> as("sun", () -> answered(large, "Yes")));
        assertThrows(Forbidden.class, () -> as("wang", () -> answered(large, "Yes")));
        assertThrows(Invalid.class, () -> as("li", () -> answered(large, " ")));
        Call declined = as(
                "li",
                () -> calls.answer("pilot", large.id(), false, "Not in the quarter's last week", Optional.empty()));
        assertTrue(declined.open());
        byte[] letter = "I agree".getBytes(StandardCharsets.UTF_8);
        Call agreed = as("li", () -> calls.answer("pilot", large.id(), true, "", letter(letter)));
        assertEquals(StaffCalls.Form.FILE, agreed.answer().orElseThrow().form());
        assertEquals("a b.txt", agreed.answer().orElseThrow().file());
        assertTrue(gate(Condition.Kind.CALLS).orElseThrow().met());
        assertEquals("I agree", read(large));
        assertThrows(Forbidden.class, () -> as("wang", () -> calls.letter("pilot", large.id())));
        assertThrows(
                Invalid.class,
                () -> as(
                        "li",
                        () -> calls.answer("pilot", large.id(), true, "", letter(new byte[5 * 1024 * 1024 + 1]))));
        assertEquals("nothing was changed by what was refused", "I agree", read(large));
    }

    private Call answered(Call call, String text) {
        return calls.answer("pilot", call.id(), true, text, Optional.empty());
    }

    private String read(Call call) throws IOException {
        StaffCalls.Letter letter = as("li", () -> calls.letter("pilot", call.id()));
        return new String(letter.content().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    public void whatWasSignedOnPaperIsEnteredWithWhoSignedAndWhoEntered() {
        Call large = call(11, 0);
        LocalDate day = LocalDate.ofInstant(KERNEL.kernel().clock().instant(), java.time.ZoneOffset.UTC);
        assertThrows(Invalid.class, () -> as("sun", () -> entered(large, day.plusDays(9))));
        assertThrows(Forbidden.class, () -> as("li", () -> entered(large, day)));
        StaffCalls.Answer answer =
                as("sun", () -> entered(large, day.minusDays(2))).answer().orElseThrow();
        assertEquals(StaffCalls.Form.PAPER, answer.form());
        assertEquals("Li Wei", answer.signer());
        assertEquals("SUN", answer.by());
        assertEquals(day.minusDays(2), answer.on());
        assertTrue(gate(Condition.Kind.CALLS).orElseThrow().met());
        as("sun", () -> {
            calls.remove("pilot", large.id());
            return true;
        });
        assertEquals(List.of(), KERNEL.root(() -> calls.of("pilot")));
        assertEquals(1, KERNEL.audited("rollout.agreed").size());
    }

    private Call entered(Call call, LocalDate on) {
        return calls.enter("pilot", call.id(), true, "Li Wei", on, "", Optional.empty());
    }

    @Test
    public void whatIsLargeIsTheCompanysToSay() {
        Call call = call(2, 0);
        assertFalse(call.large());
        Settings settings = KERNEL.kernel().get(Settings.class);
        KERNEL.kernel().system(() -> settings.set("kernel.callRules.people", 0, "1"));
        assertTrue(KERNEL.root(() -> calls.of("pilot")).get(0).open());
        assertThrows(
                Invalid.class, () -> KERNEL.root(() -> calls.add("pilot", new StaffCalls.Wanted("", 0, 0, -1, ""))));
    }
}
