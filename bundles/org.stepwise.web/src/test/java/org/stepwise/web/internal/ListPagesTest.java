package org.stepwise.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.PageTester;
import org.stepwise.testkit.TestKernel;
import org.stepwise.web.internal.shop.Shop;

/** Lists, and what is done with many records at once. */
public class ListPagesTest {
    @ClassRule
    public static final Shop SHOP = new Shop();

    @Test
    @Covers("REC-9")
    public void manyRecordsAreDeletedAtOnceWithAReport() {
        RecordId one = SHOP.order("Bulk one");
        RecordId two = SHOP.order("Bulk two");
        Map<String, Object> form = Map.of("action", "delete", "ids", one.id() + "," + two.id());
        PageTester.Answer answer = SHOP.as("amy").post("/shop/order/bulk", form);
        assertEquals(answer.text(), 303, answer.status());
        assertEquals(
                0, SHOP.page("amy", "/shop/order?q=Bulk").select("#rows tr").size());
        assertEquals(
                2,
                SHOP.page("amy", "/shop/order?bin=1&q=Bulk").select("#rows tr").size());
    }

    @Test
    @Covers("REC-9")
    public void manyRecordsComeBackByOnePress() {
        RecordId one = SHOP.order("Undone one");
        RecordId two = SHOP.order("Undone two");
        Map<String, Object> form = Map.of("action", "delete", "ids", one.id() + "," + two.id());
        PageTester.Answer deleted = SHOP.as("amy").post("/shop/order/bulk", form);
        String undo = SHOP.as("amy")
                .follow(deleted)
                .html()
                .select(".toast form")
                .first()
                .attr("action");
        assertEquals(303, SHOP.as("amy").post(undo, Map.of()).status());
        assertEquals(
                2, SHOP.page("amy", "/shop/order?q=Undone").select("#rows tr").size());
    }

    @Test
    @Covers("REC-9")
    public void manyRecordsAreSharedAtOnce() {
        RecordId one = SHOP.order("Given one");
        RecordId two = SHOP.order("Given two");
        Map<String, Object> form = Map.of(
                "action", "share", "ids", one.id() + "," + two.id(), "principal", SHOP.id("ann"), "rights", "edit");
        assertEquals(303, SHOP.as("amy").post("/shop/order/bulk", form).status());
        assertEquals(
                2, SHOP.page("ann", "/shop/order?q=Given").select("#rows tr").size());
    }

    @Test
    @Covers("REC-1")
    public void pagesLeadForthAndBack() {
        SHOP.kernel().as("amy", () -> {
            for (int i = 0; i < 120; i++) {
                SHOP.records().create("shop.order", Map.of("name", "Paged " + (1000 + i), "amount", "1"));
            }
        });
        Document first = SHOP.page("amy", "/shop/order?q=Paged&sort=name");
        Document second = SHOP.page("amy", first.select("a[rel=next]").attr("href"));
        Document third = SHOP.page("amy", second.select("a[rel=next]").attr("href"));
        assertEquals("Paged 1100", third.select("#rows .ttl").first().text());
        assertEquals(0, third.select("a[rel=next]").size());
        Document back = SHOP.page("amy", third.select("a[rel=prev]").attr("href"));
        assertEquals("Paged 1050", back.select("#rows .ttl").first().text());
        Document start = SHOP.page("amy", back.select("a[rel=prev]").attr("href"));
        assertEquals("Paged 1000", start.select("#rows .ttl").first().text());
        assertEquals(0, start.select("a[rel=prev]").size());
        assertEquals(
                "120",
                SHOP.as("amy")
                        .htmx()
                        .get("/shop/order?q=Paged&count=total")
                        .text()
                        .strip());
    }

    @Test
    @Covers("REC-9")
    public void everythingThatMatchesIsWorkedOnInTheBackground() {
        SHOP.kernel().as("amy", () -> {
            for (int i = 0; i < 210; i++) {
                SHOP.records().create("shop.order", Map.of("name", "Mass " + i, "amount", "1"));
            }
        });
        PageTester.Answer begun =
                SHOP.as("amy").post("/shop/order/bulk?q=Mass", Map.of("action", "delete", "everything", "true"));
        String progress = begun.header("Location");
        assertTrue(progress, progress.startsWith("/me/work/"));
        TestKernel.await(
                "the work is done",
                () -> SHOP.page("amy", progress).select("#work .chip").hasClass("ok"),
                () -> SHOP.page("amy", progress).select("main").text());
        assertTrue(SHOP.page("amy", progress).select("main").text().contains("210 done"));
        assertEquals(404, SHOP.as("ann").get(progress).status());
        assertEquals(
                0, SHOP.page("amy", "/shop/order?q=Mass").select("#rows tr").size());
    }

    @Test
    @Covers("REC-1")
    public void everybodyChoosesColumns() {
        SHOP.order("Columns");
        List<String> usual = SHOP.page("ann", "/shop/order").select("thead th").eachText();
        Map<String, Object> form = Map.of("column", List.of("name", "number", "urgent"));
        assertEquals(303, SHOP.as("amy").post("/shop/order/columns", form).status());
        Document chosen = SHOP.page("amy", "/shop/order?q=Columns");
        assertEquals(4, chosen.select("thead th").size());
        assertTrue(chosen.select("#rows tr").text().contains("O-"));
        SHOP.as("amy").post("/shop/order/columns", Map.of("reset", "1"));
        assertEquals(
                6, SHOP.page("amy", "/shop/order?q=Columns").select("thead th").size());
        assertFalse(usual.contains("Number"));
    }
}
