package org.stepwise.kernel.internal.rollout;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.ServiceRegistration;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.directory.PersonState;
import org.stepwise.kernel.api.event.EventHandler;
import org.stepwise.kernel.api.rollout.ErrandAnswered;
import org.stepwise.kernel.api.rollout.ErrandMoved;
import org.stepwise.kernel.api.rollout.Errands;
import org.stepwise.kernel.api.rollout.Errands.Errand;
import org.stepwise.kernel.api.rollout.Errands.Query;
import org.stepwise.kernel.api.rollout.Errands.Route;
import org.stepwise.kernel.api.rollout.Errands.State;
import org.stepwise.kernel.api.rollout.Errands.Task;
import org.stepwise.kernel.api.rollout.Errands.Way;
import org.stepwise.kernel.api.rollout.StandIns;
import org.stepwise.kernel.api.rollout.Teams;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.TestKernel;

/** Tasks of people to whom the module is not open yet: Zhao's unit has none of it, Li's unit has. */
@Covers("ROL-16")
public class ErrandsTest {
    @Rule
    @ClassRule
    public static final PhaseKernel KERNEL = new PhaseKernel();

    private static final Query ALL = new Query("", 0, Optional.empty(), 100);

    private Errands errands;
    private StandIns standIns;

    @Before
    public void east() {
        errands = KERNEL.kernel().get(Errands.class);
        standIns = KERNEL.kernel().get(StandIns.class);
        KERNEL.create("east", Set.of("crm"), Set.of(KERNEL.company.east));
        KERNEL.root(() -> KERNEL.rollout.activate("east"));
        KERNEL.create("west", Set.of("crm"), Set.of(KERNEL.company.west));
    }

    private static <T> T as(String account, Supplier<T> work) {
        return KERNEL.kernel().as(account, work);
    }

    private static Task task(String key, long person) {
        return new Task(
                "crm",
                key,
                person,
                "Approve the discount",
                "8.5 instead of 10",
                List.of("Agreed?"),
                Optional.empty(),
                Optional.empty(),
                "/crm/task/" + key);
    }

    private Route hand(String key, long person) {
        return KERNEL.kernel().system(() -> errands.hand(task(key, person)));
    }

    private StandIns.StandIn standIn(long unit, String module, long person) {
        return KERNEL.root(() -> standIns.name(new StandIns.Wanted(unit, "", module, person)));
    }

    private void keyUser(long person) {
        Teams.Seat seat = new Teams.Seat(Teams.Duty.KEY_USER, person, KERNEL.company.west);
        KERNEL.root(() -> KERNEL.kernel().get(Teams.class).change(Teams.ALL, Set.of(seat)));
    }

    @Test
    public void aTaskGoesToThePersonWhereTheModuleIsOpen() {
        assertEquals(new Route(Way.PERSON, KERNEL.company.wang, 0), hand("a", KERNEL.company.wang));
        assertEquals(List.of(), KERNEL.root(() -> errands.list(ALL)));
    }

    @Test
    public void aTaskGoesToTheNamedStandInOfTheNearestUnitThatHasTheModule() {
        standIn(KERNEL.company.sales, "", KERNEL.company.wang);
        Route route = hand("a", KERNEL.company.zhao);
        assertEquals(Way.STAND_IN, route.way());
        assertEquals(KERNEL.company.wang, route.person());
        standIn(KERNEL.company.west, "crm", KERNEL.company.li);
        Errand moved = KERNEL.root(() -> errands.get(route.errand()));
        assertEquals("the nearer one takes over what is open", "LI", moved.to());
        assertEquals("west", moved.phase());
        assertEquals("ZHAO", moved.name());
        assertEquals("华西", moved.unit());
        Errand mine = as("li", () -> errands.list(ALL)).get(0);
        assertTrue(mine.mine() && mine.shown());
        assertEquals("Approve the discount", mine.task().title());
        assertEquals(List.of(), as("wang", () -> errands.list(ALL)));
        assertThrows(NotFound.class, () -> as("wang", () -> errands.get(route.errand())));
        assertEquals("the same key is the same task", 1, again(route));
        KERNEL.kernel().system(() -> {
            errands.done("crm", "a");
            return true;
        });
        assertEquals(State.DONE, as("li", () -> errands.list(ALL)).get(0).state());
    }

