package org.stepwise.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.PhaseDraft;
import org.stepwise.kernel.api.rollout.Rollout;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.PageTester;
import org.stepwise.testkit.TestKernel;
import org.stepwise.web.internal.shop.Shop;

/** The roll-out board. */
public class BoardPagesTest {
    @ClassRule
    public static final Shop SHOP = new Shop();

    @Test
    @Covers("ROL-9")
    public void theBoardShowsModulesByUnitAndOpensAPhase() {
        Document board = SHOP.page("root", "/rollout?module=shop&unit=" + SHOP.id("east"));
        assertTrue(board.select(".phs").text().contains("Pilot"));
        assertTrue(board.select("table.mx tbody").text().contains("Shop"));
        assertTrue(board.select("#detail h2").text().contains("Shop"));
        assertTrue(board.select("#detail").text().contains("All have signed in"));
        Document usual = SHOP.page("root", "/rollout");
        assertEquals(1, usual.select("table.mx [aria-current=true]").size());
        String module = usual.select("table.mx th a").first().attr("href");
        assertEquals("/admin/module/shop", module);
        Document phase = SHOP.page("root", "/rollout/pilot");
        assertTrue(phase.text().contains("All have signed in"));
        assertTrue(phase.select("form[action=/rollout/pilot/pause]").size() > 0);
        assertEquals(403, SHOP.as("amy").get("/rollout").status());
    }

    @Test
    @Covers("ROL-1")
    public void whoIsResponsibleForAPhaseFindsItInTheNavigationAndNoOther() {
        Rollout rollout = SHOP.kernel().get(Rollout.class);
        assertEquals(0, SHOP.page("bob", "/").select(".side a[href=/rollout]").size());
        SHOP.kernel().as("root", () -> {
            Set<Long> bob = Set.of(SHOP.id("bob"));
            return rollout.create(new PhaseDraft(
                    "bobs",
                    "Bob's",
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    Set.of("shop"),
                    Set.of(SHOP.id("west")),
                    Set.of(),
                    bob,
                    List.of(),
                    List.of()));
        });
        assertEquals(1, SHOP.page("bob", "/").select(".side a[href=/rollout]").size());
        Document own = SHOP.page("bob", "/rollout");
        assertEquals(List.of("/rollout/bobs"), own.select(".phs").eachAttr("href"));
        assertEquals(0, own.select("table.mx").size());
        assertEquals(
                1,
                SHOP.page("bob", "/rollout/bobs")
                        .select(".crumb a[href=/rollout]")
                        .size());
        assertEquals(403, SHOP.as("bob").get("/rollout/pilot").status());
    }

    @Test
    @Covers("ROL-9")
    public void whoAlsoWorksElsewhereIsCountedOnceAndNothingIsExpectedThere() {
        SHOP.page("ann", "/");
        String people = SHOP.page("root", "/rollout").select(".kpi-v").first().text();
        String west = "/rollout?module=shop&unit=" + SHOP.id("west");
        String east = "/rollout?module=shop&unit=" + SHOP.id("east");
        SHOP.kernel().system(() -> {
            long post = SHOP.kernel()
                    .get(Records.class)
                    .create("directory.post", Map.of("code", "second", "nameZh", "兼职", "level", 3))
                    .id();
            SHOP.kernel()
                    .get(Records.class)
                    .create(
                            "directory.position",
                            Map.of("personId", SHOP.id("ann"), "inUnitId", SHOP.id("west"), "postId", post));
        });
        Document board = SHOP.page("root", west);
        assertEquals(people, board.select(".kpi-v").first().text());
        assertTrue(
                board.select("#detail").text(), board.select("#detail").text().contains("Open to 1 of 3"));
        assertEquals(0, board.select("#detail .t-bad.sp").size());
        assertEquals(1, SHOP.page("root", east).select("#detail .t-bad.sp").size());
    }

    @Test
    @Covers({"ROL-9", "ROL-12"})
    public void modulesTellTheFiguresOfTheBoardAndWhoHasNotSignedInYet() {
        String open = SHOP.page("root", "/rollout")
                .select(".kpi-v")
                .first()
                .text()
                .split("/")[0]
                .trim();
        String shop = SHOP.page("root", "/admin/modules")
                .select("tr:contains(Shop)")
                .first()
                .text();
        assertTrue(shop, shop.contains(" / " + open + " "));
        assertTrue(SHOP.page("root", "/rollout/pilot").text().contains("not signed in yet"));
    }

