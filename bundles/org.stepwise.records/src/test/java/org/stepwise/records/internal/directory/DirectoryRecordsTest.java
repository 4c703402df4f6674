package org.stepwise.records.internal.directory;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Handovers;
import org.stepwise.kernel.api.directory.Person;
import org.stepwise.kernel.api.directory.PersonState;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.record.HistoryEntry;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.records.internal.deal.RecordKernel;
import org.stepwise.testkit.Covers;

/** People, units and roles as records: what saving them does to the organisation. */
public class DirectoryRecordsTest {
    @ClassRule
    public static final RecordKernel KERNEL = RecordKernel.any();

    private final Directory directory = KERNEL.get(Directory.class);

    private static Records records() {
        return KERNEL.records();
    }

    private static <T> T system(java.util.function.Supplier<T> work) {
        return KERNEL.kernel().system(work);
    }

    private static void run(Runnable work) {
        KERNEL.kernel().system(work);
    }

    private static void update(String type, long id, Map<String, ?> changes) {
        run(() -> {
            RecordId record = RecordId.of(type, id);
            records().update(record, records().card(record).row().version(), changes);
        });
    }

    private static void delete(String type, long id) {
        run(() -> {
            RecordId record = RecordId.of(type, id);
            records().delete(record, records().card(record).row().version());
        });
    }

    private static long unit(String code, String parent, Map<String, ?> more) {
        Map<String, Object> values = new HashMap<>(Map.of("code", code, "nameZh", code, "kind", "TEAM"));
        values.putAll(more);
        if (!parent.isEmpty())
            values.put(
                    "parentId", KERNEL.get(Directory.class).requireUnit(parent).id());
        return system(() -> records().create("directory.unit", values)).id();
    }

    private static long person(String account, String unit) {
        return system(() -> KERNEL.person(account, unit, 0));
    }

    private static List<String> broken(Runnable work) {
        return assertThrows(Invalid.class, () -> run(work)).violations().stream()
                .map(v -> v.field() + " " + v.code())
                .toList();
    }

    @Test
    @Covers("DIR-1")
    public void movingAUnitTakesAllBelowAlongAndIsKeptInTheHistory() {
        long a = unit("mv-a", "east", Map.of());
        long b = unit("mv-b", "mv-a", Map.of());
        long mover = person("mv-person", "east");
        run(() -> records().update(position(mover), version(position(mover)), Map.of("inUnitId", String.valueOf(b))));
        assertTrue(directory.isSuperior(KERNEL.person("boss"), mover)
                || directory.superior(mover).isEmpty());
        run(() -> directory.move(a, KERNEL.unit("west")));
        assertEquals(
                List.of(b, a, KERNEL.unit("west"), KERNEL.unit("western"), KERNEL.unit("group")), directory.above(b));
        assertEquals(KERNEL.unit("western"), directory.unit(b).orElseThrow().segment());
        assertEquals(KERNEL.unit("western"), callers("mv-person").segment());
        HistoryEntry newest = system(() -> records().history(RecordId.of("directory.unit", a), 1))
                .get(0);
        assertTrue(newest.changes().containsKey("parentId"));
        assertEquals(
                List.of("parentId directory.problem.unitCycle"), broken(() -> directory.move(KERNEL.unit("west"), b)));
    }

    private static org.stepwise.kernel.api.access.Caller callers(String account) {
        return KERNEL.get(Callers.class).account(account, Door.REST);
    }

    private static RecordId position(long person) {
        long id = KERNEL.sql()
                .number("select id from directory_position where person_id = ? and primary_position = true", person);
        return RecordId.of("directory.position", id);
    }

    private static long version(RecordId record) {
        return records().card(record).row().version();
    }

