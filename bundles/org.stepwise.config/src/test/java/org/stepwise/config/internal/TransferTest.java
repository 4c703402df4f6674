package org.stepwise.config.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.access.Grant;
import org.stepwise.kernel.api.access.Grants;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.access.Scope;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.config.ConfigurationTransfer.Change;
import org.stepwise.kernel.api.config.ConfigurationTransfer.Choice;
import org.stepwise.kernel.api.config.ConfigurationTransfer.Difference;
import org.stepwise.kernel.api.config.ConfigurationTransfer.Import;
import org.stepwise.kernel.api.config.ConfigurationTransfer.Part;
import org.stepwise.kernel.api.config.ConfigurationTransfer.Plan;
import org.stepwise.kernel.api.config.Item;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.setting.Choices;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.TestKernel;

/** From a test system to a production system with other ids, on each database. */
@RunWith(Parameterized.class)
@Covers({"CFG-1", "ROL-11"})
public class TransferTest {
    private static final Choice REMOVING = new Choice(Set.of(), true);
    private static String carried;
    private static List<Site> sites;

    @Parameterized.Parameters(name = "{0}")
    public static List<Site> databases() {
        sites = new ArrayList<>(List.of(new Site(TestKernel.onDerby(), "Derby")));
        if (TestKernel.postgres().isPresent()) sites.add(new Site(TestKernel.fresh(), "PostgreSQL"));
        return sites;
    }

    private final Site production;

    public TransferTest(Site production) {
        this.production = production;
    }

    @BeforeClass
    public static void open() throws Exception {
        Site test = new Site(TestKernel.onDerby(), "test system");
        test.open(0);
        test.setUp();
        carried = test.export();
        test.close();
        for (Site site : sites) site.open(3);
    }

    @AfterClass
    public static void close() throws Exception {
        for (Site site : sites) site.close();
    }

    private Difference difference(String document, Choice choice) {
        return production.kernel.as("chief", () -> production.transfer().difference(document, choice));
    }

    private Optional<Import> apply(String document, Choice choice) {
        return production.kernel.as("chief", () -> production.transfer().apply(document, choice, ""));
    }

    private Import undo(Import made) {
        return production.kernel.as("chief", () -> production.transfer().undo(made.id()));
    }

    private List<String> refused(String document) {
        Invalid invalid = assertThrows(Invalid.class, () -> apply(document, Choice.ADDING));
        return invalid.violations().stream()
                .map(one -> one.field() + " " + one.args().get("what"))
                .toList();
    }

    private static Map<String, String> kinds(List<Change> changes) {
        return changes.stream()
                .collect(Collectors.toMap(
                        one -> one.part() + " " + one.code(), one -> one.kind().name()));
    }

