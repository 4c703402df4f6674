package org.stepwise.web.internal.admin;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.audit.AuditWords;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.testkit.Covers;
import org.stepwise.web.internal.shop.Shop;

/** What the page of the audit log says of an entry. */
@Covers("ACC-7")
public class AuditWordsTest {
    @ClassRule
    public static final Shop SHOP = new Shop();

    private static List<String> said(Locale locale, String name, Object value) {
        return new AuditWords(SHOP.kernel().get(Texts.class), locale).of(Map.of(name, value));
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
        AuditWords words = new AuditWords(SHOP.kernel().get(Texts.class), Locale.SIMPLIFIED_CHINESE);
        assertEquals("系统", words.account("system"));
        assertEquals("li", words.account("li"));
        assertEquals("crm.customer:7", words.about("record.viewed", "crm.customer:7"));
    }

    @Test
    @Covers({"AUD-1", "I18N-1"})
    public void theReasonsOfTheSystemAreToldInTheReadersLanguage() {
        Map<String, String> chinese = Map.of(
                "phase pilot needs kernel", "原因 阶段 pilot 需要模块“内核”",
                "no phase needs kernel", "原因 没有阶段需要模块“内核”",
                "an open phase needs kernel", "原因 有阶段需要模块“内核”",
                "job kernel/audit", "原因 后台任务“清理超过保留期的审计记录”",
                "event for shop/orders", "原因 处理事件 shop/orders",
                "own language and time zone", "原因 本人修改语言和时区",
                "hand-over", "原因 工作交接",
                "one-time passwords", "原因 生成一次性密码");
        chinese.forEach(
                (reason, text) -> assertEquals(List.of(text), said(Locale.SIMPLIFIED_CHINESE, "reason", reason)));
        assertEquals(
                List.of("reason phase pilot needs Kernel"), said(Locale.ENGLISH, "reason", "phase pilot needs kernel"));
        Map<String, Object> failed = Map.of(
                "why",
                "kernel.problem.moduleFailed",
                "whyArguments",
                Map.of("module", "crm", "reason", "table is there"));
        String why = new AuditWords(SHOP.kernel().get(Texts.class), Locale.SIMPLIFIED_CHINESE)
                .of(failed)
                .toString();
        assertEquals(
                1,
                new AuditWords(SHOP.kernel().get(Texts.class), Locale.ENGLISH)
                        .of(failed)
                        .size());
        assertTrue(why, why.contains("crm") && why.contains("table is there") && !why.contains("kernel.problem"));
    }

    @Test
    public void whatIsNoKeyStaysAsItIs() {
        assertEquals(List.of("name plan.xlsx"), said(Locale.ENGLISH, "name", "plan.xlsx"));
        assertEquals(List.of("own Yes"), said(Locale.ENGLISH, "own", true));
        assertEquals(List.of(), said(Locale.ENGLISH, "units", "[]"));
    }
}