    @Test
    @Covers("ROL-4")
    public void whoHasAModuleAlreadyIsToldApartInARehearsal() {
        PageTester.Answer answer = SHOP.as("root").post("/rollout/pilot/rehearse", Map.of());
        String told = answer.html().text();
        assertTrue(told, told.contains("people have it already"));
        Map<String, String> misspelt = Map.of("modules", "shpo", "units", String.valueOf(SHOP.id("west")));
        PageTester.Answer refused = SHOP.as("root").post("/rollout/pilot/widen", misspelt);
        assertEquals(422, refused.status());
        assertTrue(refused.html().text(), refused.html().text().contains("shop"));
    }

    @Test
    @Covers("ROL-7")
    public void nothingIsBelowExpectationWhenNoneWasSet() {
        Phase pilot = SHOP.kernel().as("root", () -> rollout().phase("pilot"));
        assertTrue(SHOP.page("root", "/rollout").select(".legend").text().contains("expectation"));
        PhaseDraft none = with(pilot, List.of());
        SHOP.kernel().as("root", () -> rollout().change("pilot", none));
        Document board = SHOP.page("root", "/rollout?module=shop&unit=" + SHOP.id("east"));
        SHOP.kernel().as("root", () -> rollout().change("pilot", PhaseDraft.of(pilot)));
        assertEquals(
                0, board.select(".legend .t-bad, .cell.low, #detail .t-bad.sp").size());
    }

    private static Rollout rollout() {
        return SHOP.kernel().get(Rollout.class);
    }

    private static PhaseDraft with(Phase phase, List<String> criteria) {
        PhaseDraft same = PhaseDraft.of(phase);
        return new PhaseDraft(
                same.code(),
                same.name(),
                same.goal(),
                same.from(),
                same.to(),
                same.modules(),
                same.units(),
                same.persons(),
                same.responsible(),
                same.tasks(),
                criteria);
    }

    @Test
    @Covers("ROL-5")
    public void aPausedPhaseHidesItsModuleFromTheNextRequestOn() {
        assertEquals(303, SHOP.as("root").post("/rollout/pilot/pause", Map.of()).status());
        assertEquals(404, SHOP.as("amy").get("/shop/order").status());
        assertEquals(
                303, SHOP.as("root").post("/rollout/pilot/resume", Map.of()).status());
        assertEquals(200, SHOP.as("amy").get("/shop/order").status());
    }

    @Test
    @Covers({"ROL-7", "ROL-9"})
    public void aPhaseIsPlannedWithCountedCriteriaAndTellsWhatTheyLack() {
        Map<String, String> form = new java.util.HashMap<>();
        form.put("code", "counted");
        form.put("name", "Counted");
        form.put("modules", "shop");
        form.put("units", String.valueOf(SHOP.id("east")));
        form.put("active", "80");
        form.put("weeks", "2");
        form.put("records", "3");
        form.put("tasks-done", "true");
        form.put("blocking", "true");
        form.put("tasks", "Train");
        form.put("criteria", "The head agrees");
        assertEquals(303, SHOP.as("root").post("/rollout/new", form).status());
        assertEquals(
                List.of("active>=80%/2w", "records>=3", "tasks=done", "blocking=0", "The head agrees"),
                SHOP.kernel()
                        .as("root", () -> PhaseDraft.of(rollout().phase("counted")))
                        .criteria());
        Document edit = SHOP.page("root", "/rollout/counted/edit");
        assertEquals("80", edit.select("#p-active").val());
        assertEquals("3", edit.select("#p-records").val());
        assertEquals("The head agrees", edit.select("#p-criteria").text());
        assertEquals(
                303, SHOP.as("root").post("/rollout/counted/activate", Map.of()).status());
        SHOP.page("amy", "/shop/order");
        Document phase = SHOP.page("root", "/rollout/counted");
        String gates = phase.select(".gate").text();
        assertTrue(gates, gates.contains("80% or more of the people active in each of the last 2 weeks"));
        assertTrue(phase.select("#dlg-complete").text().contains("3 or more records made"));
        assertEquals(
                409, SHOP.as("root").post("/rollout/counted/complete", Map.of()).status());
        Document adoption = SHOP.page("root", "/rollout/counted/adoption");
        assertTrue(adoption.select(".kpis").text().contains("/ 3"));
        assertEquals(1, adoption.select("h1").size());
        assertTrue(
                adoption.select("table").text(), adoption.select("table").text().contains("east"));
        assertEquals(403, SHOP.as("amy").get("/rollout/counted/adoption").status());
        assertEquals(403, SHOP.as("amy").get("/rollout/counted").status());
        Document report = SHOP.page("root", "/rollout/counted/report");
        assertEquals(1, report.select("h1").size());
        String told = report.select("main").text();
        for (String part : List.of("Counted", "The head agrees", "Train", "Signature", "No feedback is left", "east")) {
            assertTrue(part + " in " + told, told.contains(part));
        }
        assertEquals(403, SHOP.as("amy").get("/rollout/counted/report").status());
        PageTester.Answer pdf = SHOP.as("root").get("/rollout/counted/report.pdf");
        assertEquals(200, pdf.status());
        assertTrue(pdf.header("Content-Type").startsWith("application/pdf"));
        assertTrue(pdf.text().startsWith("%PDF-"));
        assertEquals(403, SHOP.as("amy").get("/rollout/counted/report.pdf").status());
        Document cell = SHOP.page("root", "/rollout?module=shop&unit=" + SHOP.id("east"));
        assertEquals(1, cell.select("#detail svg.spark polyline").size());
        SHOP.kernel().as("root", () -> rollout().rollBack("counted"));
    }

