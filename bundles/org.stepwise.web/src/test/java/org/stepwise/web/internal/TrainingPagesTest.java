package org.stepwise.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.record.Imports;
import org.stepwise.kernel.api.rollout.PhaseDraft;
import org.stepwise.kernel.api.rollout.Rollout;
import org.stepwise.kernel.api.rollout.Trainings;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.PageTester;
import org.stepwise.web.internal.shop.Shop;

/** Who was trained on what. */
@Covers("ROL-15")
public class TrainingPagesTest {
    @ClassRule
    public static final Shop SHOP = new Shop();

    @After
    public void nobodyTrained() {
        Transactions tx = SHOP.kernel().get(Transactions.class);
        tx.run(() -> tx.sql().update("delete from directory_training"));
    }

    private static Map<String, Object> form(Object... units) {
        Map<String, Object> form = new HashMap<>();
        form.put("module", "shop");
        form.put("on", "2026-01-15");
        form.put("kind", "course");
        form.put("trainer", "Dr. Wu");
        form.put("units", List.of(units));
        return form;
    }

    private static PageTester.Answer enter(String account, Object... units) {
        return SHOP.as(account).post("/training/new", form(units));
    }

    private static Document phase() {
        return SHOP.page("root", "/rollout/pilot");
    }

    @Test
    public void aWholeUnitIsEnteredAtOnceAndWhoHasItAlreadyIsPassedOver() {
        Document empty = SHOP.page("root", "/training/new?module=shop&units=" + SHOP.id("east"));
        assertEquals(1, empty.select("h1").size());
        assertEquals("shop", empty.select("#t-module option[selected]").val());
        assertEquals("east", empty.select("#t-units option[selected]").text());
        PageTester.Answer entered = enter("root", String.valueOf(SHOP.id("east")));
        assertEquals(entered.html().select("[role=alert]").text(), 303, entered.status());
        Document list = SHOP.as("root").follow(entered).html();
        assertTrue(list.select(".toast").text(), list.select(".toast").text().contains("3 people entered, 0"));
        assertEquals(3, list.select("#rows tr").size());
        Document again = SHOP.as("root")
                .follow(enter("root", String.valueOf(SHOP.id("group"))))
                .html();
        assertTrue(again.select(".toast").text(), again.select(".toast").text().contains("3 had it already"));
        Document me = SHOP.page("amy", "/me");
        assertTrue(me.text(), me.text().contains("Course · Dr. Wu"));
        assertTrue(phase().text().contains("3 of 3 trained"));
    }

    @Test
    public void aPhaseTellsWhoWasTrainedByUnitAndWhoWasNot() {
        SHOP.kernel()
                .as(
                        "root",
                        () -> SHOP.records()
                                .create(
                                        "directory.training",
                                        Map.of("personId", SHOP.id("amy"), "module", "Shop", "heldOn", "2026-01-15")));
        Trainings trainings = SHOP.kernel().get(Trainings.class);
        Trainings.Progress shop =
                SHOP.kernel().as("root", () -> trainings.progress("pilot")).get(0);
        assertEquals("shop", shop.module());
        assertEquals(1, shop.trained());
        assertEquals(3, shop.people());
        Document page = SHOP.page("root", "/rollout/pilot/training");
        assertTrue(page.select("table").text(), page.select("table").text().contains("east 1 3"));
        assertTrue(page.text(), page.text().contains("ann"));
        assertEquals(403, SHOP.as("amy").get("/rollout/pilot/training").status());
    }

    @Test
    public void aCriterionCountsThem() {
        Map<String, Object> form = new HashMap<>();
        form.put("code", "taught");
        form.put("name", "Taught");
        form.put("modules", "shop");
        form.put("units", String.valueOf(SHOP.id("east")));
        form.put("trained", "60");
        assertEquals(303, SHOP.as("root").post("/rollout/new", form).status());
        Rollout rollout = SHOP.kernel().get(Rollout.class);
        List<String> criteria = SHOP.kernel()
                .as("root", () -> PhaseDraft.of(rollout.phase("taught")))
                .criteria();
        assertEquals(List.of("trained>=60%"), criteria);
        assertEquals(
                "60",
                SHOP.page("root", "/rollout/taught/edit").select("#p-trained").val());
        Document before = SHOP.page("root", "/rollout/taught");
        assertTrue(
                before.select(".gate").text(),
                before.select(".gate").text().contains("60% or more of the people trained"));
        assertEquals(1, before.select(".gate .t-bad b, .gate b.t-bad").size());
        enter("root", String.valueOf(SHOP.id("east")));
        assertEquals(
                0, SHOP.page("root", "/rollout/taught").select(".gate b.t-bad").size());
    }

    @Test
    public void peopleSeeTheirOwnTrainingsHeadsThoseOfTheirUnitAndNobodyElseAny() {
        enter("root", String.valueOf(SHOP.id("group")));
        assertEquals(
                1, SHOP.page("amy", "/directory/training").select("#rows tr").size());
        assertEquals(
                3, SHOP.page("head", "/directory/training").select("#rows tr").size());
        assertEquals(403, SHOP.as("amy").get("/training/new").status());
        assertEquals(403, enter("amy", String.valueOf(SHOP.id("east"))).status());
        Map<String, Object> others = form(String.valueOf(SHOP.id("west")));
        others.put("on", "2026-01-16");
        assertEquals(403, SHOP.as("head").post("/training/new", others).status());
        Map<String, Object> theirs = form(String.valueOf(SHOP.id("east")));
        theirs.put("on", "2026-01-16");
        assertEquals(303, SHOP.as("head").post("/training/new", theirs).status());
    }

    @Test
    public void whatIsWrongIsSaidAndNothingIsEntered() {
        Map<String, Object> wrong = form(String.valueOf(SHOP.id("east")));
        wrong.put("module", "shpo");
        PageTester.Answer answer = SHOP.as("root").post("/training/new", wrong);
        assertEquals(422, answer.status());
        assertTrue(
                answer.html().select("[role=alert]").text(),
                answer.html().select("[role=alert]").text().contains("shpo"));
        assertEquals("Dr. Wu", answer.html().select("#t-trainer").val());
        assertEquals(422, enter("root").status());
        wrong.put("module", "shop");
        wrong.put("on", "");
        assertEquals(422, SHOP.as("root").post("/training/new", wrong).status());
        wrong.put("on", "2126-01-15");
        assertEquals(422, SHOP.as("root").post("/training/new", wrong).status());
        assertEquals(
                0,
                SHOP.page("root", "/directory/training")
                        .select("#rows tr[data-href]")
                        .size());
    }

    @Test
    public void trainingsAreImportedFromATable() {
        String table =
                "personId,module,heldOn,kind,trainer\namy,shop,2026-01-15,course,Dr. Wu\nann,Shop,2026-01-15,,\n";
        Imports imports = SHOP.kernel().get(Imports.class);
        Imports.Report report = SHOP.kernel()
                .as(
                        "root",
                        () -> imports.read(
                                "directory.training",
                                new java.io.ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8)),
                                false));
        assertEquals(report.errors().toString(), 2, report.created());
        assertFalse(SHOP.page("root", "/rollout/pilot").text().contains("0 of 3 trained"));
        assertTrue(phase().text().contains("2 of 3 trained"));
    }
}
