package org.stepwise.crm.internal.customer;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.crm.internal.CrmCompany;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.Card;
import org.stepwise.kernel.api.record.HistoryEntry;
import org.stepwise.kernel.api.setting.Choices;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.testkit.Covers;

public class CustomerTest {
    @ClassRule
    public static final CrmCompany COMPANY = new CrmCompany();

    @Test
    @Covers("CRM-1")
    public void everyFieldIsKept() {
        RecordId agent = COMPANY.customer("amy", "苏州联创科技有限公司", "channel", "agent");
        RecordId made = COMPANY.customer(
                "amy",
                "上海华芯半导体有限公司",
                "shortName",
                "Huaxin",
                "country",
                "CN",
                "region",
                "310115",
                "address",
                "张江路 1 号",
                "phone",
                "021-62345678-801",
                "email",
                "sales@huaxin.example.com",
                "website",
                "https://www.example.com/cn",
                "industry",
                "semiconductor",
                "size",
                "large",
                "source",
                "fair",
                "remark",
                "First met in Munich",
                "parentId",
                agent.id(),
                "channel",
                "agent-customer",
                "agentId",
                agent.id(),
                "tags",
                "vip,2026",
                "securityLevel",
                2);
        Card card = COMPANY.card("amy", made);
        assertEquals("Huaxin", card.row().value("shortName"));
        assertEquals("310115", card.row().value("region"));
        assertEquals("021-62345678-801", card.row().value("phone"));
        assertEquals(agent.id(), card.row().value("agentId"));
        assertEquals("苏州联创科技有限公司", card.row().references().get("parentId"));
        assertEquals(2, card.securityLevel());
        assertEquals("amy", card.ownerName());
        assertTrue(card.segment() > 0);
    }

    @Test
    @Covers("CRM-1")
    public void aNewCustomerHasNoSecurityLevelAndIsDirectAndInChina() {
        Map<String, Object> initial = COMPANY.as("amy", () -> COMPANY.records().initial("crm.customer"));
        assertEquals("direct", initial.get("channel"));
        assertEquals("CN", initial.get("country"));
        assertEquals(0, ((Number) initial.get("securityLevel")).intValue());
    }

    @Test
    @Covers("CRM-1")
    public void theShortNameIsProposedFromThePinyin() {
        assertEquals("SHHX", COMPANY.value(COMPANY.customer("amy", "上海华芯"), "shortName"));
        assertEquals("Own", COMPANY.value(COMPANY.customer("amy", "上海华星", "shortName", "Own"), "shortName"));
    }

    @Test
    @Covers("CRM-1")
    public void aNameWithoutChineseIsItsOwnShortName() {
        assertEquals("Northwind Drives", COMPANY.value(COMPANY.customer("amy", "Northwind Drives"), "shortName"));
    }

    @Test
    @Covers("CRM-1")
    public void aCodeOfNoChoiceIsAnsweredWithTheFirstFewThatAreThere() {
        Invalid wrong = assertThrows(Invalid.class, () -> COMPANY.customer("amy", "上海华芯半导体有限公司", "region", "999999"));
        Texts texts = COMPANY.kernel().get(Texts.class);
        String said = texts.text(Locale.ENGLISH, wrong.violations().get(0));
        assertTrue(said, said.matches("999999 is not one of the choices: [0-9]+(, [0-9]+){4}, …"));
    }

    @Test
    @Covers("CRM-1")
    public void everyFieldSaysWhatIsWrong() {
        Map<String, String> unlike =
                Map.of("phone", "62345678 ext 801", "email", "sales@huaxin", "website", "our site");
        unlike.forEach((field, value) -> says(field, value, "crm.problem." + field));
        for (String field : List.of("country", "industry", "source", "size", "channel", "status")) {
            says(field, "magic", "kernel.field.choice");
        }
        says("region", "999999", "kernel.field.choice");
        says("channel", "agent-customer", "agentId", "crm.problem.agentMissing");
        for (String field : List.of("agentId", "parentId")) says(field, "999999", "kernel.field.reference");
        Map<String, Integer> longest = Map.of("address", 300, "remark", 4_000);
        longest.forEach((field, most) -> says(field, "x".repeat(most + 1), "kernel.field.tooLong"));
        says("name", "X", "kernel.field.length");
        says("name", "", "kernel.field.required");
        says("securityLevel", "eleven", "kernel.field.number");
        assertEquals(List.of("securityLevel kernel.field.range"), COMPANY.refused("securityLevel", 11));
    }

    private static void says(String field, String value, String code) {
        says(field, value, field, code);
    }

    private static void says(String field, String value, String refused, String code) {
        assertEquals(List.of(refused + " " + code), COMPANY.refused(field, value));
    }

    @Test
    @Covers("CRM-1")
    public void whatAFormPostsAndWhatTheApiSendsIsJudgedAlike() {
        Map<String, Object> form = Map.of("name", "", "phone", "12", "email", "x", "website", "x", "securityLevel", "");
        Map<String, Object> json = Map.of("name", "", "phone", "12", "email", "x", "website", "x");
        List<String> expected = List.of(
                "email crm.problem.email",
                "name kernel.field.required",
                "phone crm.problem.phone",
                "website crm.problem.website");
        assertEquals(
                expected,
                COMPANY.refused(() -> COMPANY.run("amy", () -> COMPANY.records().create("crm.customer", form))));
        assertEquals(
                expected,
                COMPANY.refused(() -> COMPANY.run("amy", () -> COMPANY.records().create("crm.customer", json))));
    }