    @Test
    @Covers("ROL-17")
    public void aRehearsedPhaseIsTriedByAGroupAndCleared() {
        SHOP.kernel()
                .as(
                        "root",
                        () -> rollout()
                                .create(new PhaseDraft(
                                        "tried",
                                        "Tried",
                                        "",
                                        Optional.empty(),
                                        Optional.empty(),
                                        Set.of("shop"),
                                        Set.of(SHOP.id("west")),
                                        Set.of(),
                                        Set.of(),
                                        List.of(),
                                        List.of())));
        assertEquals(404, SHOP.as("bob").get("/shop/order").status());
        PageTester.Visitor root = SHOP.as("root");
        Map<String, Object> group = Map.of("persons", SHOP.id("bob"));
        assertEquals(409, root.post("/rollout/tried/trial", group).status());
        assertTrue(SHOP.page("root", "/rollout/tried/trial").text().contains("Rehearse the phase first"));
        assertEquals(200, root.post("/rollout/tried/rehearse", Map.of()).status());
        assertEquals(422, root.post("/rollout/tried/trial", Map.of()).status());
        assertEquals(303, root.post("/rollout/tried/trial", group).status());
        SHOP.page("bob", "/shop/order");
        SHOP.kernel().as("bob", () -> SHOP.records().create("shop.order", Map.of("name", "Tried", "amount", "1")));
        assertEquals(
                1, SHOP.page("bob", "/shop/order").select("td.ttl .chip.vio").size());
        Document trial = SHOP.page("root", "/rollout/tried/trial");
        assertEquals(1, trial.select("h1").size());
        assertTrue(trial.select("main").text(), trial.select("main").text().contains("One person tries"));
        assertEquals(403, SHOP.as("amy").get("/rollout/tried/trial").status());
        assertEquals(
                403,
                SHOP.as("amy")
                        .post("/rollout/tried/trial-clear", Map.of("confirm", "tried"))
                        .status());
        assertEquals(
                422,
                root.post("/rollout/tried/trial-clear", Map.of("confirm", "other"))
                        .status());
        assertEquals(
                303,
                root.post("/rollout/tried/trial-clear", Map.of("confirm", "tried"))
                        .status());
        TestKernel.await(
                "cleared",
                () -> SHOP.page("root", "/rollout/tried/trial")
                        .select("main")
                        .text()
                        .contains("There is no trial"));
        assertEquals(404, SHOP.as("bob").get("/shop/order").status());
        clearsAndActivates(root, group);
    }

    private static void clearsAndActivates(PageTester.Visitor root, Map<String, Object> group) {
        assertEquals(303, root.post("/rollout/tried/trial", group).status());
        SHOP.kernel().as("bob", () -> SHOP.records().create("shop.order", Map.of("name", "Tried", "amount", "2")));
        PageTester.Answer refused = root.post("/rollout/tried/activate", Map.of());
        assertEquals(422, refused.status());
        assertTrue(refused.text(), refused.text().contains("Clear and activate in one step"));
        Document dialog = SHOP.page("root", "/rollout/tried");
        assertTrue(
                dialog.text(),
                dialog.select("#dlg-activate")
                        .text()
                        .contains("The trial has made one record. It is removed for good"));
        assertEquals(1, dialog.select("#dlg-activate input[name=confirm]").size());
        Map<String, Object> wrong = Map.of("confirm", "other");
        assertEquals(422, root.post("/rollout/tried/trial-activate", wrong).status());
        assertEquals(
                403, SHOP.as("amy").post("/rollout/tried/trial-activate", wrong).status());
        assertEquals(
                303,
                root.post("/rollout/tried/trial-activate", Map.of("confirm", "tried"))
                        .status());
        TestKernel.await(
                "live",
                () -> SHOP.page("root", "/rollout/tried")
                        .select("h1 + .chip")
                        .text()
                        .equals("active"),
                () -> SHOP.page("root", "/rollout/tried").select("main").text());
        assertFalse(SHOP.page("bob", "/shop/order").text().contains("Tried"));
        assertEquals(303, root.post("/rollout/tried/rollback", Map.of()).status());
    }
}