    @Test
    @Covers("DIR-1")
    public void theTreeOfAPastDayIsTheTreeAsItWas() {
        LocalDate start = today();
        long old = unit("past-old", "", Map.of("kind", "COMPANY", "sortOrder", 900));
        long child = unit("past-child", "past-old", Map.of("sortOrder", 901));
        KERNEL.kernel().clock().advance(Duration.ofDays(10));
        long fresh = unit("past-new", "", Map.of("kind", "COMPANY", "sortOrder", 902));
        run(() -> directory.move(child, fresh));
        update("directory.unit", child, Map.of("nameZh", "改名", "headId", KERNEL.person("boss")));
        KERNEL.kernel().clock().advance(Duration.ofDays(10));
        delete("directory.unit", old);
        assertEquals(old, find(start.plusDays(5), child).orElseThrow().parent());
        assertEquals("past-child", find(start.plusDays(5), child).orElseThrow().name());
        assertEquals(Optional.empty(), find(start.plusDays(5), fresh));
        assertEquals(fresh, find(start.plusDays(15), child).orElseThrow().parent());
        assertEquals("改名", find(start.plusDays(15), child).orElseThrow().name());
        assertEquals(
                KERNEL.person("boss"),
                find(start.plusDays(15), child)
                        .orElseThrow()
                        .head()
                        .orElseThrow()
                        .longValue());
        assertTrue(find(start.plusDays(15), old).isPresent());
        assertEquals(Optional.empty(), find(start.plusDays(20), old));
        run(() -> records().restore(RecordId.of("directory.unit", old)));
        assertTrue(find(start.plusDays(20), old).isPresent());
    }

    private Optional<Unit> find(LocalDate day, long unit) {
        return directory.tree("main", day).stream().filter(u -> u.id() == unit).findFirst();
    }

    private static LocalDate today() {
        return LocalDate.now(KERNEL.kernel().clock());
    }

    @Test
    @Covers("DIR-1")
    public void otherTreesStandBesideTheAdministrativeOne() {
        long region = unit("region", "", Map.of("tree", "region", "kind", "COMPANY"));
        assertEquals(
                List.of(region),
                directory.tree("region", today()).stream().map(Unit::id).toList());
        assertTrue(find(today(), region).isEmpty());
        assertEquals(
                List.of("parentId directory.problem.otherTree"),
                broken(() -> unit("astray", "region", Map.of("tree", "main"))));
    }

    @Test
    @Covers("DIR-1")
    public void aUnitInUseIsNotDeletedAndItsHeadHasDeputies() {
        assertEquals(
                "directory.problem.unitInUse",
                assertThrows(Conflict.class, () -> delete("directory.unit", KERNEL.unit("east")))
                        .key());
        long unit = unit("dep", "east", Map.of("headId", KERNEL.person("amy")));
        assertEquals(
                "directory.problem.personLeads",
                assertThrows(Conflict.class, () -> delete("directory.person", KERNEL.person("amy")))
                        .key());
        run(() -> records()
                .create(
                        "directory.deputy",
                        Map.of("ofUnitId", unit, "personId", KERNEL.person("ann"), "sortOrder", 1)));
        assertEquals(
                List.of("ann"),
                directory.deputies(unit).stream().map(Person::account).toList());
        update("directory.unit", unit, Map.of("headId", ""));
    }