    private int again(Route route) {
        assertEquals(KERNEL.company.li, hand("a", KERNEL.company.zhao).person());
        assertTrue(route.errand() > 0);
        return KERNEL.root(() -> errands.list(ALL)).size();
    }

    @Test
    public void aStandInHasTheModuleAlreadyAndGetsNoRightByIt() {
        assertThrows(Invalid.class, () -> standIn(KERNEL.company.west, "crm", KERNEL.company.sun));
        assertThrows(Invalid.class, () -> standIn(0, "crm", KERNEL.company.li));
        assertThrows(
                Forbidden.class,
                () -> as(
                        "li",
                        () -> standIns.name(new StandIns.Wanted(KERNEL.company.west, "", "crm", KERNEL.company.li))));
        assertThrows(Forbidden.class, () -> as("li", standIns::all));
        standIn(KERNEL.company.west, "", KERNEL.company.sun);
        Route route = hand("a", KERNEL.company.zhao);
        assertEquals("who has it not is passed over", Way.PAPER, route.way());
        assertFalse(KERNEL.open(KERNEL.company.sun, "crm"));
    }

    @Test
    public void aStandInWhoLosesTheModuleIsPassedOver() {
        standIn(KERNEL.company.west, "crm", KERNEL.company.li);
        Route route = hand("a", KERNEL.company.zhao);
        KERNEL.root(() -> KERNEL.rollout.pause("east"));
        Errand now = KERNEL.root(() -> errands.get(route.errand()));
        assertEquals(Way.PAPER, now.way());
        assertFalse(KERNEL.root(standIns::all).get(0).ready());
        KERNEL.root(() -> KERNEL.rollout.resume("east"));
        assertEquals(
                Way.STAND_IN, KERNEL.root(() -> errands.get(route.errand())).way());
    }

    @Test
    public void aPhaseMayNameOneStandInForAllItsPeople() {
        KERNEL.root(() -> standIns.name(new StandIns.Wanted(0, "west", "crm", KERNEL.company.li)));
        assertEquals(KERNEL.company.li, hand("a", KERNEL.company.zhao).person());
        long id = KERNEL.root(standIns::all).get(0).id();
        KERNEL.root(() -> {
            standIns.remove(id);
            return true;
        });
        assertEquals(Way.PAPER, KERNEL.root(() -> errands.list(ALL)).get(0).way());
    }

    @Test
    public void withoutAStandInItGoesOnPaperAndTheKeyUserHandsInTheAnswer() {
        List<ErrandAnswered> heard = new CopyOnWriteArrayList<>();
        ServiceRegistration<?> handler = handler(ErrandAnswered.class, heard);
        keyUser(KERNEL.company.wang);
        Route route = hand("a", KERNEL.company.zhao);
        assertEquals(new Route(Way.PAPER, KERNEL.company.wang, route.errand()), route);
        assertThrows(NotFound.class, () -> as("li", () -> errands.answer(route.errand(), "Yes")));
        assertThrows(Invalid.class, () -> as("wang", () -> errands.answer(route.errand(), " ")));
        Errand done = as("wang", () -> errands.answer(route.errand(), "Agreed"));
        assertEquals(State.DONE, done.state());
        assertEquals("Agreed", done.answer());
        assertThrows(Conflict.class, () -> as("wang", () -> errands.answer(route.errand(), "Agreed")));
        TestKernel.await("the event comes", () -> !heard.isEmpty());
        assertEquals(new ErrandAnswered("crm", "a", KERNEL.company.zhao, KERNEL.company.wang, "Agreed"), heard.get(0));
        handler.unregister();
        assertEquals(1, KERNEL.audited("rollout.errandAnswered").size());
    }