    @Test
    @Covers("CRM-1")
    public void numbersCountWithinTheYear() {
        String first = COMPANY.card("amy", COMPANY.customer("amy", "First Company"))
                .row()
                .number();
        String second = COMPANY.card("amy", COMPANY.customer("amy", "Second Company"))
                .row()
                .number();
        assertTrue(first, first.matches("C-\\d{4}-\\d{4}"));
        assertEquals(counter(first) + 1, counter(second));
    }

    private static int counter(String number) {
        return Integer.parseInt(number.substring(number.lastIndexOf('-') + 1));
    }

    @Test
    @Covers("CRM-1")
    public void aCustomerIsNotItsOwnParent() {
        RecordId customer = COMPANY.customer("amy", "Self-contained Company");
        assertEquals(
                List.of("parentId crm.problem.ownParent"),
                COMPANY.refused(() -> COMPANY.update("amy", customer, "parentId", customer.id())));
    }

    @Test
    @Covers("CRM-3")
    public void eachStatusHasSevenLevels() {
        Choices choices = COMPANY.get(Choices.class);
        for (Choices.Item status : choices.items("crm.status")) {
            long levels = choices.items("crm.level").stream()
                    .filter(level -> level.parent().equals(status.code()))
                    .count();
            assertEquals(status.code(), 7, levels);
        }
        assertEquals(4, choices.items("crm.status").size());
    }

    @Test
    @Covers("CRM-3")
    public void aLevelOfAnotherStatusIsRefused() {
        assertEquals(List.of("level crm.problem.levelOfOtherStatus"), COMPANY.refused("level", "potential-need"));
        assertEquals(
                List.of("status kernel.field.choice"),
                COMPANY.refused("status", "magic").stream()
                        .filter(s -> s.startsWith("status"))
                        .toList());
    }

    @Test
    @Covers("CRM-3")
    public void withoutALevelTheFirstOfTheStatusIsTaken() {
        RecordId customer = COMPANY.customer("amy", "New Company");
        assertEquals("basic", COMPANY.value(customer, "status"));
        assertEquals("basic-new", COMPANY.value(customer, "level"));
        COMPANY.update("amy", customer, "status", "potential", "level", "", "statusReason", "Asked for an offer");
        assertEquals("potential-interest", COMPANY.value(customer, "level"));
    }

    @Test
    @Covers("CRM-3")
    public void aLevelKeptFromTheOldStatusIsReplacedByTheFirstOfTheNew() {
        RecordId customer = COMPANY.customer("amy", "Moving Company");
        COMPANY.update("amy", customer, "status", "potential", "statusReason", "Asked for an offer");
        assertEquals("potential-interest", COMPANY.value(customer, "level"));
    }

    @Test
    @Covers("CRM-3")
    public void aStatusChangesOnlyWithAReasonOfItsOwn() {
        RecordId customer = COMPANY.customer("amy", "Reasonable Company");
        assertEquals(
                List.of("statusReason crm.problem.statusReason"),
                COMPANY.refused(
                        () -> COMPANY.update("amy", customer, "status", "potential", "level", "potential-need")));
        COMPANY.update("amy", customer, "status", "potential", "level", "potential-need", "statusReason", "Has a need");
        assertEquals(
                List.of("statusReason crm.problem.statusReason"),
                COMPANY.refused(() -> COMPANY.update("amy", customer, "status", "successful", "level", "")));
    }

    @Test
    @Covers("CRM-3")
    public void theHistoryKeepsStatusAndReason() {
        RecordId customer = COMPANY.customer("amy", "Remembered Company");
        COMPANY.update("amy", customer, "status", "invalid", "level", "invalid-closed", "statusReason", "Closed down");
        HistoryEntry last =
                COMPANY.as("amy", () -> COMPANY.records().history(customer, 10)).get(0);
        assertEquals("basic", last.changes().get("status").from());
        assertEquals("invalid", last.changes().get("status").to());
        assertEquals("Closed down", last.changes().get("statusReason").to());
        assertEquals("amy", last.byName());
    }

    @Test
    @Covers("CRM-3")
    public void theCompanyEditsItsLevels() {
        Choices choices = COMPANY.get(Choices.class);
        Choices.Item more = new Choices.Item("basic-visitor", "basic", "来访", "Came to us", "", 999, true);
        COMPANY.kernel().system(() -> choices.put("crm.level", more));
        RecordId customer = COMPANY.customer("amy", "Visiting Company", "level", "basic-visitor");
        assertEquals("basic-visitor", COMPANY.value(customer, "level"));
        Choices.Item gone = new Choices.Item("basic-visitor", "basic", "来访", "Came to us", "", 999, false);
        COMPANY.kernel().system(() -> choices.put("crm.level", gone));
    }
}
