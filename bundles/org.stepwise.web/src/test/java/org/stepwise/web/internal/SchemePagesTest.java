package org.stepwise.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.PhaseDraft;
import org.stepwise.kernel.api.rollout.PhaseState;
import org.stepwise.kernel.api.rollout.Rollout;
import org.stepwise.kernel.api.rollout.Teams;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.PageTester;
import org.stepwise.web.internal.shop.Shop;

/** The scheme of a phase, its team, goals and calls on staff. Ann is the steering group, head heads the east. */
@Covers("ROL-18")
public class SchemePagesTest {
    @ClassRule
    public static final Shop SHOP = new Shop();

    private static int made;
    private String code;

    @BeforeClass
    public static void head() {
        RecordId east = RecordId.of("directory.unit", SHOP.id("east"));
        SHOP.kernel().system(() -> {
            long version = SHOP.records().card(east).row().version();
            SHOP.records().update(east, version, Map.of("headId", SHOP.id("head")));
            Teams.Seat ann = new Teams.Seat(Teams.Duty.STEERING, SHOP.id("ann"), 0);
            SHOP.kernel().get(Teams.class).change(Teams.ALL, Set.of(ann));
        });
    }

    @Before
    public void planned() {
        code = "next" + ++made;
        SHOP.kernel()
                .as(
                        "root",
                        () -> rollout()
                                .create(new PhaseDraft(
                                        code,
                                        "Next",
                                        "",
                                        Optional.empty(),
                                        Optional.empty(),
                                        Set.of("shop/"),
                                        Set.of(SHOP.id("east")),
                                        Set.of(),
                                        Set.of(),
                                        List.of("Train"),
                                        List.of())));
    }

    private static Rollout rollout() {
        return SHOP.kernel().get(Rollout.class);
    }

    private PhaseState state() {
        Phase phase = SHOP.kernel().as("root", () -> rollout().phase(code));
        return phase.state();
    }

    private Document scheme(String account) {
        return SHOP.page(account, "/rollout/" + code + "/scheme");
    }

    private int post(String account, String what, Map<String, String> form) {
        return SHOP.as(account).post("/rollout/" + code + "/" + what, form).status();
    }

    @Test
    public void theSchemeIsSentConfirmedAndRefusedOnItsPage() {
        Document planned = scheme("root");
        assertEquals(1, planned.select("h1").size());
        assertEquals(
                2,
                planned.select("section:has(h2:contains(Confirmations)) tbody tr")
                        .size());
        assertEquals(303, post("root", "scheme", Map.of("step", "send")));
        String version = scheme("head").select("input[name=version]").first().val();
        assertEquals(403, SHOP.as("amy").get("/rollout/" + code + "/scheme").status());
        assertEquals(403, post("amy", "scheme", Map.of("step", "confirm", "version", version)));
        assertEquals(303, post("head", "scheme", Map.of("step", "confirm", "version", version)));
        assertEquals(303, post("ann", "scheme", Map.of("step", "refuse", "version", version, "reason", "Later")));
        Document now = scheme("root");
        assertTrue(now.text(), now.select("tbody").first().text().contains("Refused Later"));
        assertEquals(409, post("head", "scheme", Map.of("step", "confirm", "version", "9")));
        assertEquals(0, scheme("head").select("form input[value=send]").size());
    }

    @Test
    public void theActivationAsksForAReasonWhereConfirmationsAreMissing() {
        Document page = SHOP.page("root", "/rollout/" + code);
        assertEquals(
                1, page.select("#dlg-activate input[name=reason][required]").size());
        assertTrue(page.select("#dlg-activate").text().contains("ann, head"));
        assertEquals(409, post("root", "activate", Map.of()));
        assertEquals(PhaseState.PLANNED, state());
        assertEquals(303, post("root", "activate", Map.of("reason", "The board knows")));
        assertEquals(PhaseState.ACTIVE, state());
        assertTrue(SHOP.page("root", "/rollout/" + code).select("ol.tl").text().contains("The board knows"));
    }

