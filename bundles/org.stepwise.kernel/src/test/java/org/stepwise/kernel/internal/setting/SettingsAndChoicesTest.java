package org.stepwise.kernel.internal.setting;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.directory.UnitKind;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.setting.Choices;
import org.stepwise.kernel.api.setting.PerUnit;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.TestKernel;

public class SettingsAndChoicesTest {
    @ClassRule
    public static final TestKernel kernel = TestKernel.fresh();

    private TestKernel.Installed shop;
    private Settings settings;
    private Choices choices;

    /** How a shop works. */
    @PerUnit
    public record ShopRules(
            int days, boolean strict, BigDecimal limit, Duration pause, String note, Set<UnitKind> kinds) {
        public ShopRules {
            if (days < 1) throw new IllegalArgumentException("days: " + days);
        }

        public ShopRules() {
            this(30, false, new BigDecimal("100.50"), Duration.ofHours(2), "", Set.of(UnitKind.TEAM));
        }
    }

    /** The same in every unit. */
    public record TillRules(int tills) {
        public TillRules() {
            this(2);
        }
    }

    private static final class Shop implements Module {
        @Override
        public String id() {
            return "shop";
        }

        @Override
        public List<Class<? extends Record>> settings() {
            return List.of(ShopRules.class, TillRules.class);
        }
    }

    @Before
    public void start() {
        settings = kernel.get(Settings.class);
        choices = kernel.get(Choices.class);
        Transactions tx = kernel.get(Transactions.class);
        tx.run(() -> List.of("kernel_setting", "kernel_choice")
                .forEach(table -> tx.sql().update("delete from " + table)));
        tx.run(() -> unit(tx.sql()));
        shop = kernel.install(new Shop(), "shop");
        TestKernel.await(
                "the lists are there", () -> choices.items("shop.state").size() == 3);
    }

    @After
    public void stop() {
        shop.close();
    }

    private static void unit(Sql sql) {
        sql.update("delete from directory_unit where id = 77");
        sql.update(
                "insert into directory_unit (id, version, number, title, owner_id, unit_id, segment_id, security_level,"
                        + " deleted, name_key, pinyin_key, created_at, created_by, updated_at, updated_by, code, name_zh,"
                        + " name_en, kind, tree, sort_order, below_id) values (77, 1, '', '', 0, 0, 0, 0, false, '', '', ?,"
                        + " 0, ?, 0, 'east', '华东', 'East', 'DEPARTMENT', 'main', 1, 78)",
                kernel.clock().instant(),
                kernel.clock().instant());
        sql.update("update kernel_stamp set value = value + 1 where name = 'directory'");
    }

    private void set(String component, long scope, String value) {
        kernel.system(() -> settings.set("kernel.shopRules." + component, scope, value));
    }

    @Test
    public void aTransactionReadsWhatItSetAndNobodyReadsWhatWasTakenBack() {
        Transactions tx = kernel.get(Transactions.class);
        Choices.Item tried = new Choices.Item("tried", "", "试用", "Tried", "", 9, true);
        assertThrows(
                IllegalStateException.class,
                () -> tx.run(() -> {
                    set("days", 0, "45");
                    kernel.system(() -> choices.put("shop.state", tried));
                    assertEquals(45, settings.get(ShopRules.class).days());
                    assertTrue(choices.items("shop.state").contains(tried));
                    throw new IllegalStateException("taken back");
                }));
        assertEquals(30, settings.get(ShopRules.class).days());
        assertEquals(3, choices.items("shop.state").size());
        set("days", 0, "46");
        assertEquals(46, settings.get(ShopRules.class).days());
        kernel.system(() -> settings.reset("kernel.shopRules.days", 0));
    }

    @Test
    public void theShippedValuesHoldUntilSomebodySetsOthers() {
        assertEquals(new ShopRules(), settings.get(ShopRules.class));
        set("days", 0, "45");
        set("kinds", 0, "TEAM,DEPARTMENT");
        set("limit", 0, "7.25");
        ShopRules now = settings.get(ShopRules.class);
        assertEquals(45, now.days());
        assertEquals(Set.of(UnitKind.TEAM, UnitKind.DEPARTMENT), now.kinds());
        assertEquals(new BigDecimal("7.25"), now.limit());
        assertEquals(Duration.ofHours(2), now.pause());
    }

