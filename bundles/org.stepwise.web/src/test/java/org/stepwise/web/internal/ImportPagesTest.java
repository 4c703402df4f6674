package org.stepwise.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.PageTester;
import org.stepwise.testkit.TestKernel;
import org.stepwise.web.internal.shop.Shop;

/** Imports on pages: looked at first, then in the background, with the bad rows as a file. */
public class ImportPagesTest {
    @ClassRule
    public static final Shop SHOP = new Shop();

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static PageTester.Answer send(String account, String page, String name, String rows, String step) {
        return SHOP.as(account).upload(page, name, utf8(rows), Map.of("step", step));
    }

    /** The run's page when it has ended. */
    private static Document ended(String account, PageTester.Answer begun) {
        assertEquals(begun.text(), 303, begun.status());
        String page = begun.header("Location");
        assertTrue(page, page.startsWith("/me/work/"));
        TestKernel.await(
                "the import ends",
                () -> SHOP.page(account, page).select("#work[hx-get]").isEmpty(),
                () -> SHOP.page(account, page).text());
        return SHOP.page(account, page);
    }

    @Test
    @Covers("REC-7")
    public void aLookAtTheFileNamesEachBadRowAndChangesNothing() {
        PageTester.Answer bad =
                send("amy", "/shop/order/import", "orders.csv", "name,state,amount\nLook,OPEN,5\n,OPEN,-3\n", "check");
        assertEquals(422, bad.status());
        assertTrue(bad.html().select("table.boxed tbody td").eachText().contains("3"));
        String good = "name,state,amount\nLook,OPEN,5\n";
        assertEquals(
                200,
                send("amy", "/shop/order/import", "orders.csv", good, "check").status());
        assertEquals(
                0, SHOP.page("amy", "/shop/order?q=Look").select("#rows tr").size());
    }

    @Test
    @Covers({"REC-7", "JOB-1"})
    public void anImportGoesOnInTheBackgroundAndItsStarterFindsItAgain() {
        String rows = "name,state,amount\nIn the background,OPEN,5\n";
        Document done = ended("amy", send("amy", "/shop/order/import", "orders.csv", rows, "import"));
        assertTrue(done.text(), done.select("#work").text().contains("1 new"));
        assertEquals("/shop/order", done.select(".card-f a").attr("href"));
        assertEquals(
                1, SHOP.page("amy", "/shop/order?q=In+the").select("#rows tr").size());
        Document mine = SHOP.page("amy", "/me/work");
        String again = mine.select(".rows a").first().attr("href");
        assertEquals(200, SHOP.as("amy").get(again).status());
        assertEquals(404, SHOP.as("bob").get(again).status());
    }

    @Test
    @Covers({"REC-7", "JOB-1"})
    public void theBadRowsComeBackAsAFileWithTheReasonsToWhoSentThem() {
        String rows = "name,state,amount\nGood one,OPEN,5\n,OPEN,-3\n";
        Document failed = ended("amy", send("amy", "/shop/order/import", "orders.csv", rows, "import"));
        String file = failed.select("a[href$=/file]").attr("href");
        PageTester.Answer bad = SHOP.as("amy").get(file);
        assertEquals(200, bad.status());
        assertTrue(bad.text(), bad.text().contains("-3"));
        assertFalse(bad.text(), bad.text().contains("Good one"));
        assertEquals(404, SHOP.as("bob").get(file).status());
        assertEquals(
                0, SHOP.page("amy", "/shop/order?q=Good+one").select("#rows tr").size());
    }

    @Test
    @Covers({"DIR-6", "REC-7", "JOB-1"})
    public void theOrganisationIsImportedInTheBackgroundToo() {
        String page = "/organisation/import";
        Document failed = ended("root", send("root", page, "posts.csv", "code,name_zh,level\nbad,,99x\n", "import"));
        String file = failed.select("a[href$=/file]").attr("href");
        assertTrue(failed.text(), SHOP.as("root").get(file).text().contains("level"));
        Document done = ended("root", send("root", page, "posts.csv", "code,name_zh,level\nlate,新岗位,4\n", "import"));
        assertTrue(done.text(), done.select("#work").text().contains("1 new"));
        assertEquals(
                403,
                send("amy", page, "posts.csv", "code,name_zh,level\nx,y,1\n", "import")
                        .status());
    }

    @Test
    @Covers({"REC-7", "JOB-1"})
    public void aFailedImportSaysThatNothingCameInAndWhatToDoNext() {
        Document bad = ended("amy", send("amy", "/shop/order/import", "orders.csv", "name,state\n,OPEN\n", "import"));
        String said = bad.select("#work .note.bad").text();
        assertTrue(said, said.contains("One value is wrong. Nothing was imported."));
        assertTrue(said, said.contains("import the file again"));
        Document noTable = ended("amy", send("amy", "/shop/order/import", "orders.xlsx", "PK no workbook", "import"));
        said = noTable.select("#work").text();
        assertTrue(said, said.contains("Nothing was imported.") && said.contains("import the file again"));
    }

    @Test
    @Covers("REC-7")
    public void aLookAtAFileFullOfErrorsStaysAShortPage() {
        StringBuilder rows = new StringBuilder("name,state,amount\n");
        for (int i = 0; i < 5_000; i++) rows.append(",OPEN,-3\n");
        PageTester.Answer answer = send("amy", "/shop/order/import", "orders.csv", rows.toString(), "check");
        assertEquals(422, answer.status());
        Document page = answer.html();
        assertEquals(200, page.select("table.boxed tbody tr").size());
        String text = page.select("#outcome").text();
        assertTrue(text, text.contains("5,000 errors") || text.contains("10,000 errors"));
        assertTrue(text, text.contains("The list holds the first 2,000"));
        assertEquals(2_001, page.select("textarea[name=content]").val().lines().count());
    }
}
