package org.acme.stepwise.skeleton.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Map;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.moduletest.ModuleCompany;

/** What this module adds to what every module has to stand. */
public class ItemTest {
    @ClassRule
    public static final ModuleCompany COMPANY =
            ModuleCompany.open("skeleton").person("amy", "east").person("bob", "west");

    private static RecordId item(String name) {
        return COMPANY.create("amy", ItemType.ID, Map.of("name", name));
    }

    private static String overview(String account) {
        return COMPANY.pages()
                .as(account)
                .get("/skeleton/overview")
                .html()
                .select("main")
                .text();
    }

    @Test
    public void anItemIsFinishedOnce() {
        RecordId item = item("Once");
        COMPANY.act("amy", item, ItemType.FINISH);
        assertEquals("FINISHED", String.valueOf(COMPANY.card("amy", item).row().value("state")));
        assertThrows(Invalid.class, () -> COMPANY.act("amy", item, ItemType.FINISH));
    }

    @Test
    public void theOverviewShowsTheOpenOnesOfTheReadersUnit() {
        RecordId item = item("Glanced at");
        assertTrue(overview("amy").contains("Glanced at"));
        assertFalse(overview("bob").contains("Glanced at"));
        COMPANY.act("amy", item, ItemType.FINISH);
        assertFalse(overview("amy").contains("Glanced at"));
    }
}
