package org.stepwise.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.web.PageHandler;
import org.stepwise.kernel.api.web.PanelSource;
import org.stepwise.kernel.api.web.Request;
import org.stepwise.kernel.api.web.View;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.PageTester;
import org.stepwise.testkit.TestKernel;
import org.stepwise.web.internal.shop.Shop;

public class ContributionsTest {
    @ClassRule
    public static final Shop SHOP = new Shop();

    /** What the figure shows. */
    public record Figure(String value) {}

    /** What the board shows. */
    public record Board(String greeting) {}

    private static final class FigurePanel implements PanelSource {
        @Override
        public Optional<View> render(Optional<RecordId> on, Request request) {
            String value =
                    request.caller().account() + on.map(RecordId::toString).orElse("");
            return Optional.of(View.block("shop-panel", new Figure(value)));
        }
    }

    private static final class WellPanel implements PanelSource {
        @Override
        public Optional<View> render(Optional<RecordId> on, Request request) {
            return Optional.of(View.block("shop-panel", new Figure("well")));
        }
    }

    private static final class BrokenPanel implements PanelSource {
        @Override
        public Optional<View> render(Optional<RecordId> on, Request request) {
            throw new IllegalStateException("secret detail");
        }
    }

    /** Goes on whatever happens, until it is let go. */
    private static final class EndlessPanel implements PanelSource {
        private final AtomicInteger begun = new AtomicInteger();
        private volatile boolean over;

        @Override
        public Optional<View> render(Optional<RecordId> on, Request request) {
            begun.incrementAndGet();
            while (!over) LockSupport.parkNanos(1_000_000);
            return Optional.empty();
        }
    }

    private static final class SlowPanel implements PanelSource {
        private final CountDownLatch never = new CountDownLatch(1);

        @Override
        public Optional<View> render(Optional<RecordId> on, Request request) {
            try {
                if (never.await(5, TimeUnit.SECONDS)) return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        }
    }

    private static final class BoardPage implements PageHandler {
        @Override
        public View get(Request request) {
            return View.page(
                    "shop-board",
                    "shop.page.title",
                    new Board("Hello " + request.caller().account()));
        }
    }

    private static void panel(PanelSource source, String title, String slot) {
        Map<String, Object> properties =
                new HashMap<>(Map.of("panel.on", "shop.order", "panel.slot", slot, "panel.title", title));
        properties.put("stepwise.root", "shop");
        SHOP.kernel().register(PanelSource.class, source, properties);
    }

    @Test
    @Covers("LNK-7")
    public void aModuleAddsAPanelToAnothersCard() {
        panel(new FigurePanel(), "shop.panel.figures", "side");
        RecordId order = SHOP.order("With panel");
        PageTester.Answer card = SHOP.as("amy").get(order.path());
        assertTrue(card.text().contains("/panel/shop.FigurePanel?on=" + order));
        PageTester.Answer panel = SHOP.as("amy").htmx().get("/panel/shop.FigurePanel?on=" + order);
        assertEquals(200, panel.status());
        assertEquals("amy" + order, panel.html().select("#figure").text());
        assertEquals(
                404,
                SHOP.as("bob").htmx().get("/panel/shop.FigurePanel?on=" + order).status());
    }

    @Test
    @Covers("LNK-7")
    public void aPanelThatFailsOrHangsShowsAnIncidentAndThePageStands() {
        panel(new BrokenPanel(), "shop.panel.broken", "tab");
        panel(new SlowPanel(), "shop.panel.slow", "side");
        RecordId order = SHOP.order("With broken panel");
        PageTester.Answer tab = SHOP.as("amy").get(order.path() + "?tab=shop.BrokenPanel");
        assertEquals(200, tab.status());
        assertTrue(tab.html().select(".note.warn").text().matches(".*[0-9A-F]{4}-[0-9A-F]{4}.*"));
        assertFalse(tab.text().contains("secret detail"));
        PageTester.Answer slow = SHOP.as("amy").htmx().get("/panel/shop.SlowPanel?on=" + order);
        assertEquals(200, slow.status());
        assertEquals(1, slow.html().select(".note.warn").size());
    }

    @Test
    @Covers("LNK-7")
    public void aPanelThatNeverEndsTakesNothingFromTheOthers() {
        EndlessPanel endless = new EndlessPanel();
        panel(endless, "shop.panel.endless", "side");
        panel(new WellPanel(), "shop.panel.well", "side");
        RecordId order = SHOP.order("With endless panel");
        try {
            for (int i = 0; i < 20; i++) {
                PageTester.Answer cut = SHOP.as("amy").htmx().get("/panel/shop.EndlessPanel?on=" + order);
                assertEquals(1, cut.html().select(".note.warn").size());
            }
            assertEquals("it is not begun again while two go on", 2, endless.begun.get());
            PageTester.Answer well = SHOP.as("amy").htmx().get("/panel/shop.WellPanel?on=" + order);
            assertEquals("well", well.html().select("#figure").text());
        } finally {
            endless.over = true;
        }
        TestKernel.await("it is begun again", () -> {
            SHOP.as("amy").htmx().get("/panel/shop.EndlessPanel?on=" + order);
            return endless.begun.get() > 2;
        });
    }

    @Test
    @Covers("WEB-1")
    public void aModulesPageStandsInTheShellForThoseWhoHaveTheModule() {
        Map<String, Object> properties =
                new HashMap<>(Map.of("page.path", "/shop/board", "page.menu", "shop.page.title"));
        properties.put("stepwise.root", "shop");
        SHOP.kernel().register(PageHandler.class, new BoardPage(), properties);
        SHOP.kernel().register(PageHandler.class, new BoardPage(), Map.of("page.path", "/shop/board"));
        PageTester.Answer page = SHOP.as("amy").get("/shop/board");
        assertEquals(page.text(), 200, page.status());
        assertEquals("Hello amy", page.html().select("#greeting").text());
        assertTrue(page.html().select("nav a[href=/shop/board]").size() > 0);
        assertEquals(404, SHOP.as("bob").get("/shop/board").status());
        PageTester.Answer ready = SHOP.pages().nobody().get("/health/ready");
        assertTrue(ready.text().contains("taken"));
    }
}
