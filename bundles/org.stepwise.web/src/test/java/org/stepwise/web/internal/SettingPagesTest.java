package org.stepwise.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.PageTester;
import org.stepwise.web.internal.shop.Shop;

/** Settings, and what roles allow, changed on pages. */
public class SettingPagesTest {
    @ClassRule
    public static final Shop SHOP = new Shop();

    private static final String PAGE = "/admin/settings";
    private static final String DAYS = "kernel.auditRules.keepDays";

    private static Element form(String page, String id) {
        Document shown = SHOP.page("root", page);
        Element form =
                shown.select("form:has(input[name=id][value=" + id + "])").first();
        return form == null ? new Element("form") : form;
    }

    private static long told(String what) {
        return SHOP.kernel()
                .get(Transactions.class)
                .sql()
                .number("select count(*) from kernel_audit where what = ?", what);
    }

    @Test
    @Covers({"CFG-1", "AUD-1"})
    public void aSettingHasLabelHelpAndDefaultAndIsChangedAndPutBack() {
        Element before = form(PAGE, DAYS);
        assertEquals("Days that audit rows are kept", before.select("label").text());
        assertTrue(before.text(), before.text().contains("At least 180"));
        String shipped = before.select("input[name=value]").val();
        long changes = told("setting.changed");
        assertEquals(
                303,
                SHOP.as("root").post(PAGE, Map.of("id", DAYS, "value", "400")).status());
        assertEquals("400", form(PAGE, DAYS).select("input[name=value]").val());
        assertEquals(changes + 1, told("setting.changed"));
        assertEquals(
                303,
                SHOP.as("root").post(PAGE, Map.of("id", DAYS, "step", "reset")).status());
        assertEquals(shipped, form(PAGE, DAYS).select("input[name=value]").val());
        assertTrue(form(PAGE, DAYS).select("button[value=reset]").isEmpty());
        assertEquals(1, told("setting.reset"));
    }

    @Test
    @Covers("CFG-1")
    public void whatIsNoValueIsRefusedAndOthersMayNotEvenLook() {
        for (String wrong : new String[] {"many", "-1", "", "x".repeat(2001)}) {
            PageTester.Answer refused = SHOP.as("root").post(PAGE, Map.of("id", DAYS, "value", wrong));
            assertEquals(wrong, 422, refused.status());
            Element line = refused.html()
                    .select("form:has(input[name=id][value=" + DAYS + "])")
                    .first();
            assertEquals(wrong, line.select("input[name=value]").val());
            assertTrue(line.select("[role=alert]").hasText());
            assertTrue(line.text(), line.text().contains("At least 180"));
            assertEquals(1, refused.html().select("main .err").size());
        }
        assertEquals(
                404,
                SHOP.as("root")
                        .post(PAGE, Map.of("id", "kernel.no.such", "value", "1"))
                        .status());
        assertEquals(403, SHOP.as("amy").get(PAGE).status());
        assertEquals(
                403,
                SHOP.as("amy").post(PAGE, Map.of("id", DAYS, "value", "400")).status());
        assertFalse(SHOP.page("root", "/admin").select("a[href=" + PAGE + "]").isEmpty());
    }

    @Test
    @Covers("CFG-1")
    public void everySettingHasALabelInBothLanguages() {
        Settings settings = SHOP.kernel().get(Settings.class);
        int known = SHOP.kernel().system(() -> settings.all(0)).size();
        assertEquals(known, SHOP.page("root", PAGE).select("input[name=id]").size());
        for (Element label : SHOP.page("root", PAGE).select("form label")) {
            assertFalse(label.text(), label.text().matches("[a-z]+\\.[a-zA-Z]+\\.[a-zA-Z]+"));
        }
    }

    private static final String WEEK = "kernel.calendarRules.week";

    @Test
    @Covers({"CFG-1", "I18N-1", "CAL-1"})
    public void workdaysAreChosenByTheirNamesInTheReadersLanguage() {
        Element week = form(PAGE, WEEK);
        assertTrue(week.text(), week.text().contains("Monday") && week.text().contains("Sunday"));
        assertTrue(week.text(), week.text().contains("Default: Monday, Tuesday, Wednesday, Thursday, Friday"));
        assertFalse(week.text(), week.text().contains("MONDAY"));
        assertEquals(5, week.select("input[name=value][checked]").size());
        assertEquals(
                303,
                SHOP.as("root")
                        .post(PAGE, Map.of("id", WEEK, "value", "MONDAY,SATURDAY"))
                        .status());
        assertEquals(
                List.of("MONDAY", "SATURDAY"),
                form(PAGE, WEEK).select("input[name=value][checked]").eachAttr("value"));
        assertEquals(
                "a week has a workday",
                422,
                SHOP.as("root").post(PAGE, Map.of("id", WEEK)).status());
        SHOP.as("root").post(PAGE, Map.of("id", WEEK, "step", "reset"));
        assertEquals(5, form(PAGE, WEEK).select("input[name=value][checked]").size());
    }

