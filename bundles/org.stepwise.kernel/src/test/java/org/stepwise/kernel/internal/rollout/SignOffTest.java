package org.stepwise.kernel.internal.rollout;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
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
import org.stepwise.kernel.api.rollout.Adoption;
import org.stepwise.kernel.api.rollout.Condition;
import org.stepwise.kernel.api.rollout.Gate;
import org.stepwise.kernel.api.rollout.PhaseEvent;
import org.stepwise.kernel.api.rollout.PhaseState;
import org.stepwise.kernel.api.rollout.Rehearsal;
import org.stepwise.kernel.api.rollout.Schemes;
import org.stepwise.kernel.api.rollout.Schemes.Scheme;
import org.stepwise.kernel.api.rollout.Teams;
import org.stepwise.kernel.api.rollout.Teams.Duty;
import org.stepwise.kernel.api.rollout.Teams.Seat;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.testkit.Covers;

/** The team, and who confirms what a phase opens to whom. */
@Covers("ROL-18")
public class SignOffTest {
    @Rule
    @ClassRule
    public static final PhaseKernel KERNEL = new PhaseKernel();

    private Schemes schemes;
    private Teams teams;

    @Before
    public void pilot() {
        schemes = KERNEL.kernel().get(Schemes.class);
        teams = KERNEL.kernel().get(Teams.class);
        KERNEL.create("pilot", Set.of("crm"), Set.of(KERNEL.company.east));
    }

    @After
    public void rulesAsShipped() {
        Settings settings = KERNEL.kernel().get(Settings.class);
        for (String rule : List.of("steering", "heads", "without")) {
            KERNEL.kernel().system(() -> settings.reset("kernel.signOffRules." + rule, 0));
        }
    }

    private static void set(String rule, String value) {
        Settings settings = KERNEL.kernel().get(Settings.class);
        KERNEL.kernel().system(() -> settings.set("kernel.signOffRules." + rule, 0, value));
    }

    private static <T> T as(String account, Supplier<T> work) {
        return KERNEL.kernel().as(account, work);
    }

    private static Seat seat(Duty duty, long person) {
        return new Seat(duty, person, 0);
    }

    /** Sun is the steering group, Li heads the unit. */
    private Scheme sent() {
        KERNEL.root(() -> teams.change(Teams.ALL, Set.of(seat(Duty.STEERING, KERNEL.company.sun))));
        return KERNEL.root(() -> schemes.send("pilot"));
    }

    private static List<String> standings(Scheme scheme) {
        return scheme.signatures().stream()
                .map(one -> one.name() + " " + one.standing())
                .toList();
    }