    @Test
    public void whatWasSetUpOnTheTestSystemComesOverAndGoesBack() {
        String before = production.parts();
        Difference found = difference(carried, Choice.ADDING);
        assertEquals(before, production.parts());
        assertEquals(
                Map.of(
                        "roles sales-lead", "ADDED",
                        "roles salesperson", "CHANGED",
                        "groups veterans", "ADDED",
                        "settings paint.dryingRules.hours", "CHANGED",
                        "settings paint.mixingRules.litres@east", "CHANGED",
                        "choices paint.finish/space", "ADDED",
                        "choices paint.finish/auto", "CHANGED",
                        "calendar 2027-01-09", "ADDED",
                        "rules paint", "CHANGED",
                        "paint-colours door", "ADDED"),
                kinds(found.changes()));
        Import made = apply(carried, Choice.ADDING).orElseThrow();
        assertEquals(carried.substring(carried.indexOf("\nparts:")), production.parts());
        assertEquals(Optional.empty(), apply(carried, Choice.ADDING));
        assertEquals(10, made.changes().size());
        undo(made);
        assertEquals(before, production.parts());
        assertEquals(
                1,
                production
                        .kernel
                        .system(() -> production
                                .kernel
                                .get(Audit.class)
                                .list(
                                        "configuration.undone",
                                        "chief",
                                        "" + made.id(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        0,
                                        9))
                        .size());
        assertEquals(
                "config.problem.undone",
                assertThrows(Conflict.class, () -> undo(made)).key());
        undo(apply(carried, Choice.ADDING).orElseThrow());
        assertEquals(before, production.parts());
    }

    @Test
    public void aDifferenceTellsEachEntryFromWhatToWhat() {
        Change setting = difference(carried, Choice.ADDING).changes().stream()
                .filter(one -> one.code().equals("paint.dryingRules.hours"))
                .findFirst()
                .orElseThrow();
        assertEquals("90", setting.entries().get(0).from());
        assertEquals("60", setting.entries().get(0).to());
        Change role = difference(carried, Choice.ADDING).changes().stream()
                .filter(one -> one.code().equals("salesperson"))
                .findFirst()
                .orElseThrow();
        assertEquals(1, role.entries().size());
        assertEquals("", role.entries().get(0).from());
        assertEquals("paint.wall export UNIT", role.entries().get(0).to());
    }

    @Test
    public void aDocumentNamesNoPeopleAndNoIds() {
        assertFalse(carried, carried.contains("chief"));
        assertFalse(carried, carried.contains("amy"));
        assertTrue(carried, carried.contains("litres@east"));
        assertTrue(carried, carried.contains("unit: east"));
        assertFalse(carried.toLowerCase(java.util.Locale.ROOT).contains("password:"));
    }

    @Test
    public void takingBackIsRefusedNamingWhatWasChangedMeanwhile() {
        Import made = apply(carried, Choice.ADDING).orElseThrow();
        Choices.Item own = new Choices.Item("space", "", "航空航天", "Aerospace", "vio", 900, true);
        production.system(() -> production.kernel.get(Choices.class).put("paint.finish", own));
        String before = production.parts();
        Conflict refused = assertThrows(Conflict.class, () -> undo(made));
        assertEquals("config.problem.changedSince", refused.key());
        assertTrue(
                refused.args().toString(), refused.args().get("what").toString().contains("paint.finish/space"));
        assertEquals(before, production.parts());
        Choices.Item back = new Choices.Item("space", "", "航天", "Space", "vio", 900, true);
        production.system(() -> production.kernel.get(Choices.class).put("paint.finish", back));
        undo(made);
    }

    @Test
    public void oneThingThatFailsLeavesEverythingAsItWas() {
        String before = production.parts();
        String document = Site.document(Map.of(
                "roles", Map.of("temp", Item.of("nameZh", "临时", "nameEn", "Temp", "grants", List.of())),
                "paint-colours", Map.of("gate", Item.of("name", "drying"))));
        assertThrows(Invalid.class, () -> apply(document, Choice.ADDING));
        assertEquals(before, production.parts());
        List<Import> imports =
                production.kernel.as("chief", () -> production.transfer().imports(100));
        assertTrue(imports.stream()
                .flatMap(one -> one.changes().stream())
                .noneMatch(one -> one.code().equals("gate")));
    }

    @Test
    public void whatIsMissingHereIsNamedWithItsPlaceAndWithWhatIsLikeIt() {
        List<String> said = refused(Site.document(Map.of(
                "settings",
                        Map.of(
                                "paint.dryingRules.hour",
                                Item.of("value", "1"),
                                "paint.mixingRules.litres@eest",
                                Item.of("value", "5")),
                "groups",
                        Map.of(
                                "g",
                                Item.of("nameZh", "组", "nameEn", "", "unit", "sale", "post", "manger", "level", "")),
                "rules", Map.of("pant", Item.of("zh", "a", "en", "b")),
                "roles",
                        Map.of(
                                "r",
                                Item.of(
                                        "nameZh",
                                        "r",
                                        "nameEn",
                                        "",
                                        "grants",
                                        List.of("paint.wal see ALL", "paint.wall se ALL", "nonsense"))),
                "choices",
                        Map.of(
                                "paint.finsh/x",
                                Item.of("zh", "x", "en", "x", "parent", "", "tone", "", "order", 1, "active", true)))));
        String all = String.join("\n", said);
        for (String like : List.of(
                "paint.dryingRules.hour", "east", "sales", "manager", "paint", "paint.wall", "see", "paint.finish")) {
            assertTrue(like + " in " + all, all.contains(like));
        }
        assertEquals(all, 9, said.size());
        assertTrue(all, said.stream().allMatch(one -> one.matches("(?s)[1-9][0-9]*:[1-9][0-9]* .+")));
    }

    @Test
    public void nobodyIsLockedOutByAnImport() {
        Item powerless = Item.of("nameZh", "系统管理员", "nameEn", "Administrator", "grants", List.of("paint.wall see ALL"));
        List<String> said = refused(Site.document("roles", Roles.ADMINISTRATOR, powerless));
        assertEquals(said.toString(), 1, said.size());
        assertTrue(
                said.toString(),
                said.get(0).contains("Nobody could administer roles")
                        || said.get(0).contains("角色"));
        Invalid removed = assertThrows(Invalid.class, () -> apply(Site.document(Map.of("roles", Map.of())), REMOVING));
        assertTrue(removed.violations().size() >= 2);
    }

    @Test
    public void nothingIsRemovedUnlessItIsAskedForAndNothingThatIsUsed() {
        production.system(() -> production
                .kernel
                .get(Choices.class)
                .put("paint.finish", new Choices.Item("toys", "", "玩具", "Toys", "", 910, true)));
        String empty = Site.document(Map.of("choices", Map.of()));
        assertEquals(List.of(), difference(empty, Choice.ADDING).changes());
        assertEquals(1, difference(empty, Choice.ADDING).unnamed());
        assertEquals(
                Map.of("choices paint.finish/toys", "REMOVED"),
                kinds(difference(empty, REMOVING).changes()));
        long wall = production.make("paint.wall", Map.of("name", "Nursery", "finish", "toys"));
        Invalid used = assertThrows(Invalid.class, () -> apply(empty, REMOVING));
        assertTrue(
                used.toString(),
                used.violations().get(0).args().get("what").toString().contains("toys"));
        production.system(() -> production
                .kernel
                .get(Transactions.class)
                .sql()
                .update("update paint_wall set finish = 'matt' where id = ?", wall));
        Import made = apply(empty, REMOVING).orElseThrow();
        assertEquals(0, difference(empty, Choice.ADDING).unnamed());
        undo(made);
        assertEquals(1, difference(empty, Choice.ADDING).unnamed());
        apply(empty, REMOVING);
    }

    @Test
    public void aRoleThatSomebodyHoldsMeanwhileIsNotTakenBack() {
        String lead =
                Site.document("roles", "keeper", Item.of("nameZh", "库管", "nameEn", "Keeper", "grants", List.of()));
        Import made = apply(lead, Choice.ADDING).orElseThrow();
        Directory directory = production.kernel.get(Directory.class);
        long amy = directory.requireAccount("amy").id();
        production.system(() -> directory.grantRole("keeper", amy, Set.of()));
        Conflict refused = assertThrows(Conflict.class, () -> undo(made));
        assertEquals("config.problem.notUndone", refused.key());
        production.system(() -> directory.revokeRole("keeper", amy));
        undo(made);
        undo(apply(lead, Choice.ADDING).orElseThrow());
    }

    @Test
    public void onlyThePartsThatWereChosenComeOver() {
        Choice one = new Choice(Set.of("calendar"), false);
        assertEquals(
                Map.of("calendar 2027-01-09", "ADDED"),
                kinds(difference(carried, one).changes()));
        String calendar = production.kernel.system(() -> production.transfer().export(Set.of("calendar")));
        assertFalse(calendar, calendar.contains("roles:"));
        assertTrue(calendar, calendar.contains("calendar:"));
    }

    @Test
    public void whatWasLookedAtIsWhatIsDone() {
        Difference seen = difference(carried, Choice.ADDING);
        production.system(() -> production
                .kernel
                .get(Choices.class)
                .put("paint.finish", new Choices.Item("auto", "", "汽车业", "Cars", "", 20, true)));
        Conflict moved = assertThrows(
                Conflict.class,
                () -> production.kernel.as(
                        "chief", () -> production.transfer().apply(carried, Choice.ADDING, seen.mark())));
        assertEquals("config.problem.moved", moved.key());
        apply(Site.document(Map.of("choices", Map.of())), REMOVING);
    }

    @Test
    public void thePlanGoesOverByItsOwnFileAndIsOnlyCompared() {
        assertEquals(Plan.SAME, difference(carried, Choice.ADDING).plan());
        String other = carried.replaceFirst("(?m)^plan: .*$", "plan: abc");
        assertEquals(Plan.OTHER, difference(other, Choice.ADDING).plan());
        assertEquals(
                Plan.UNNAMED, difference(Site.document(Map.of()), Choice.ADDING).plan());
    }

    @Test
    public void whoMayNotDoItOnTheRolesPageMayNotDoItByAFile() {
        assertThrows(
                Forbidden.class,
                () -> production.kernel.as("amy", () -> production.transfer().parts()));
        assertThrows(
                Forbidden.class,
                () -> production.kernel.as("amy", () -> production.transfer().export(Set.of())));
        String mine = Site.document(
                "roles",
                "mine",
                Item.of("nameZh", "我", "nameEn", "", "grants", List.of("directory.role administer ALL")));
        assertThrows(
                Forbidden.class,
                () -> production.kernel.as("amy", () -> production.transfer().apply(mine, Choice.ADDING, "")));
        Grant carrying = new Grant(Roles.STAFF, "config.transfer", "administer", Scope.ALL);
        production.system(() -> production.kernel.get(Grants.class).give(carrying));
        try {
            List<Part> parts =
                    production.kernel.as("amy", () -> production.transfer().parts());
            assertEquals(List.of("paint-colours"), parts.stream().map(Part::id).toList());
            assertThrows(
                    Forbidden.class,
                    () -> production.kernel.as(
                            "amy", () -> production.transfer().apply(mine, Choice.ADDING, "")));
        } finally {
            production.system(() -> production.kernel.get(Grants.class).take(carrying));
        }
    }
}