    @Test
    @Covers({"CFG-1", "LNK-4"})
    public void whatBelongsToAModuleThatIsNotHereIsCountedAndNotNamed() {
        Transactions tx = SHOP.kernel().get(Transactions.class);
        tx.run(() -> {
            tx.sql()
                    .update("insert into kernel_setting (id, scope_id, setting_value)"
                            + " values ('gone.goneRules.days', 0, '5')");
            tx.sql()
                    .update("insert into role_grant (role_id, type, action, scope)"
                            + " select id, 'gone.thing', 'see', 'ALL' from directory_role where code = 'assistant'");
        });
        SHOP.as("root").post(PAGE, Map.of("id", DAYS, "step", "reset"));
        for (String page : List.of(PAGE, GRANTS, "/admin/roles/assistant")) {
            String text = SHOP.page("root", page).select("main").text();
            assertFalse(page, text.contains("gone."));
            assertTrue(page + " " + text, text.contains("belongs to a module that is not installed"));
        }
        tx.run(() -> {
            tx.sql().update("delete from kernel_setting where id like 'gone.%'");
            tx.sql().update("delete from role_grant where type like 'gone.%'");
        });
    }

    @Test
    @Covers({"ACC-1", "WEB-1"})
    public void thePreviewOfAGrantKeepsWhatWasChosen() {
        Document page = SHOP.page("root", GRANTS + "?type=shop.order&action=edit&scope=SEGMENT");
        assertEquals("shop.order", page.select("#g-type option[selected]").val());
        assertEquals("edit", page.select("#g-action option[selected]").val());
        assertEquals("SEGMENT", page.select("#g-scope option[selected]").val());
    }

    private static final String GRANTS = "/admin/grants/assistant";

    private static int lines() {
        return SHOP.page("root", GRANTS).select("table.tbl tbody form").size();
    }

    @Test
    @Covers({"ACC-1", "ACC-11", "AUD-1"})
    public void aGrantIsPreviewedGivenHeldFromTheNextRequestAndUndone() {
        String order = SHOP.order("Seen by a grant").path();
        SHOP.as("root").post("/admin/roles/assistant", Map.of("principal", SHOP.id("ann")));
        assertEquals(404, SHOP.as("ann").get(order).status());
        int before = lines();
        String asked = "?type=shop.order&action=see&scope=ALL";
        String preview = SHOP.page("root", GRANTS + asked).select(".note.warn").text();
        assertTrue(preview, preview.contains("1 people"));
        assertEquals(before, lines());
        Map<String, String> grant = Map.of("type", "shop.order", "action", "see", "scope", "ALL");
        assertEquals(303, SHOP.as("root").post(GRANTS, grant).status());
        assertEquals(before + 1, lines());
        assertEquals(200, SHOP.as("ann").get(order).status());
        String change =
                SHOP.page("root", GRANTS).select("input[name=change]").first().val();
        assertEquals(
                303,
                SHOP.as("root")
                        .post(GRANTS, Map.of("step", "undo", "change", change))
                        .status());
        assertEquals(404, SHOP.as("ann").get(order).status());
        Map<String, String> again = Map.of("step", "undo", "change", change);
        assertEquals(
                "told, not passed over",
                409,
                SHOP.as("root").post(GRANTS, again).status());
        assertEquals(
                "another role's change",
                404,
                SHOP.as("root").post("/admin/grants/administrator", again).status());
        assertEquals(before, lines());
        assertEquals(1, told("access.grantGiven"));
        assertEquals(1, told("access.grantTaken"));
    }

    @Test
    @Covers("ACC-1")
    public void whatDoesNotExistIsRefusedAndNobodyLocksTheAdministratorsOut() {
        assertEquals(
                422,
                SHOP.as("root")
                        .post(GRANTS, Map.of("type", "no.such", "action", "see", "scope", "ALL"))
                        .status());
        assertEquals(
                422,
                SHOP.as("root")
                        .post(GRANTS, Map.of("type", "shop.order", "action", "fly", "scope", "ALL"))
                        .status());
        assertEquals(
                422,
                SHOP.as("root")
                        .post(GRANTS, Map.of("type", "shop.order", "action", "see", "scope", "MOON"))
                        .status());
        Map<String, String> last = Map.of("step", "take", "type", "directory.*", "action", "*", "scope", "ALL");
        assertEquals(
                409, SHOP.as("root").post("/admin/grants/administrator", last).status());
        assertEquals(200, SHOP.as("root").get("/admin/grants/administrator").status());
        assertEquals(403, SHOP.as("amy").get(GRANTS).status());
        assertEquals(
                403,
                SHOP.as("amy")
                        .post(GRANTS, Map.of("type", "shop.order", "action", "see", "scope", "ALL"))
                        .status());
    }
}
