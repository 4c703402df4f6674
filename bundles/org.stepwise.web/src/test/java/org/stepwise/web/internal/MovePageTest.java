package org.stepwise.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.PageTester;
import org.stepwise.web.internal.shop.Shop;

/** Moving a unit with a look at what it changes. */
public class MovePageTest {
    @ClassRule
    public static final Shop SHOP = new Shop();

    private static long parent(long unit) {
        return SHOP.kernel()
                .system(() -> SHOP.kernel().get(Directory.class).unit(unit).map(Unit::parent))
                .orElse(0L);
    }

    private static long pairs() {
        return SHOP.kernel().get(Transactions.class).sql().number("select count(*) from person_closure");
    }

    @Test
    @Covers("DIR-1")
    public void aMoveIsToldBeforeItIsDoneAndTakenBack() {
        SHOP.order("Of the east");
        long east = SHOP.id("east");
        long west = SHOP.id("west");
        long was = parent(east);
        long before = pairs();
        String page = "/organisation/move/" + east;
        Document preview = SHOP.page("root", page + "?parent=" + west);
        assertTrue(preview.text(), preview.select("dl").text().contains("People in them 3"));
        assertTrue(preview.text(), preview.select("dl").text().contains("Records of these units"));
        assertEquals("a look changes nothing", was, parent(east));
        assertEquals(before, pairs());
        PageTester.Answer moved = SHOP.as("root").post(page, Map.of("parent", west));
        assertEquals(303, moved.status());
        assertEquals(west, parent(east));
        String message = SHOP.as("root").follow(moved).text();
        String back = page + "?parent=" + was;
        assertTrue(message, message.contains(back));
        assertEquals(303, SHOP.as("root").post(back, Map.of()).status());
        assertEquals(was, parent(east));
        assertEquals(before, pairs());
    }

    /** A unit with one person in it. */
    private static long team(String code, String under) {
        return SHOP.kernel().system(() -> {
            Records records = SHOP.records();
            long unit = records.create(
                            "directory.unit",
                            Map.of("code", code, "nameZh", code, "kind", "TEAM", "parentId", SHOP.id(under)))
                    .id();
            long person = records.create("directory.person", Map.of("account", code + "-one", "name", code))
                    .id();
            long post = SHOP.kernel()
                    .get(Transactions.class)
                    .sql()
                    .number("select min(id) from directory_post where deleted = false");
            records.create(
                    "directory.position",
                    Map.of("personId", person, "inUnitId", unit, "postId", post, "primaryPosition", true));
            return unit;
        });
    }

    @Test
    @Covers({"DIR-1", "ROL-5"})
    public void theModulesThatOpenAndCloseByTheMoveAreNamed() {
        long moving = team("moving", "west");
        Document in = SHOP.page("root", "/organisation/move/" + moving + "?parent=" + SHOP.id("east"));
        assertTrue(in.text(), in.text().contains("Shop opens for 1 of these people"));
        long leaving = team("leaving", "east");
        Document out = SHOP.page("root", "/organisation/move/" + leaving + "?parent=" + SHOP.id("west"));
        assertTrue(out.text(), out.text().contains("Shop closes for 1 of these people"));
        Document aside = SHOP.page("root", "/organisation/move/" + moving + "?parent=" + SHOP.id("group"));
        assertFalse(aside.text(), aside.text().contains("Shop"));
    }

    @Test
    @Covers({"DIR-1", "ROL-2"})
    public void recordsOfAModuleThatIsNotOpenToTheMoverAreNotCounted() {
        SHOP.order("Of a closed module");
        Directory directory = SHOP.kernel().get(Directory.class);
        SHOP.kernel().system(() -> directory.grantRole("administrator", SHOP.id("head"), Set.of()));
        String page = "/organisation/move/" + SHOP.id("east") + "?parent=" + SHOP.id("west");
        assertEquals("0", records(SHOP.page("root", page)));
        assertTrue(Integer.parseInt(records(SHOP.page("head", page))) > 0);
        SHOP.kernel().system(() -> directory.revokeRole("administrator", SHOP.id("head")));
    }

    private static String records(Document page) {
        return page.select("dt:contains(Records) + dd").text();
    }

    @Test
    @Covers("DIR-1")
    public void aCycleAndOthersAreRefused() {
        long east = SHOP.id("east");
        long was = parent(east);
        String group = "/organisation/move/" + was + "?parent=" + east;
        assertEquals(422, SHOP.as("root").get(group).status());
        assertEquals(422, SHOP.as("root").post(group, Map.of()).status());
        String page = "/organisation/move/" + east + "?parent=" + SHOP.id("west");
        assertEquals(403, SHOP.as("amy").get(page).status());
        assertEquals(403, SHOP.as("amy").post(page, Map.of()).status());
        assertEquals(was, parent(east));
    }
}
