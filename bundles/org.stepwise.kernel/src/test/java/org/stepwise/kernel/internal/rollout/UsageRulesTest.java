package org.stepwise.kernel.internal.rollout;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.calendar.WorkingCalendar;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.rollout.Preparation;
import org.stepwise.kernel.api.rollout.Preparations;
import org.stepwise.kernel.api.rollout.UsageRules.Edition;
import org.stepwise.kernel.api.rollout.UsageRules.Line;
import org.stepwise.kernel.api.rollout.UsageRules.Progress;
import org.stepwise.kernel.api.rollout.UsageRules.Waiting;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.internal.access.Stamps;
import org.stepwise.kernel.internal.audit.Guard;
import org.stepwise.testkit.Covers;

/** Rules of use and who confirmed them. */
@Covers("ROL-21")
public class UsageRulesTest {
    @Rule
    @ClassRule
    public static final PhaseKernel KERNEL = new PhaseKernel();

    private KeptUsageRules rules;
    private Preparations preparations;

    @Before
    public void pilot() {
        rules = node();
        preparations = KERNEL.kernel().get(Preparations.class);
        KERNEL.create("pilot", Set.of("crm"), Set.of(KERNEL.company.sales));
        KERNEL.root(() -> KERNEL.rollout.activate("pilot"));
        KERNEL.root(() -> preparations.change("pilot", new Preparation(true)));
    }

    /** As one node of several has them. */
    private static KeptUsageRules node() {
        return new KeptUsageRules(
                KERNEL.tx,
                KERNEL.kernel().get(Directory.class),
                KERNEL.modules,
                KERNEL.kernel().get(Guard.class),
                KERNEL.kernel().get(Stamps.class),
                KERNEL.kernel().get(Audit.class),
                KERNEL.kernel().get(Settings.class),
                KERNEL.kernel().get(WorkingCalendar.class),
                KERNEL.kernel().get(Texts.class),
                KERNEL.kernel().clock());
    }

    private Edition publish(String zh, String en) {
        return KERNEL.root(() -> rules.publish("crm", zh, en));
    }

    private <T> T as(String account, Supplier<T> work) {
        return KERNEL.kernel().as(account, work);
    }

    private Optional<Integer> asked(String account) {
        return as(account, () -> rules.asked("crm")).map(Edition::number);
    }

    private void confirm(String account, int edition) {
        as(account, () -> {
            rules.confirm("crm", edition);
            return true;
        });
    }

    @Test
    public void eachPersonOfThePhaseIsAskedOnceAndAgainWhenTheRulesChange() {
        assertEquals("nothing to confirm", Optional.empty(), asked("li"));
        assertEquals(1, publish("写下结果", "Write down results").number());
        assertEquals(Optional.of(1), asked("li"));
        assertEquals("not in scope", Optional.empty(), asked("sun"));
        confirm("li", 1);
        confirm("li", 1);
        assertEquals(Optional.empty(), asked("li"));
        assertTrue(as("li", () -> rules.confirmed("crm")).isPresent());
        assertEquals(Optional.of(1), asked("wang"));
        assertEquals(2, publish("写下结果和下一步", "Write down results and next steps").number());
        assertEquals(Optional.of(2), asked("li"));
        assertThrows(Conflict.class, () -> confirm("li", 1));
        confirm("li", 2);
        assertEquals(Optional.empty(), asked("li"));
        assertEquals(2, KERNEL.audited("rollout.rulesConfirmed").size());
    }

    @Test
    public void onlyPeopleToWhomThePhaseOpensTheModuleAreAskedAndOnlyWhileItSaysSo() {
        publish("规范", "Rules");
        assertThrows(NotFound.class, () -> confirm("sun", 1));
        KERNEL.root(() -> preparations.change("pilot", new Preparation(false)));
        assertEquals(Optional.empty(), asked("li"));
        assertEquals(List.of(), KERNEL.root(() -> rules.progress("pilot")));
        KERNEL.root(() -> preparations.change("pilot", new Preparation(true)));
        assertEquals(Optional.of(1), asked("li"));
        KERNEL.root(() -> KERNEL.rollout.pause("pilot"));
        assertEquals(Optional.empty(), asked("li"));
        KERNEL.root(() -> KERNEL.rollout.resume("pilot"));
        assertEquals(Optional.of(1), asked("li"));
    }

