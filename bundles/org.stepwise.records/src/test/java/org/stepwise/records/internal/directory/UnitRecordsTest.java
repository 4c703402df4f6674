package org.stepwise.records.internal.directory;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.directory.Person;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.record.HistoryEntry;
import org.stepwise.records.internal.deal.RecordKernel;
import org.stepwise.testkit.Covers;

/** Units as records: moved, dated, headed, and not deleted while they are used. */
public class UnitRecordsTest {
    @ClassRule
    public static final RecordKernel KERNEL = RecordKernel.any();

    private final OrganisationDesk desk = new OrganisationDesk(KERNEL);

    @Test
    @Covers("DIR-1")
    public void movingAUnitTakesAllBelowAlongAndIsKeptInTheHistory() {
        long a = desk.unit("mv-a", "east", Map.of());
        long b = desk.unit("mv-b", "mv-a", Map.of());
        long mover = desk.person("mv-person", "east");
        desk.run(() -> desk.records()
                .update(
                        desk.position(mover),
                        desk.version(desk.position(mover)),
                        Map.of("inUnitId", String.valueOf(b))));
        assertTrue(desk.directory.isSuperior(KERNEL.person("boss"), mover)
                || desk.directory.superior(mover).isEmpty());
        desk.run(() -> desk.directory.move(a, KERNEL.unit("west")));
        assertEquals(
                List.of(b, a, KERNEL.unit("west"), KERNEL.unit("western"), KERNEL.unit("group")),
                desk.directory.above(b));
        assertEquals(
                KERNEL.unit("western"), desk.directory.unit(b).orElseThrow().segment());
        assertEquals(KERNEL.unit("western"), desk.callers("mv-person").segment());
        HistoryEntry newest = desk.system(() -> desk.records().history(RecordId.of("directory.unit", a), 1))
                .get(0);
        assertTrue(newest.changes().containsKey("parentId"));
        assertEquals(
                List.of("parentId directory.problem.unitCycle"),
                desk.broken(() -> desk.directory.move(KERNEL.unit("west"), b)));
    }

    @Test
    @Covers("DIR-1")
    public void theTreeOfAPastDayIsTheTreeAsItWas() {
        LocalDate start = desk.today();
        long old = desk.unit("past-old", "", Map.of("kind", "COMPANY", "sortOrder", 900));
        long child = desk.unit("past-child", "past-old", Map.of("sortOrder", 901));
        KERNEL.kernel().clock().advance(Duration.ofDays(10));
        long fresh = desk.unit("past-new", "", Map.of("kind", "COMPANY", "sortOrder", 902));
        desk.run(() -> desk.directory.move(child, fresh));
        desk.update("directory.unit", child, Map.of("nameZh", "改名", "headId", KERNEL.person("boss")));
        KERNEL.kernel().clock().advance(Duration.ofDays(10));
        desk.delete("directory.unit", old);
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
        desk.run(() -> desk.records().restore(RecordId.of("directory.unit", old)));
        assertTrue(find(start.plusDays(20), old).isPresent());
    }

    private Optional<Unit> find(LocalDate day, long unit) {
        return desk.directory.tree("main", day).stream()
                .filter(u -> u.id() == unit)
                .findFirst();
    }

    @Test
    @Covers("DIR-1")
    public void otherTreesStandBesideTheAdministrativeOne() {
        long region = desk.unit("region", "", Map.of("tree", "region", "kind", "COMPANY"));
        assertEquals(
                List.of(region),
                desk.directory.tree("region", desk.today()).stream()
                        .map(Unit::id)
                        .toList());
        assertTrue(find(desk.today(), region).isEmpty());
        assertEquals(
                List.of("parentId directory.problem.otherTree"),
                desk.broken(() -> desk.unit("astray", "region", Map.of("tree", "main"))));
    }

    @Test
    @Covers("DIR-1")
    public void aUnitInUseIsNotDeletedAndItsHeadHasDeputies() {
        assertEquals(
                "directory.problem.unitInUse",
                assertThrows(Conflict.class, () -> desk.delete("directory.unit", KERNEL.unit("east")))
                        .key());
        long unit = desk.unit("dep", "east", Map.of("headId", KERNEL.person("amy")));
        assertEquals(
                "directory.problem.personLeads",
                assertThrows(Conflict.class, () -> desk.delete("directory.person", KERNEL.person("amy")))
                        .key());
        desk.run(() -> desk.records()
                .create(
                        "directory.deputy",
                        Map.of("ofUnitId", unit, "personId", KERNEL.person("ann"), "sortOrder", 1)));
        assertEquals(
                List.of("ann"),
                desk.directory.deputies(unit).stream().map(Person::account).toList());
        desk.update("directory.unit", unit, Map.of("headId", ""));
    }
}