    private static Gate signed() {
        return KERNEL.root(() -> KERNEL.kernel().get(Adoption.class).gates("pilot")).stream()
                .filter(gate -> gate.condition().kind() == Condition.Kind.SIGNED)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> steps() {
        return KERNEL.root(() -> KERNEL.rollout.history("pilot", 100)).stream()
                .map(PhaseEvent::step)
                .toList();
    }

    @Test
    public void aPhaseNamesInItsTeamOnlyWhatIsDifferentThere() {
        Seat steering = seat(Duty.STEERING, KERNEL.company.sun);
        Seat manager = seat(Duty.MANAGER, KERNEL.company.zhao);
        Seat keyUser = new Seat(Duty.KEY_USER, KERNEL.company.wang, KERNEL.company.east);
        KERNEL.root(() -> teams.change(Teams.ALL, Set.of(steering, manager)));
        Teams.Team pilot = as("zhao", () -> teams.change("pilot", Set.of(keyUser)));
        assertEquals(
                List.of("WANG 华东 false", "ZHAO  true", "SUN  true"),
                pilot.members().stream()
                        .map(one -> one.name() + " " + one.unit() + " " + one.inherited())
                        .toList());
        Teams.Team other = as("zhao", () -> teams.change("pilot", Set.of(seat(Duty.STEERING, KERNEL.company.li))));
        assertEquals("LI", other.of(Duty.STEERING).get(0).name());
        assertEquals(
                "SUN",
                as("sun", () -> teams.of(Teams.ALL)).of(Duty.STEERING).get(0).name());
        assertEquals(
                1,
                KERNEL.audited("rollout.team").stream()
                        .filter(e -> e.about().isEmpty())
                        .count());
    }

    @Test
    public void onlyAdministratorsAndTheTeamWithoutItsKeyUsersChangeIt() {
        Set<Seat> seats = Set.of(
                new Seat(Duty.KEY_USER, KERNEL.company.wang, KERNEL.company.east),
                seat(Duty.MANAGER, KERNEL.company.zhao));
        assertThrows(Forbidden.class, () -> as("zhao", () -> teams.change(Teams.ALL, seats)));
        assertThrows(Forbidden.class, () -> as("zhao", () -> teams.of(Teams.ALL)));
        KERNEL.root(() -> teams.change(Teams.ALL, seats));
        assertTrue(as("zhao", () -> teams.of("pilot")).mayChange());
        assertEquals("pilot", as("zhao", () -> KERNEL.rollout.phase("pilot")).code());
        assertFalse(as("wang", () -> teams.of(Teams.ALL)).mayChange());
        assertThrows(Forbidden.class, () -> as("wang", () -> teams.change("pilot", seats)));
        assertThrows(Forbidden.class, () -> as("wang", () -> schemes.send("pilot")));
        assertThrows(Forbidden.class, () -> as("sun", () -> teams.of("pilot")));
        assertThrows(Forbidden.class, () -> as("sun", () -> teams.of("no-such-phase")));
        assertThrows(
                Invalid.class,
                () -> KERNEL.root(() -> teams.change(Teams.ALL, Set.of(seat(Duty.KEY_USER, KERNEL.company.li)))));
        assertThrows(
                Invalid.class, () -> KERNEL.root(() -> teams.change(Teams.ALL, Set.of(seat(Duty.MANAGER, 999_999)))));
    }

    @Test
    public void theSteeringGroupAndTheHeadsConfirmTheVersionThatTheySaw() {
        assertEquals(List.of("SUN OPEN", "LI OPEN"), standings(sent()));
        assertFalse(signed().met());
        int version = as("li", () -> schemes.of("pilot")).version();
        assertTrue(as("li", () -> schemes.of("pilot")).mine());
        assertEquals(List.of("SUN OPEN", "LI CONFIRMED"), standings(as("li", () -> schemes.confirm("pilot", version))));
        assertThrows(Invalid.class, () -> as("sun", () -> schemes.refuse("pilot", version, " ")));
        Scheme refused = as("sun", () -> schemes.refuse("pilot", version, "Too early"));
        assertEquals("Too early", refused.signatures().get(0).reason());
        assertEquals(1, signed().reached());
        as("sun", () -> schemes.confirm("pilot", version));
        assertTrue(signed().met());
        assertEquals(3, KERNEL.root(() -> schemes.of("pilot")).said().size());
        assertThrows(Forbidden.class, () -> as("wang", () -> schemes.of("pilot")));
        assertThrows(Forbidden.class, () -> KERNEL.root(() -> schemes.confirm("pilot", version)));
        assertThrows(Forbidden.class, () -> KERNEL.kernel().system(() -> schemes.confirm("pilot", version)));
        assertEquals(List.of("signed", "refused", "signed", "sent", "planned"), steps());
        assertEquals(2, KERNEL.audited("rollout.signed").size());
    }

    @Test
    public void aConfirmationIsOutdatedWhenModulesOrPeopleChange() {
        int first = sent().version();
        as("li", () -> schemes.confirm("pilot", first));
        as("sun", () -> schemes.confirm("pilot", first));
        KERNEL.root(() -> KERNEL.rollout.activate("pilot"));
        KERNEL.root(() -> KERNEL.rollout.widen("pilot", Set.of("mail"), Set.of(), Set.of()));
        Scheme now = KERNEL.root(() -> schemes.of("pilot"));
        assertEquals(List.of("SUN OUTDATED", "LI OUTDATED"), standings(now));
        assertEquals(first + 1, now.version());
        assertFalse(signed().met());
        assertThrows(Conflict.class, () -> as("li", () -> schemes.confirm("pilot", first)));
        as("li", () -> schemes.confirm("pilot", first + 1));
        KERNEL.root(() -> KERNEL.rollout.narrow("pilot", Set.of("mail"), Set.of(), Set.of()));
        assertEquals(
                "what somebody confirmed last counts",
                List.of("SUN CONFIRMED", "LI OUTDATED"),
                standings(KERNEL.root(() -> schemes.of("pilot"))));
        assertThrows(Conflict.class, () -> KERNEL.root(() -> KERNEL.rollout.complete("pilot", "")));
    }

    @Test
    public void anActivationWithoutAllConfirmationsIsToldAndAsksForAReason() {
        sent();
        Rehearsal rehearsal = KERNEL.root(() -> KERNEL.rollout.rehearse("pilot"));
        Rehearsal.Gap gap = rehearsal.gaps().stream()
                .filter(one -> one.key().equals("rollout.gap.unsigned"))
                .findFirst()
                .orElseThrow();
        assertEquals("SUN, LI", gap.args().get("people"));
        assertTrue("told, not refused", rehearsal.possible());
        assertTrue(KERNEL.root(() -> schemes.of("pilot")).reason());
        assertThrows(Conflict.class, () -> KERNEL.root(() -> KERNEL.rollout.activate("pilot")));
        assertFalse(KERNEL.open(KERNEL.company.li, "crm"));
        KERNEL.root(() -> KERNEL.rollout.activate("pilot", "The board said so by phone"));
        assertTrue(KERNEL.open(KERNEL.company.li, "crm"));
        PhaseEvent unsigned = KERNEL.root(() -> KERNEL.rollout.history("pilot", 100)).stream()
                .filter(event -> event.step().equals("unsigned"))
                .findFirst()
                .orElseThrow();
        assertEquals("The board said so by phone", unsigned.details().get("why"));
        assertEquals("SUN, LI", unsigned.details().get("people"));
    }

    @Test
    public void aPhaseThatNobodyLeadsAndNobodyWasAskedAboutGoesOnAsBefore() {
        Rehearsal rehearsal = KERNEL.root(() -> KERNEL.rollout.rehearse("pilot"));
        assertTrue(rehearsal.gaps().stream().noneMatch(gap -> gap.key().equals("rollout.gap.unsigned")));
        assertEquals(
                PhaseState.ACTIVE,
                KERNEL.root(() -> KERNEL.rollout.activate("pilot")).state());
    }

    @Test
    public void whoConfirmsAndWhatHoldsWithoutIsTheCompanysToSay() {
        sent();
        set("without", "REFUSED");
        assertFalse(KERNEL.root(() -> KERNEL.rollout.rehearse("pilot")).possible());
        assertThrows(Invalid.class, () -> KERNEL.root(() -> KERNEL.rollout.activate("pilot", "because")));
        set("without", "SILENT");
        assertTrue(KERNEL.root(() -> KERNEL.rollout.rehearse("pilot")).gaps().stream()
                .noneMatch(gap -> gap.key().equals("rollout.gap.unsigned")));
        set("without", "HINT");
        set("heads", "false");
        assertEquals(List.of("SUN OPEN"), standings(KERNEL.root(() -> schemes.of("pilot"))));
        set("steering", "NONE");
        assertTrue(KERNEL.root(() -> schemes.of("pilot")).confirmed());
        set("steering", "ONE");
        KERNEL.root(() -> teams.change(
                Teams.ALL, Set.of(seat(Duty.STEERING, KERNEL.company.sun), seat(Duty.STEERING, KERNEL.company.zhao))));
        int version = KERNEL.root(() -> schemes.of("pilot")).version();
        assertTrue(as("zhao", () -> schemes.confirm("pilot", version)).confirmed());
        KERNEL.root(() -> KERNEL.rollout.activate("pilot"));
    }

    @Test
    public void aUnitThatNobodyHeadsIsNamedAsMissing() {
        KERNEL.create("west", Set.of("crm"), Set.of(KERNEL.company.west));
        Scheme scheme = KERNEL.root(() -> schemes.of("west"));
        assertEquals(0, scheme.signatures().get(0).person());
        assertEquals("华西", scheme.missing());
        assertThrows(Conflict.class, () -> KERNEL.root(() -> schemes.send("west")));
    }
}