    @Test
    public void whatIsConfirmedOnOneNodeIsConfirmedOnTheOthers() {
        KeptUsageRules other = node();
        publish("规范", "Rules");
        assertTrue(as("li", () -> other.asked("crm")).isPresent());
        confirm("li", 1);
        assertFalse(as("li", () -> other.asked("crm")).isPresent());
        publish("新规范", "New rules");
        assertTrue(as("li", () -> other.asked("crm")).isPresent());
    }

    @Test
    public void editionsAreKeptAndWithdrawnRulesAskNobody() {
        publish("一", "one");
        publish("二", "");
        assertThrows(Conflict.class, () -> publish("二", " "));
        assertEquals("二", as("li", () -> rules.current("crm")).orElseThrow().text(java.util.Locale.ENGLISH));
        assertThrows(Invalid.class, () -> publish("x".repeat(20_001), ""));
        publish("", "");
        assertEquals(Optional.empty(), asked("li"));
        assertEquals(Optional.empty(), as("li", () -> rules.current("crm")));
        assertEquals(
                List.of("", "二", "一"),
                KERNEL.root(() -> rules.editions("crm")).stream()
                        .map(Edition::zh)
                        .toList());
        assertEquals("ROOT", KERNEL.root(() -> rules.editions("crm")).get(0).by());
        assertThrows(Forbidden.class, () -> as("li", () -> rules.publish("crm", "x", "x")));
        assertThrows(Forbidden.class, () -> as("li", () -> rules.editions("crm")));
        assertThrows(NotFound.class, () -> KERNEL.root(() -> rules.publish("crn", "x", "x")));
    }

    @Test
    public void whoHasConfirmedIsCountedByUnitWithAllBelow() {
        publish("规范", "Rules");
        confirm("li", 1);
        confirm("zhao", 1);
        Progress crm = KERNEL.root(() -> rules.progress("pilot")).get(0);
        assertEquals("crm", crm.module());
        assertEquals(3, crm.people());
        assertEquals(2, crm.confirmed());
        assertEquals(
                List.of("销售部 0 2/3", "华东 1 1/2", "华西 1 1/1"),
                crm.units().stream()
                        .map((Line line) ->
                                line.name() + " " + line.depth() + " " + line.confirmed() + "/" + line.people())
                        .toList());
        List<Waiting> waiting = KERNEL.root(() -> rules.waiting("pilot"));
        assertEquals(List.of("WANG"), waiting.stream().map(Waiting::name).toList());
        assertEquals("华东", waiting.get(0).unit());
        assertThrows(Forbidden.class, () -> as("wang", () -> rules.progress("pilot")));
        assertThrows(Forbidden.class, () -> as("wang", () -> rules.waiting("pilot")));
    }

    @Test
    public void whetherTheyComeFirstIsASettingAndRestIsHeldBackOnlyWhenItSaysSo() {
        assertTrue(first(Door.PAGE));
        assertFalse(first(Door.REST));
        set("overRest", "true");
        assertTrue(first(Door.REST));
        set("mustConfirm", "false");
        assertFalse(first(Door.PAGE));
        assertFalse(first(Door.REST));
        Settings settings = KERNEL.kernel().get(Settings.class);
        KERNEL.kernel().system(() -> settings.reset("kernel.useRules.mustConfirm", 0));
        KERNEL.kernel().system(() -> settings.reset("kernel.useRules.overRest", 0));
    }

    private boolean first(Door door) {
        Callers callers = KERNEL.kernel().get(Callers.class);
        return callers.as(callers.account("li", door), rules::first);
    }

    private static void set(String rule, String value) {
        Settings settings = KERNEL.kernel().get(Settings.class);
        KERNEL.kernel().system(() -> settings.set("kernel.useRules." + rule, 0, value));
    }
}