    @Test
    @Covers("DIR-2")
    public void exactlyOnePositionIsPrimary() {
        long two = person("two", "east");
        long post = system(() -> records().create("directory.post", Map.of("code", "p2", "nameZh", "兼岗", "level", 1)))
                .id();
        RecordId second = system(() -> records()
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
        assertEquals(KERNEL.unit("east"), directory.person(two).orElseThrow().unit());
        assertEquals(
                "both units count",
                Set.of(true),
                Set.of(callers("two").principals().containsAll(Set.of(KERNEL.unit("east"), KERNEL.unit("west")))));
        RecordId first = position(two);
        assertEquals(
                List.of("primaryPosition directory.problem.onePrimary"),
                broken(() -> records().update(first, version(first), Map.of("primaryPosition", false))));
        update("directory.position", second.id(), Map.of("primaryPosition", true));
        assertEquals(KERNEL.unit("west"), directory.person(two).orElseThrow().unit());
        assertEquals(second, position(two));
        delete("directory.position", second.id());
        assertEquals("the other one takes its place", first, position(two));
        assertEquals(List.of("postId directory.problem.samePosition"), broken(() -> {
            Row row = records().card(first).row();
            records()
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
        assertEquals("lead", directory.superior(amy).orElseThrow().account());
        assertEquals(
                List.of("superiorId directory.problem.superiorItself"),
                broken(() -> records()
                        .update(position(amy), version(position(amy)), Map.of("superiorId", String.valueOf(amy)))));
        long lead = KERNEL.person("lead");
        assertEquals(
                List.of("superiorId directory.problem.superiorBelow"),
                broken(() -> records()
                        .update(position(lead), version(position(lead)), Map.of("superiorId", String.valueOf(amy)))));
    }

    @Test
    @Covers("DIR-3")
    public void aFrozenPersonIsShutOutAtOnceAndComesBack() {
        long who = person("freezing", "east");
        run(() -> directory.state(who, PersonState.ACTIVE));
        assertEquals("freezing", callers("freezing").account());
        run(() -> directory.state(who, PersonState.FROZEN));
        assertThrows(Forbidden.class, () -> callers("freezing"));
        run(() -> directory.state(who, PersonState.LEAVING));
        assertTrue(callers("freezing").leaving());
        run(() -> directory.state(who, PersonState.LEFT));
        assertThrows(Forbidden.class, () -> callers("freezing"));
        assertThrows(Invalid.class, () -> run(() -> directory.state(who, PersonState.INVITED)));
    }

    @Test
    @Covers("DIR-3")
    public void nobodyClosesTheOwnAccountOrTheLastAdministrators() {
        long admin = person("admin1", "east");
        long other = person("admin2", "east");
        run(() -> directory.grantRole("administrator", admin, Set.of()));
        assertEquals(
                List.of("state directory.problem.lastAdministrator"),
                broken(() -> directory.state(admin, PersonState.FROZEN)));
        assertThrows(Conflict.class, () -> run(() -> directory.revokeRole("administrator", admin)));
        run(() -> directory.grantRole("administrator", other, Set.of()));
        Invalid own = assertThrows(
                Invalid.class, () -> KERNEL.run("admin1", () -> directory.state(admin, PersonState.FROZEN)));
        assertEquals("directory.problem.freezeYourself", own.violations().get(0).code());
        KERNEL.run("admin1", () -> directory.state(other, PersonState.FROZEN));
        assertThrows(Forbidden.class, () -> callers("admin2"));
        assertThrows(Forbidden.class, () -> KERNEL.run("amy", () -> directory.state(admin, PersonState.FROZEN)));
    }

    @Test
    @Covers("DIR-3")
    public void messagesSayHowToWriteIt() {
        List<String> broken = broken(() -> records()
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
                broken(() -> records()
                        .create("directory.person", Map.of("account", "zoned", "name", "甲", "timeZone", "Mars/Base"))));
    }

    @Test
    @Covers("DIR-4")
    public void groupsHaveMembersByHandAndByRule() {
        RecordId hand = system(() -> records().create("directory.group", Map.of("code", "hand", "nameZh", "手工组")));
        RecordId rule = system(() -> records()
                .create(
                        "directory.group",
                        Map.of("code", "rule", "nameZh", "规则组", "ruleUnitId", KERNEL.unit("eastern"), "ruleLevel", 3)));
        run(() ->
                records().create("directory.member", Map.of("inGroupId", hand.id(), "personId", KERNEL.person("bob"))));
        assertTrue(callers("bob").principals().contains(hand.id()));
        assertFalse(callers("amy").principals().contains(hand.id()));
        assertTrue(callers("amy").principals().contains(rule.id()));
        assertFalse(callers("bob").principals().contains(rule.id()));
        update("directory.group", rule.id(), Map.of("ruleLevel", 4));
        assertFalse("from the next request on", callers("amy").principals().contains(rule.id()));
    }

    @Test
    @Covers("DIR-5")
    public void substitutesActDuringTheirDaysForTheirScope() {
        long amy = KERNEL.person("amy");
        Map<String, Object> values = Map.of(
                "substituteId", KERNEL.person("ann"), "fromDay", today(), "toDay", today().plusDays(5), "scope", "crm");
        run(() -> directory.state(KERNEL.person("ann"), PersonState.ACTIVE));
        KERNEL.as("amy", () -> records().create("directory.substitute", values));
        assertEquals(List.of("ann"), accounts(directory.substitutes(amy, "crm", today().plusDays(5))));
        assertEquals(List.of(), accounts(directory.substitutes(amy, "hr", today())));
        assertEquals(List.of(), accounts(directory.substitutes(amy, "crm", today().plusDays(6))));
        Map<String, Object> foreign = new HashMap<>(values);
        foreign.put("personId", KERNEL.person("bob"));
        Invalid refused = assertThrows(
                Invalid.class, () -> KERNEL.run("amy", () -> records().create("directory.substitute", foreign)));
        assertEquals(
                "directory.problem.substituteOfOthers",
                refused.violations().get(0).code());
    }

    private static List<String> accounts(List<Person> people) {
        return people.stream().map(Person::account).toList();
    }

    @Test
    @Covers("DIR-7")
    public void whatALeaverOwnsIsListedAndPassedOn() {
        long leaver = person("leaver", "west");
        KERNEL.role("salesperson", "leaver");
        for (int i = 0; i < 103; i++) KERNEL.deal("leaver", "Deal " + i);
        Handovers handovers = KERNEL.get(Handovers.class);
        List<Handovers.Holding> found = system(() -> handovers.of(leaver));
        assertEquals(
                List.of("demo.deal"), found.stream().map(Handovers.Holding::key).toList());
        assertEquals(103, found.get(0).count());
        assertEquals("Deal 102", found.get(0).items().get(0).title());
        assertThrows(Forbidden.class, () -> KERNEL.run("amy", () -> handovers.of(leaver)));
        long bob = KERNEL.person("bob");
        assertThrows(Invalid.class, () -> system(() -> handovers.pass(leaver, leaver, Set.of())));
        assertEquals(103L, system(() -> handovers.pass(leaver, bob, Set.of())).longValue());
        assertEquals(List.of(), system(() -> handovers.of(leaver)));
        assertTrue(KERNEL.as("bob", () -> records().list("demo.deal", Query.ALL.text("Deal 102"))).rows().stream()
                .anyMatch(row -> row.title().equals("Deal 102")));
    }

    @Test
    @Covers("ACC-13")
    public void staffSeesPeopleAndUnitsButChangesNothing() {
        assertFalse(KERNEL.as("eve", () -> records().list("directory.person", Query.ALL))
                .rows()
                .isEmpty());
        assertFalse(KERNEL.as("eve", () -> records().list("directory.unit", Query.ALL))
                .rows()
                .isEmpty());
        RecordId amy = RecordId.of("directory.person", KERNEL.person("amy"));
        assertFalse(KERNEL.as("eve", () -> records().card(amy)).row().values().containsKey("clearance"));
        assertThrows(
                Forbidden.class,
                () -> KERNEL.run("eve", () -> records().update(amy, version(amy), Map.of("name", "x"))));
        assertThrows(
                Forbidden.class,
                () -> KERNEL.run(
                        "eve",
                        () -> records().create("directory.unit", Map.of("code", "x", "nameZh", "x", "kind", "TEAM"))));
    }

    @Test
    public void namesAndSuggestionsFindPeopleUnitsAndWhatIsLikeThem() {
        long amy = KERNEL.person("amy");
        long east = KERNEL.unit("east");
        long below = directory.unit(east).orElseThrow().below();
        assertEquals(
                Map.of(amy, "amy", east, "east", below, "east"), directory.names(List.of(amy, east, below, 4711L)));
        assertEquals(List.of("amy"), accounts(directory.suggest("AM", 5)));
        assertEquals(List.of(), directory.suggest("%", 5));
        Exception like = assertThrows(Exception.class, () -> directory.requireAccount("amyy"));
        assertTrue(like.getMessage(), like.getMessage().contains("amy"));
    }

    @Test
    @Covers("I18N-1")
    public void everyLabelOfTheDirectoryIsThereInBothLanguages() {
        Texts texts = KERNEL.get(Texts.class);
        for (RecordType<?> type : KERNEL.get(Types.class).all()) {
            if (!type.module().equals("directory")) continue;
            List<String> keys = new java.util.ArrayList<>(List.of(type.id(), type.id() + ".plural"));
            type.fields().forEach(field -> {
                String key = type.id() + "." + field.name();
                keys.add(key);
                if (field.hasHelp()) keys.add(key + ".help");
                if (field.javaType().isEnum()) {
                    for (Object value : field.javaType().getEnumConstants()) keys.add(key + "." + value);
                }
            });
            type.sections().keySet().forEach(section -> keys.add(type.id() + ".section." + section));
            type.actions().forEach(action -> keys.add(type.id() + ".action." + action.id()));
            for (String key : keys) {
                assertTrue(key, texts.find(java.util.Locale.ENGLISH, key).isPresent());
                assertTrue(
                        key,
                        texts.find(java.util.Locale.SIMPLIFIED_CHINESE, key).isPresent());
            }
        }
    }
}