    private static <E> ServiceRegistration<?> handler(Class<E> event, List<E> heard) {
        EventHandler<E> handler = new EventHandler<>() {
            @Override
            public Class<E> event() {
                return event;
            }

            @Override
            public void handle(E one) {
                heard.add(one);
            }

            @Override
            public String name() {
                return "test." + event.getSimpleName();
            }
        };
        return KERNEL.kernel().register(EventHandler.class, handler, Map.of());
    }

    @Test
    public void theBoardSaysWhoHandsInTheAnswerAndClosesWhatNobodyNeeds() {
        Route route = hand("a", KERNEL.company.zhao);
        assertEquals("nobody was found", 0, route.person());
        assertThrows(Invalid.class, () -> KERNEL.root(() -> errands.assign(route.errand(), KERNEL.company.sun)));
        assertEquals(
                "LI",
                KERNEL.root(() -> errands.assign(route.errand(), KERNEL.company.li))
                        .to());
        assertThrows(Forbidden.class, () -> as("li", () -> errands.assign(route.errand(), KERNEL.company.wang)));
        Errand closed = KERNEL.root(() -> errands.close(route.errand(), "Not needed"));
        assertEquals(State.DONE, closed.state());
    }

    @Test
    public void openTasksGoToThePersonWhenTheUnitGoesLive() {
        List<ErrandMoved> heard = new CopyOnWriteArrayList<>();
        ServiceRegistration<?> handler = handler(ErrandMoved.class, heard);
        standIn(KERNEL.company.west, "crm", KERNEL.company.li);
        Route route = hand("a", KERNEL.company.zhao);
        KERNEL.root(() -> KERNEL.rollout.activate("west"));
        Errand moved = KERNEL.root(() -> errands.get(route.errand()));
        assertEquals(Way.PERSON, moved.way());
        assertEquals(State.MOVED, moved.state());
        assertEquals("ZHAO", moved.to());
        TestKernel.await("the event comes", () -> !heard.isEmpty());
        assertEquals(new ErrandMoved("crm", "a", "PERSON", KERNEL.company.zhao), heard.get(0));
        handler.unregister();
        assertEquals(Way.PERSON, hand("b", KERNEL.company.zhao).way());
    }

    @Test
    public void whatATaskSaysIsNotToldToWhoeverMerelySeesTheRollout() {
        Route route = hand("a", KERNEL.company.zhao);
        Errand seen = KERNEL.root(() -> errands.get(route.errand()));
        assertFalse(seen.shown());
        assertEquals(
                "",
                seen.task().title()
                        + seen.task().text()
                        + seen.task().path()
                        + seen.task().key());
        assertEquals("crm", seen.task().module());
        assertThrows(NotFound.class, () -> KERNEL.root(() -> errands.pdf(route.errand())));
        assertThrows(NotFound.class, () -> as("sun", () -> errands.get(route.errand())));
    }

    @Test
    public void tasksAreListedByPhaseUnitAndState() {
        hand("a", KERNEL.company.zhao);
        hand("b", KERNEL.company.sun);
        long gone = KERNEL.tx.get(() -> KERNEL.company.person("gone", PersonState.FROZEN, KERNEL.company.east));
        assertEquals(
                "somebody who cannot sign in does no task",
                Way.PAPER,
                hand("c", gone).way());
        assertEquals(
                1,
                KERNEL.root(() -> errands.list(new Query("west", 0, Optional.empty(), 10)))
                        .size());
        assertEquals(
                "also when newer ones of others would fill the page",
                1,
                KERNEL.root(() -> errands.list(new Query("west", 0, Optional.empty(), 1)))
                        .size());
        assertEquals(
                0,
                KERNEL.root(() -> errands.list(new Query("nowhere", 0, Optional.empty(), 10)))
                        .size());
        assertEquals(
                2,
                KERNEL.root(() -> errands.list(new Query("", KERNEL.company.sales, Optional.of(State.OPEN), 10)))
                        .size());
        assertEquals(
                0,
                KERNEL.root(() -> errands.list(new Query("", 0, Optional.of(State.DONE), 10)))
                        .size());
        assertThrows(Invalid.class, () -> hand(" ", KERNEL.company.zhao));
        assertThrows(Invalid.class, () -> hand("d", 999_999));
    }
}
