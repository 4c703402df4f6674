package org.stepwise.crm.internal.customer;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.crm.internal.CrmCompany;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.record.Filter;
import org.stepwise.kernel.api.record.Imports;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.testkit.Covers;

/** How values of a customer are written, and that what is exported is read again. */
public class CustomerFormatsTest {
    @ClassRule
    public static final CrmCompany COMPANY = new CrmCompany();

    @Test
    @Covers("CRM-1")
    public void aWebsiteIsAnAddressAndNothingElse() {
        List<String> bad = List.of(
                "www.example.com/\"onclick=x",
                "www.example.com/it's",
                "www.example.com/a b",
                "www.example.com/a\u3000b",
                "www.example.com/<script>",
                "www.example.com/`x`",
                "www.example.com/50%",
                "javascript:alert(1)",
                "ftp://www.example.com",
                "www.-example.com",
                "www.example.com\nhttp://evil.example.com");
        for (String website : bad) {
            assertTrue(website, COMPANY.refused("website", website).contains("website crm.problem.website"));
        }
        assertEquals(1, COMPANY.refused("website", "a.".repeat(50_000) + "com").size());
        assertEquals(
                1, COMPANY.refused("email", "x@" + "a.".repeat(50_000) + "com").size());
        List<String> good = List.of(
                "www.example.com",
                "HTTPS://Example.com:8443",
                "http://example.com/a/b?c=d%20e&f=(g)#h",
                "example.cn/产品");
        for (String website : good) {
            String given = website.replace("HTTPS", "https");
            assertEquals(
                    given, COMPANY.value(COMPANY.customer("amy", "网址 " + given.length(), "website", given), "website"));
        }
    }

    @Test
    @Covers({"CRM-1", "REC-7"})
    public void anExportOfCustomersImportedAgainUnchangedChangesNothing() {
        RecordId parent = COMPANY.customer("amy", "回程集团");
        COMPANY.customer("amy", "回程集团");
        RecordId made = COMPANY.customer(
                "amy",
                "回程一号有限公司",
                "parentId",
                parent.id(),
                "phone",
                "+49-30-1234567",
                "email",
                "a@example.com",
                "website",
                "www.example.com",
                "tags",
                "=1+1",
                "remark",
                "第一行\n\"第二行\", 末尾");
        COMPANY.activity(
                "amy",
                made,
                "subject",
                "通电话",
                "doneAt",
                COMPANY.kernel().clock().instant(),
                "result",
                "谈妥");
        Imports imports = COMPANY.get(Imports.class);
        for (Imports.Format format : Imports.Format.values()) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            Query query = Query.ALL.where(new Filter("name", Filter.Op.LIKE, "回程*"));
            long rows = COMPANY.kernel().system(() -> imports.write("crm.customer", query, format, file));
            byte[] content = file.toByteArray();
            Imports.Report report =
                    COMPANY.as("amy", () -> imports.read("crm.customer", new ByteArrayInputStream(content), false));
            assertEquals(List.of(), report.errors());
            assertEquals(rows, report.unchanged());
            assertTrue(report.passedOver().toString(), report.passedOver().contains("最近联系"));
        }
    }

    @Test
    @Covers("CRM-1")
    public void phonesAreWrittenInSeveralWays() {
        for (String phone :
                List.of("021-62345678", "0512-6234567-8", "13800138000", "+49-30-1234567", "400-820-8820")) {
            assertEquals(phone, COMPANY.value(COMPANY.customer("amy", "电话 " + phone, "phone", phone), "phone"));
        }
    }

    @Test
    @Covers("CRM-1")
    public void everyMessageSaysHowToWriteItInBothLanguages() {
        Texts texts = COMPANY.get(Texts.class);
        for (String key : List.of("phone", "mobile", "email", "website", "birthday", "agentMissing", "statusReason")) {
            Violation violation = new Violation("x", "crm.problem." + key);
            String zh = texts.text(Locale.SIMPLIFIED_CHINESE, violation);
            String en = texts.text(Locale.ENGLISH, violation);
            assertFalse(key, zh.startsWith("crm.") || en.startsWith("crm.") || zh.equals(en));
        }
    }
}