    @Test
    public void aUnitsValueWinsOverTheCompanys() {
        set("days", 0, "45");
        set("days", 77, "5");
        assertEquals(5, settings.get(ShopRules.class, 77).days());
        assertEquals(45, settings.get(ShopRules.class, 78).days());
    }

    @Test
    public void aUnitThatThereIsNotHasNoSettingsNorHasAUnitThoseOfTheCompany() {
        Invalid nowhere = assertThrows(Invalid.class, () -> set("days", 99_999_999, "5"));
        assertEquals("setting.problem.unit", nowhere.violations().get(0).code());
        Invalid company =
                assertThrows(Invalid.class, () -> kernel.system(() -> settings.set("kernel.tillRules.tills", 77, "3")));
        assertEquals("setting.problem.companyOnly", company.violations().get(0).code());
        kernel.system(() -> settings.set("kernel.tillRules.tills", 0, "3"));
        assertEquals(
                0,
                kernel.get(Transactions.class).sql().number("select count(*) from kernel_setting where scope_id > 0"));
    }

    @Test
    public void aWrongValueIsRefusedAndNothingChanges() {
        assertThrows(Invalid.class, () -> set("days", 0, "many"));
        assertThrows(Invalid.class, () -> set("days", 0, "0"));
        assertThrows(Invalid.class, () -> set("strict", 0, "perhaps"));
        assertThrows(Invalid.class, () -> set("note", 0, "x".repeat(3000)));
        assertEquals(new ShopRules(), settings.get(ShopRules.class));
    }

    @Test
    public void aRuleThatDoesNotExistIsToldWithWhatIsLikeIt() {
        NotFound error = assertThrows(NotFound.class, () -> set("dayz", 0, "3"));
        assertEquals("kernel.shopRules.days", error.args().get("like"));
    }

    @Test
    public void everyChangeIsInTheAuditLog() {
        set("days", 0, "45");
        set("days", 0, "46");
        Audit audit = kernel.get(Audit.class);
        List<Audit.Entry> entries =
                kernel.system(() -> audit.list("setting.changed", "", "", Optional.empty(), Optional.empty(), 0, 10));
        assertEquals("45", entries.get(0).details().get("from"));
        assertEquals("46", entries.get(0).details().get("to"));
    }

    @Test
    public void nobodyChangesSettingsOrListsWithoutPermission() {
        assertThrows(Forbidden.class, () -> settings.set("kernel.shopRules.days", 0, "3"));
        assertThrows(Forbidden.class, () -> choices.put("shop.state", item("open", "")));
    }

    private static Choices.Item item(String code, String parent) {
        return new Choices.Item(code, parent, "状态", "State", "ok", 5, true);
    }

    @Test
    public void shippedListsComeInOrderWithTheirParentsAndWriteNothing() {
        assertEquals(
                List.of("open", "closed", "closed-sold"),
                choices.items("shop.state").stream().map(Choices.Item::code).toList());
        Choices.Item sold = choices.find("shop.state", "closed-sold").orElseThrow();
        assertEquals("closed", sold.parent());
        assertEquals("已售，完结", sold.label(Locale.SIMPLIFIED_CHINESE));
        assertEquals("Sold", sold.label(Locale.ENGLISH));
        assertEquals(0, kernel.get(Transactions.class).sql().number("select count(*) from kernel_choice"));
    }

    @Test
    public void aChangedListIsTheCompanysAndStaysSoWhenTheModuleComesAgain() {
        kernel.system(() -> choices.put("shop.state", new Choices.Item("open", "", "营业", "Trading", "", 99, false)));
        kernel.system(() -> choices.put("shop.state", item("moved", "closed")));
        kernel.get(ShippedChoices.class).moduleReady(new Shop(), new FilesOf("shop"));
        assertEquals(
                List.of("moved", "closed", "closed-sold"),
                choices.items("shop.state").stream().map(Choices.Item::code).toList());
        assertEquals("Trading", choices.find("shop.state", "open").orElseThrow().en());
    }

    @Test
    public void aWrongItemIsRefusedWithEveryReason() {
        Choices.Item wrong = new Choices.Item("no spaces", "nowhere", "", "State", "pink", 1, true);
        Invalid error = assertThrows(Invalid.class, () -> kernel.system(() -> choices.put("shop.state", wrong)));
        assertEquals(4, error.violations().size());
        NotFound list =
                assertThrows(NotFound.class, () -> kernel.system(() -> choices.put("shop.stat", item("open", ""))));
        assertTrue(list.args().get("like").toString().contains("shop.state"));
    }
}
