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
import org.stepwise.kernel.api.rollout.Feedback;
import org.stepwise.kernel.api.rollout.Feedbacks;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.PhaseDraft;
import org.stepwise.kernel.api.rollout.Rollout;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.PageTester;
import org.stepwise.web.internal.shop.Shop;

/** Feedback from the pages of a module that a phase opens. */
@Covers("ROL-8")
public class FeedbackPagesTest {
    @ClassRule
    public static final Shop SHOP = new Shop();

    private static long send(String from, String title, String text, String... keep) {
        Map<String, Object> form = Map.of(
                "from", from, "title", title, "kind", "DEFECT", "text", text, "width", "1440", "keep", List.of(keep));
        PageTester.Answer sent = SHOP.as("amy").post("/feedback/new", form);
        assertEquals(303, sent.status());
        assertEquals(from, sent.header("Location"));
        return SHOP.kernel()
                .as("amy", () -> SHOP.kernel().get(Feedbacks.class).mine(1))
                .get(0)
                .id();
    }

    @Test
    public void theButtonStandsOnPagesOfAModuleThatAPhaseOpensAndNowhereElse() {
        String button = ".top-r a[href^=/feedback/new]";
        Document list = SHOP.page("amy", "/shop/order");
        assertEquals(1, list.select(button).size());
        assertFalse(list.select(button).attr("aria-label").isEmpty());
        assertEquals(0, SHOP.page("amy", "/").select(button).size());
        assertEquals(0, SHOP.page("root", "/rollout").select(button).size());
        assertEquals(404, SHOP.as("bob").get("/feedback/new?from=/shop/order").status());
        Document form = SHOP.page("amy", list.select(button).attr("href"));
        assertEquals("/shop/order", form.select("input[name=from]").val());
        assertTrue(
                form.select("fieldset").text(), form.select("fieldset").text().contains("/shop/order"));
        assertEquals(0, form.select("form#feedback input[value=incident]").size());
    }

    @Test
    public void whatTheSenderTakesAwayIsNotSent() {
        long all = send("/shop/order", "Orders", "All of it", "page", "language", "width");
        Feedback.Screen screen = read("amy", all).screen();
        assertEquals(Feedback.Screen.of("/shop/order", "Orders", "en", "1440", ""), screen);
        long none = send("/shop/order", "Orders", "Only this", "language");
        assertEquals(Feedback.Screen.of("", "", "en", "", ""), read("amy", none).screen());
        PageTester.Answer empty = SHOP.as("amy").post("/feedback/new", Map.of("from", "/shop/order", "text", " "));
        assertEquals(422, empty.status());
        assertEquals(1, empty.html().select("[role=alert]").size());
        assertEquals(
                404,
                SHOP.as("amy").get("/feedback/new?from=//elsewhere.example").status());
    }

    private static Feedback read(String account, long id) {
        return SHOP.kernel()
                .as(account, () -> SHOP.kernel().get(Feedbacks.class).get(id));
    }

    @Test
    public void aRecordInItIsShownOnlyToThoseWhoSeeIt() {
        RecordId order = SHOP.order("Secret pump");
        long id = send(order.path(), "Secret pump", "The sum is wrong", "page");
        responsible("guest");
        Document other = SHOP.page("guest", "/feedback/" + id);
        assertTrue(other.text().contains("The sum is wrong"));
        assertFalse(other.html().contains("Secret pump"));
        assertFalse(other.html().contains(order.path()));
        assertTrue(SHOP.page("amy", "/feedback/" + id).html().contains(order.path()));
        assertEquals(404, SHOP.as("ann").get("/feedback/" + id).status());
    }

    @Test
    public void aFilterThatStandsForNothingIsRefusedWithWhatThereIs() {
        for (String wrong : List.of("state=FOO", "kind=FOO")) {
            PageTester.Answer refused = SHOP.as("root").get("/feedback?" + wrong);
            assertEquals(wrong, 422, refused.status());
            assertTrue(refused.text(), refused.text().contains("There is no FOO here. There is: "));
        }
        PageTester.Answer blank = SHOP.as("amy").post("/feedback/new", Map.of("from", "/shop/order", "text", " "));
        assertTrue(blank.text(), blank.text().contains("Write what you want to say."));
    }

    /** Where the newest of these notices leads. */
    private static String leads(String account, String text) {
        Document notices = SHOP.page(account, "/notices");
        String href = notices.select("main a[href^=/notices/]:contains(" + text + ")").stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError(notices.select("main").html()))
                .attr("href");
        return SHOP.as(account).get(href).header("Location");
    }

    private static void responsible(String account) {
        Rollout rollout = SHOP.kernel().get(Rollout.class);
        SHOP.kernel().as("root", () -> {
            Phase pilot = rollout.phase("pilot");
            PhaseDraft draft = PhaseDraft.of(pilot);
            rollout.change(
                    "pilot",
                    new PhaseDraft(
                            draft.code(),
                            draft.name(),
                            draft.goal(),
                            draft.from(),
                            draft.to(),
                            draft.modules(),
                            draft.units(),
                            draft.persons(),
                            java.util.Set.of(SHOP.id(account)),
                            draft.tasks(),
                            draft.criteria()));
        });
    }

    @Test
    public void responsiblePersonsGetANoticeAndAnswerAndTheSenderIsTold() {
        responsible("guest");
        SHOP.as("guest").post("/notices", Map.of());
        long id = send("/shop/order", "Orders", "<b>How</b> do I sort?", "page");
        assertEquals("/feedback/" + id, leads("guest", "amy sent feedback"));
        SHOP.as("guest").post("/notices", Map.of());
        send("/shop/order", "Orders", "And once more", "page");
        send("/shop/order", "Orders", "And again", "page");
        assertEquals("/feedback?phase=pilot", leads("guest", "2 new feedback entries in"));
        Document list = SHOP.page("guest", "/feedback?sort=urgent");
        assertTrue(list.select("tbody").text().contains("<b>How</b> do I sort?"));
        assertFalse(list.select("tbody .chip.warn").isEmpty());
        assertEquals(1, list.select("tbody a[href=/feedback/" + id + "]").size());
        assertEquals(
                303,
                SHOP.as("guest")
                        .post("/feedback/" + id, Map.of("answer", "Click the heading", "state", "ANSWERED"))
                        .status());
        assertEquals("/feedback/" + id, leads("amy", "Click the heading"));
        assertTrue(SHOP.page("amy", "/feedback/" + id).text().contains("Click the heading"));
        assertEquals(
                "an answer alone settles nothing",
                1,
                SHOP.page("guest", "/feedback")
                        .select("tbody a[href=/feedback/" + id + "]")
                        .size());
        assertEquals(
                0,
                SHOP.page("guest", "/feedback?state=DONE")
                        .select("tbody a[href=/feedback/" + id + "]")
                        .size());
        assertEquals(
                404,
                SHOP.as("amy")
                        .post("/feedback/" + id, Map.of("answer", "Mine", "state", "DONE"))
                        .status());
    }
}