    @Test
    public void theTeamOfAPhaseIsChangedByThoseWhoLeadIt() {
        Map<String, String> manager = Map.of("step", "add", "duty", "MANAGER", "persons", "" + SHOP.id("bob"));
        assertEquals(403, post("bob", "seat", manager));
        assertEquals("the steering group may", 303, post("ann", "seat", manager));
        assertEquals(
                422, post("ann", "seat", Map.of("step", "add", "duty", "KEY_USER", "persons", "" + SHOP.id("amy"))));
        Map<String, String> keyUser = new HashMap<>(manager);
        keyUser.put("duty", "KEY_USER");
        keyUser.put("persons", "" + SHOP.id("amy"));
        keyUser.put("unit", "" + SHOP.id("east"));
        assertEquals(303, post("bob", "seat", keyUser));
        Document page = scheme("amy");
        assertTrue(page.select("#team").text().contains("amy east"));
        assertEquals("key users do not change it", 0, page.select("#dlg-seat").size());
        keyUser.put("step", "remove");
        assertEquals(303, post("bob", "seat", keyUser));
        assertEquals(403, SHOP.as("amy").get("/rollout/" + code + "/scheme").status());
        assertEquals(1, SHOP.page("root", "/rollout/team").select("#dlg-seat").size());
        assertEquals(403, SHOP.as("amy").get("/rollout/team").status());
    }

    @Test
    public void goalsAreSetEvaluatedAndReported() {
        Map<String, String> goal =
                Map.of("step", "add", "title", "Faster", "measure", "days", "base", "5", "target", "2");
        assertEquals(403, post("head", "goal", goal));
        assertEquals(303, post("ann", "goal", goal));
        assertEquals(422, post("ann", "goal", goal));
        String id = scheme("root").select("input[name=goal]").first().val();
        Map<String, String> evaluation =
                Map.of("step", "evaluate", "goal", id, "reached", "3", "judgement", "PARTLY", "remark", "Nearly");
        assertEquals(303, post("root", "goal", evaluation));
        assertTrue(scheme("head").select("#goals").text().contains("3 Partly reached Nearly"));
        Document report = SHOP.page("root", "/rollout/" + code + "/report");
        assertTrue(report.text(), report.text().contains("Faster Nearly days 5 2 3 Partly reached root"));
        PageTester.Answer pdf = SHOP.as("root").get("/rollout/" + code + "/report.pdf");
        assertEquals(200, pdf.status());
        assertEquals(303, post("root", "goal", Map.of("step", "remove", "goal", id)));
        assertEquals(0, scheme("root").select("#goals tbody tr").size());
    }

    @Test
    public void aLargeCallIsAnsweredByTheHeadWithAFileOrEnteredFromPaper() {
        Map<String, String> call = Map.of(
                "step",
                "add",
                "what",
                "Train",
                "unit",
                "" + SHOP.id("east"),
                "people",
                "11",
                "days",
                "5",
                "remark",
                "");
        assertEquals(403, post("head", "call", call));
        assertEquals(303, post("root", "call", call));
        String id =
                scheme("root").select("#calls form input[name=call]").first().val();
        assertTrue(scheme("root").select("#calls").text().contains("To be confirmed in writing"));
        assertEquals(0, scheme("ann").select("#dlg-answer-" + id).size());
        assertEquals(1, scheme("head").select("#dlg-answer-" + id).size());
        byte[] letter = "Yes".getBytes(StandardCharsets.UTF_8);
        String address = "/rollout/" + code + "/call";
        PageTester.Answer answered = SHOP.as("head")
                .upload(address, "letter.txt", letter, Map.of("step", "answer", "call", id, "agreed", "true"));
        assertEquals(303, answered.status());
        PageTester.Answer file = SHOP.as("root").get(address + "/" + id + "/file");
        assertEquals("Yes", file.text());
        assertTrue(file.header("Content-Disposition").contains("letter.txt"));
        assertEquals(403, SHOP.as("amy").get(address + "/" + id + "/file").status());
        PageTester.Answer pdf = SHOP.as("root").get(address + "/" + id + ".pdf");
        assertEquals(200, pdf.status());
        assertTrue(pdf.text().startsWith("%PDF-"));
        Map<String, String> paper = Map.of(
                "step", "enter", "call", id, "agreed", "false", "signer", "Li Wei", "on", "2020-02-03", "text", "");
        assertEquals(403, post("head", "call", paper));
        assertEquals(303, post("root", "call", paper));
        assertTrue(scheme("head").select("#calls").text().contains("Declined On paper · Li Wei"));
    }
}
