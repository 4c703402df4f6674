package org.stepwise.records.internal.directory;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.directory.Handovers;
import org.stepwise.kernel.api.directory.PersonState;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.records.internal.deal.RecordKernel;
import org.stepwise.testkit.Covers;

/** People and their positions as records: what saving them does to the organisation. */
public class PersonRecordsTest {
    @ClassRule
    public static final RecordKernel KERNEL = RecordKernel.any();

    private final OrganisationDesk desk = new OrganisationDesk(KERNEL);

    @Test
    @Covers("DIR-2")
    public void exactlyOnePositionIsPrimary() {
        long two = desk.person("two", "east");
        long post = desk.system(
                        () -> desk.records().create("directory.post", Map.of("code", "p2", "nameZh", "兼岗", "level", 1)))
                .id();
        RecordId second = desk.system(() -> desk.records()
                .create(
                        "directory.position",
                        Map.of(
                                "personId",
                                two,
                                "inUnitId",
                                KERNEL.unit("west"),
                                "postId",
                                post,
                                "primaryPosition",
                                false)));
        assertEquals(
                KERNEL.unit("east"), desk.directory.person(two).orElseThrow().unit());
        assertEquals(
                "both units count",
                Set.of(true),
                Set.of(desk.callers("two").principals().containsAll(Set.of(KERNEL.unit("east"), KERNEL.unit("west")))));
        RecordId first = desk.position(two);
        assertEquals(
                List.of("primaryPosition directory.problem.onePrimary"),
                desk.broken(() -> desk.records().update(first, desk.version(first), Map.of("primaryPosition", false))));
        desk.update("directory.position", second.id(), Map.of("primaryPosition", true));
        assertEquals(
                KERNEL.unit("west"), desk.directory.person(two).orElseThrow().unit());
        assertEquals(second, desk.position(two));
        desk.delete("directory.position", second.id());
        assertEquals("the other one takes its place", first, desk.position(two));
        assertEquals(List.of("postId directory.problem.samePosition"), desk.broken(() -> {
            Row row = desk.records().card(first).row();
            desk.records()
                    .create(
                            "directory.position",
                            Map.of(
                                    "personId",
                                    two,
                                    "inUnitId",
                                    KERNEL.unit("east"),
                                    "postId",
                                    row.value("postId"),
                                    "primaryPosition",
                                    false));
        }));
    }

    @Test
    @Covers("DIR-2")
    public void nobodyIsNamedSuperiorOfOneselfOrOfSomebodyAbove() {
        long amy = KERNEL.person("amy");
        assertEquals("lead", desk.directory.superior(amy).orElseThrow().account());
        assertEquals(List.of("superiorId directory.problem.superiorItself"), superiorRefused(amy, amy));
        assertEquals(
                List.of("superiorId directory.problem.superiorBelow"), superiorRefused(KERNEL.person("lead"), amy));
    }

    private List<String> superiorRefused(long person, long superior) {
        return desk.broken(() -> desk.records()
                .update(
                        desk.position(person),
                        desk.version(desk.position(person)),
                        Map.of("superiorId", String.valueOf(superior))));
    }

    @Test
    @Covers("DIR-3")
    public void aFrozenPersonIsShutOutAtOnceAndComesBack() {
        long who = desk.person("freezing", "east");
        desk.run(() -> desk.directory.state(who, PersonState.ACTIVE));
        assertEquals("freezing", desk.callers("freezing").account());
        desk.run(() -> desk.directory.state(who, PersonState.FROZEN));
        assertThrows(Forbidden.class, () -> desk.callers("freezing"));
        desk.run(() -> desk.directory.state(who, PersonState.LEAVING));
        assertTrue(desk.callers("freezing").leaving());
        desk.run(() -> desk.directory.state(who, PersonState.LEFT));
        assertThrows(Forbidden.class, () -> desk.callers("freezing"));
        assertThrows(Invalid.class, () -> desk.run(() -> desk.directory.state(who, PersonState.INVITED)));
    }

    @Test
    @Covers("DIR-3")
    public void nobodyClosesTheOwnAccountOrTheLastAdministrators() {
        long admin = desk.person("admin1", "east");
        long other = desk.person("admin2", "east");
        desk.run(() -> desk.directory.grantRole("administrator", admin, Set.of()));
        assertEquals(
                List.of("state directory.problem.lastAdministrator"),
                desk.broken(() -> desk.directory.state(admin, PersonState.FROZEN)));
        assertThrows(Conflict.class, () -> desk.run(() -> desk.directory.revokeRole("administrator", admin)));
        desk.run(() -> desk.directory.grantRole("administrator", other, Set.of()));
        Invalid own = assertThrows(
                Invalid.class, () -> KERNEL.run("admin1", () -> desk.directory.state(admin, PersonState.FROZEN)));
        assertEquals("directory.problem.freezeYourself", own.violations().get(0).code());
        KERNEL.run("admin1", () -> desk.directory.state(other, PersonState.FROZEN));
        assertThrows(Forbidden.class, () -> desk.callers("admin2"));
        assertThrows(Forbidden.class, () -> KERNEL.run("amy", () -> desk.directory.state(admin, PersonState.FROZEN)));
    }

    @Test
    @Covers("DIR-3")
    public void messagesSayHowToWriteIt() {
        List<String> broken = desk.broken(() -> desk.records()
                .create(
                        "directory.person",
                        Map.of(
                                "account",
                                "a b",
                                "name",
                                "甲",
                                "email",
                                "x",
                                "mobile",
                                "12",
                                "locale",
                                "fr",
                                "timeZone",
                                "Mars")));
        assertEquals(
                Set.of(
                        "account directory.problem.account",
                        "email directory.problem.email",
                        "mobile directory.problem.phone",
                        "locale directory.problem.locale"),
                Set.copyOf(broken.stream()
                        .filter(text -> !text.startsWith("timeZone"))
                        .toList()));
        assertEquals(
                List.of("timeZone directory.problem.timeZone"),
                desk.broken(() -> desk.records()
                        .create("directory.person", Map.of("account", "zoned", "name", "甲", "timeZone", "Mars/Base"))));
    }

    @Test
    @Covers("DIR-7")
    public void whatALeaverOwnsIsListedAndPassedOn() {
        long leaver = desk.person("leaver", "west");
        KERNEL.role("salesperson", "leaver");
        for (int i = 0; i < 103; i++) KERNEL.deal("leaver", "Deal " + i);
        Handovers handovers = KERNEL.get(Handovers.class);
        List<Handovers.Holding> found = desk.system(() -> handovers.of(leaver));
        assertEquals(
                List.of("demo.deal"), found.stream().map(Handovers.Holding::key).toList());
        assertEquals(103, found.get(0).count());
        assertEquals("Deal 102", found.get(0).items().get(0).title());
        assertThrows(Forbidden.class, () -> KERNEL.run("amy", () -> handovers.of(leaver)));
        long bob = KERNEL.person("bob");
        assertThrows(Invalid.class, () -> desk.system(() -> handovers.pass(leaver, leaver, Set.of())));
        assertEquals(
                103L, desk.system(() -> handovers.pass(leaver, bob, Set.of())).longValue());
        assertEquals(List.of(), desk.system(() -> handovers.of(leaver)));
        assertTrue(KERNEL.as("bob", () -> desk.records().list("demo.deal", Query.ALL.text("Deal 102"))).rows().stream()
                .anyMatch(row -> row.title().equals("Deal 102")));
    }
}
