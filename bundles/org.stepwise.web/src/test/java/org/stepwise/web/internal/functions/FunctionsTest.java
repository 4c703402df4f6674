package org.stepwise.web.internal.functions;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.rollout.PhaseDraft;
import org.stepwise.kernel.api.rollout.Rollout;
import org.stepwise.kernel.api.web.PageHandler;
import org.stepwise.kernel.api.web.PanelSource;
import org.stepwise.kernel.api.web.Request;
import org.stepwise.kernel.api.web.View;
import org.stepwise.testkit.Covers;
import org.stepwise.web.internal.shop.Shop;

/** Functions inside a module are opened step by step: first the base, later one more; seen through the pages of somebody in scope. */
@Covers("ROL-6")
public class FunctionsTest {
    @ClassRule
    public static final Shop SHOP = new Shop();

    private static RecordId stand;

    /** What the page and the panel show. */
    public record Shown(String greeting, String value) {}

    private static final class Rounds implements PageHandler {
        @Override
        public View get(Request request) {
            return View.page("shop-board", "stall.rounds", new Shown("Rounds", ""));
        }
    }

    private static final class Visitors implements PanelSource {
        @Override
        public Optional<View> render(Optional<RecordId> on, Request request) {
            return Optional.of(View.block("shop-panel", new Shown("", "three")));
        }
    }

    @BeforeClass
    public static void onlyTheBaseIsOpen() {
        SHOP.kernel().install(new StallModule(), "stall", new StallModule.StandType(), new StallModule.VisitType());
        Map<String, Object> page = Map.of(
                "page.path",
                "/stall/rounds",
                "page.menu",
                "stall.rounds",
                "page.function",
                "stall/visits",
                "stepwise.root",
                "stall");
        SHOP.kernel().register(PageHandler.class, new Rounds(), page);
        Map<String, Object> panel = Map.of(
                "panel.on",
                "stall.stand",
                "panel.slot",
                "side",
                "panel.title",
                "stall.panel",
                "panel.function",
                "stall/visits",
                "stepwise.root",
                "stall");
        SHOP.kernel().register(PanelSource.class, new Visitors(), panel);
        phase("stalls", "stall/");
        SHOP.kernel().as("root", () -> rollout().activate("stalls"));
        stand = SHOP.kernel().as("amy", () -> SHOP.records().create("stall.stand", Map.of("name", "By the door")));
    }

    private static Rollout rollout() {
        return SHOP.kernel().get(Rollout.class);
    }

    private static void phase(String code, String module) {
        SHOP.kernel()
                .as(
                        "root",
                        () -> rollout()
                                .create(new PhaseDraft(
                                        code,
                                        code,
                                        "",
                                        Optional.empty(),
                                        Optional.empty(),
                                        Set.of(module),
                                        Set.of(SHOP.id("east")),
                                        Set.of(),
                                        Set.of(),
                                        List.of(),
                                        List.of())));
    }

    private static List<String> menu() {
        return SHOP.page("amy", "/").select("nav a[href^=/stall/]").eachAttr("href").stream()
                .distinct()
                .toList();
    }

    private static int status(String address) {
        return SHOP.as("amy").get(address).status();
    }

    private static boolean found(RecordId record) {
        return SHOP.as("amy").htmx().get("/palette?q=Of+the").text().contains(record.path());
    }

    private static int panel() {
        return SHOP.as("amy").htmx().get("/panel/stall.Visitors?on=" + stand).status();
    }

    private static void widen(Set<String> modules) {
        SHOP.kernel().as("root", () -> rollout().widen("stalls", modules, Set.of(), Set.of()));
    }

    private static void narrow(Set<String> modules) {
        SHOP.kernel().as("root", () -> rollout().narrow("stalls", modules, Set.of(), Set.of()));
    }

    @Test
    public void aFunctionIsThereForNobodyUntilAPhaseOpensItAndGoesAgainWithItsDataKept() {
        closed();
        widen(Set.of("stall/visits"));
        assertEquals(List.of("/stall/stand", "/stall/visit", "/stall/rounds"), menu());
        assertEquals(List.of(200, 200, 200), List.of(status("/stall/visit"), status("/stall/rounds"), panel()));
        RecordId visit =
                SHOP.kernel().as("amy", () -> SHOP.records().create("stall.visit", Map.of("name", "Of the mayor")));
        assertEquals(200, status(visit.path()));
        assertTrue(found(visit));

        narrow(Set.of("stall/visits"));
        closed();
        assertEquals(404, status(visit.path()));
        assertFalse(found(visit));

        widen(Set.of("stall"));
        assertEquals(200, status(visit.path()));
        narrow(Set.of("stall"));
    }

    /** The base works as before, and of the function there is not a trace. */
    private static void closed() {
        assertEquals(List.of("/stall/stand"), menu());
        assertEquals(200, status(stand.path()));
        assertEquals(List.of(404, 404, 404), List.of(status("/stall/visit"), status("/stall/rounds"), panel()));
        assertEquals(
                List.of(),
                SHOP.page("amy", stand.path())
                        .select("[hx-get*=stall.Visitors]")
                        .eachAttr("hx-get"));
        assertEquals(404, status("/stall/visit/new"));
    }

    @Test
    public void aFunctionThatTheModuleDoesNotHaveIsRefused() {
        assertThrows(Invalid.class, () -> phase("wrong", "stall/visit"));
    }
}
