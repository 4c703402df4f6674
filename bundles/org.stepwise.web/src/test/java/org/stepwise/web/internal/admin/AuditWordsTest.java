package org.stepwise.web.internal.admin;

import static org.junit.Assert.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.testkit.Covers;
import org.stepwise.web.internal.shop.Shop;

/** What the page of the audit log says of an entry. */
@Covers("ACC-7")
public class AuditDetailsTest {
    @ClassRule
    public static final Shop SHOP = new Shop();

    private static List<String> said(Locale locale, String name, Object value) {
        return new AuditDetails(SHOP.kernel().get(Texts.class), locale).of(Map.of(name, value));
    }

    @Test
    public void whatIsKeptAsAKeyIsReadAsAText() {
        String text = SHOP.kernel().get(Texts.class).text(Locale.ENGLISH, "kernel.problem.viewAs");
        assertEquals(List.of("result " + text), said(Locale.ENGLISH, "result", "kernel.problem.viewAs"));
        assertEquals(List.of("reason work at the console"), said(Locale.ENGLISH, "reason", "console"));
        assertEquals(List.of("原因 控制台操作"), said(Locale.SIMPLIFIED_CHINESE, "reason", "console"));
        assertEquals(List.of("结果 已完成"), said(Locale.SIMPLIFIED_CHINESE, "result", "done"));
    }

    @Test
    public void aTextThatNeedsMoreThanWasKeptIsARefusalInPlainWords() {
        assertEquals(List.of("result refused"), said(Locale.ENGLISH, "result", "kernel.problem.notFoundLike"));
        assertEquals(List.of("result refused"), said(Locale.ENGLISH, "result", "gone.module.problem.x"));
    }

    @Test
    public void modulesAndTheSystemAreNamed() {
        assertEquals(
                List.of("modules Kernel, unknown / part"), said(Locale.ENGLISH, "modules", "kernel, unknown/part"));
        assertEquals(List.of("operator The system"), said(Locale.ENGLISH, "operator", "system"));
        assertEquals(List.of("操作员 系统"), said(Locale.SIMPLIFIED_CHINESE, "operator", "system"));
        AuditDetails words = new AuditDetails(SHOP.kernel().get(Texts.class), Locale.SIMPLIFIED_CHINESE);
        assertEquals("系统", words.account("system"));
        assertEquals("li", words.account("li"));
        assertEquals("crm.customer:7", words.about("record.viewed", "crm.customer:7"));
    }

    @Test
    public void whatIsNoKeyStaysAsItIs() {
        assertEquals(List.of("name plan.xlsx"), said(Locale.ENGLISH, "name", "plan.xlsx"));
        assertEquals(List.of("own Yes"), said(Locale.ENGLISH, "own", true));
        assertEquals(List.of(), said(Locale.ENGLISH, "units", "[]"));
    }
}
