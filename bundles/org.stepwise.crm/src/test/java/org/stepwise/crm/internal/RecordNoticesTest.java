package org.stepwise.crm.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.access.Share;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Handovers;
import org.stepwise.kernel.api.notice.Notice;
import org.stepwise.kernel.api.notice.Notices;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.rollout.Rollout;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.PageTester;
import org.stepwise.testkit.TestKernel;

/** Who is told of records that were shared or became somebody's. */
@Covers("NTF-1")
public class RecordNoticesTest {
    private static final long EVERYONE = 1;
    private static final String MOST = "notices.noticeRules.mostReceivers";
    private static final List<String> ALL = List.of("pres", "old", "east", "lead", "amy", "ann", "low", "eve", "bob");

    @ClassRule
    public static final CrmCompany COMPANY = new CrmCompany();

    private final Notices notices = COMPANY.get(Notices.class);
    private final Records records = COMPANY.records();

    @Before
    public void nothingIsNew() {
        ALL.forEach(account -> COMPANY.run(account, notices::readAll));
        COMPANY.kernel().clock().advance(Duration.ofSeconds(1));
    }

    private List<Notice> fresh(String account) {
        return COMPANY.as(account, () -> notices.mine(true, 200));
    }

    private List<String> texts(String account) {
        return fresh(account).stream().map(Notice::text).toList();
    }

    private Set<String> told() {
        return ALL.stream().filter(account -> !fresh(account).isEmpty()).collect(Collectors.toSet());
    }

    private static void share(RecordId record, long with, String... rights) {
        Share share = new Share(record, with, "", Set.of(rights), Optional.empty());
        COMPANY.run("amy", () -> COMPANY.records().share(share));
    }

    private void handOver(RecordId record, String by, String to) {
        COMPANY.run(by, () -> records.handOver(record, COMPANY.person(to)));
    }

    @Test
    public void whoGetsAShareIsToldOnceAndLedToTheRecord() {
        RecordId customer = COMPANY.customer("amy", "上海华芯半导体有限公司");
        share(customer, COMPANY.person("ann"), "see");
        share(customer, COMPANY.person("ann"), "see", "edit");
        share(customer, COMPANY.unit("east"), "see");
        assertEquals(List.of("amy 与你共享了客户“上海华芯半导体有限公司”"), texts("ann"));
        assertEquals(customer.path(), fresh("ann").get(0).path());
        Callers callers = COMPANY.get(Callers.class);
        Caller english = callers.account("ann", Door.REST).reading(Locale.ENGLISH);
        assertEquals(
                "amy shared a record with you: Customer “上海华芯半导体有限公司”",
                callers.as(english, () -> notices.mine(true, 1)).get(0).text());
    }

    @Test
    public void theNameIsThatOfToday() {
        RecordId customer = COMPANY.customer("amy", "旧名称");
        share(customer, COMPANY.person("ann"), "see");
        COMPANY.update("amy", customer, "name", "新名称");
        assertEquals(List.of("amy 与你共享了客户“新名称”"), texts("ann"));
    }

    @Test
    @Covers("ACC-3")
    public void aShareWithAUnitOrRoleOrGroupIsToldToThoseBehindItButNeverToTheSharerOrTheOwner() {
        share(COMPANY.customer("amy", "For The Department"), COMPANY.unit("east"), "see");
        assertEquals(Set.of("east", "lead", "ann", "low", "eve"), told());
        nothingIsNew();
        long below = COMPANY.get(Directory.class)
                .unit(COMPANY.unit("eastern"))
                .orElseThrow()
                .below();
        share(COMPANY.customer("amy", "For The East"), below, "see");
        assertEquals(Set.of("old", "east", "lead", "ann", "low", "eve"), told());
        nothingIsNew();
        long salespeople = COMPANY.kernel().system(() -> role("salesperson"));
        share(COMPANY.customer("amy", "For Salespeople"), salespeople, "see");
        assertEquals("bob is in another segment", Set.of("lead", "ann", "low"), told());
        nothingIsNew();
        share(COMPANY.customer("amy", "For A Group"), group("ann"), "see");
        assertEquals(Set.of("ann"), told());
        nothingIsNew();
        RecordId owned = COMPANY.customer("ann", "Ann's Own");
        COMPANY.run(
                "ann",
                () -> records.share(
                        new Share(owned, COMPANY.person("amy"), "", Set.of("see", "edit", "share"), Optional.empty())));
        share(owned, COMPANY.unit("east"), "see");
        assertEquals(Set.of("amy", "east", "lead", "low", "eve"), told());
        assertEquals("amy knew it", List.of("ann 与你共享了客户“Ann's Own”"), texts("amy"));
    }

    private long role(String code) {
        Transactions tx = COMPANY.get(Transactions.class);
        return tx.get(() -> tx.sql().number("select id from directory_role where code = ? and deleted = false", code));
    }

    private long group(String member) {
        return COMPANY.kernel().system(() -> {
            long group = records.create("directory.group", Map.of("code", "friends", "nameZh", "朋友"))
                    .id();
            records.create("directory.member", Map.of("inGroupId", group, "personId", COMPANY.person(member)));
            return group;
        });
    }

    @Test
    public void aShareThatReachesMoreThanTheSettingSaysIsToldToNobody() {
        Settings settings = COMPANY.get(Settings.class);
        COMPANY.kernel().system(() -> settings.set(MOST, 0, "3"));
        try {
            share(COMPANY.customer("amy", "For Everyone"), EVERYONE, "see");
            assertEquals(Set.of(), told());
        } finally {
            COMPANY.kernel().system(() -> settings.reset(MOST, 0));
        }
        share(COMPANY.customer("amy", "For Everyone Indeed"), EVERYONE, "see");
        assertTrue(told().toString(), told().containsAll(Set.of("ann", "low", "lead")));
    }

    @Test
    @Covers("ACC-4")
    public void whoIsNotClearedForTheRecordIsNotTold() {
        RecordId customer = COMPANY.customer("amy", "Classified", "securityLevel", 3);
        share(customer, COMPANY.person("low"), "see");
        share(COMPANY.customer("amy", "Classified Too", "securityLevel", 3), COMPANY.person("low"), "see");
        assertEquals(List.of(), texts("low"));
        COMPANY.update("amy", customer, "securityLevel", 0);
        assertEquals("and learns nothing of the other", List.of("amy 与你共享了客户“Classified”"), texts("low"));
    }

    @Test
    @Covers("ROL-2")
    public void nobodyIsToldOfAModuleThatIsClosedToHim() {
        long out = COMPANY.kernel().system(() -> {
            long id = records.create("directory.person", Map.of("account", "out", "name", "Out"))
                    .id();
            COMPANY.get(Directory.class).grantRole("group-management", id, Set.of());
            return id;
        });
        share(COMPANY.customer("amy", "Not For Outsiders"), out, "see");
        assertEquals(List.of(), texts("out"));
        assertEquals(List.of(), COMPANY.as("out", notices::kinds));
        assertEquals(0, (int) COMPANY.as("out", notices::unread));
        Rollout rollout = COMPANY.get(Rollout.class);
        COMPANY.kernel().system(() -> rollout.widen("all", Set.of(), Set.of(), Set.of(out)));
        assertEquals(List.of("amy 与你共享了客户“Not For Outsiders”"), texts("out"));
    }

    @Test
    public void theNewOwnerOfACustomerIsTold() {
        RecordId customer = COMPANY.customer("amy", "Passed On");
        COMPANY.contact("amy", customer, "林知夏");
        handOver(customer, "amy", "ann");
        assertEquals(List.of("amy 将客户“Passed On”转交给你"), texts("ann"));
        assertEquals(Set.of("ann"), told());
        handOver(customer, "ann", "amy");
        handOver(customer, "amy", "ann");
        assertEquals(1, fresh("ann").size());
    }

    @Test
    public void takingARecordOneselfIsNoNews() {
        handOver(COMPANY.customer("amy", "Taken"), "east", "east");
        assertEquals(Set.of(), told());
    }

    @Test
    @Covers("DIR-7")
    public void allOfALeaversRecordsAreOneNoticeWithTheirList() {
        for (int i = 0; i < 120; i++) COMPANY.customer("low", "Of A Leaver " + i);
        Handovers handovers = COMPANY.get(Handovers.class);
        long passed = COMPANY.as(
                "lead", () -> handovers.pass(COMPANY.person("low"), COMPANY.person("ann"), Set.of("crm.customer")));
        assertTrue(String.valueOf(passed), passed >= 120);
        assertEquals(List.of("lead 将 " + passed + " 条客户转交给你"), texts("ann"));
        assertEquals("/crm/customer?f.ownerId=me", fresh("ann").get(0).path());
        PageTester.Answer list = PageTester.on(COMPANY.kernel())
                .as("ann")
                .get(fresh("ann").get(0).path());
        assertEquals(200, list.status());
        assertTrue(list.text().contains("Of A Leaver 119"));
        nothingIsNew();
        assertEquals("what was read takes up nothing more", List.of(), texts("ann"));
        handOver(COMPANY.customer("amy", "Later"), "amy", "ann");
        assertEquals(List.of("amy 将客户“Later”转交给你"), texts("ann"));
    }

    @Test
    public void manyThatAreHandedOverOneByOneAreOneNotice() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 210; i++) {
            ids.add(String.valueOf(COMPANY.customer("amy", "Bulk " + i).id()));
        }
        PageTester.Visitor amy = PageTester.on(COMPANY.kernel()).as("amy");
        bulk(amy, ids.subList(0, 5));
        assertEquals(List.of("amy 将 5 条客户转交给你"), texts("ann"));
        bulk(amy, ids.subList(5, 210));
        TestKernel.await(
                "all are told",
                () -> texts("ann").equals(List.of("amy 将 210 条客户转交给你")),
                () -> texts("ann").toString());
        COMPANY.kernel().clock().advance(Duration.ofMinutes(61));
        handOver(COMPANY.customer("amy", "An Hour Later"), "amy", "ann");
        assertEquals(2, fresh("ann").size());
    }

    private static void bulk(PageTester.Visitor amy, List<String> ids) {
        Map<String, String> form = new HashMap<>(Map.of("action", "handOver", "ids", String.join(",", ids)));
        form.put("owner", String.valueOf(COMPANY.person("ann")));
        assertEquals(303, amy.post("/crm/customer/bulk", form).status());
    }

    @Test
    public void aNoticeOfSeveralCountsOnlyWhatItsReaderStillSees() {
        RecordId one = COMPANY.customer("amy", "One");
        RecordId two = COMPANY.customer("amy", "Two");
        share(one, COMPANY.person("ann"), "see");
        share(two, COMPANY.person("ann"), "see");
        assertEquals(List.of("amy 与你共享了 2 条客户"), texts("ann"));
        assertEquals("/crm/customer", fresh("ann").get(0).path());
        COMPANY.run("amy", () -> records.unshare(one, COMPANY.person("ann")));
        assertEquals(List.of("amy 与你共享了客户“Two”"), texts("ann"));
        assertEquals(two.path(), fresh("ann").get(0).path());
        COMPANY.run("amy", () -> records.unshare(two, COMPANY.person("ann")));
        assertEquals(List.of(), texts("ann"));
    }

    @Test
    public void whatIsMadeForSomebodyElseIsToldToHim() {
        RecordId customer = COMPANY.customer("east", "Made For Amy", "ownerId", COMPANY.person("amy"));
        COMPANY.contact("east", customer, "周明远");
        assertEquals(List.of("east 新建了客户“Made For Amy”，由你负责"), texts("amy"));
        assertEquals(Set.of("amy"), told());
    }

    @Test
    public void whatIsUndoneWasNeverTold() {
        RecordId customer = COMPANY.customer("amy", "Undone");
        Transactions tx = COMPANY.get(Transactions.class);
        try {
            tx.run(() -> {
                handOver(customer, "amy", "ann");
                throw new IllegalStateException("undone");
            });
        } catch (IllegalStateException undone) {
            assertEquals(Set.of(), told());
        }
        handOver(customer, "amy", "ann");
        assertEquals(Set.of("ann"), told());
    }

    @Test
    public void mutedKindsAreNotTold() {
        COMPANY.run("ann", () -> notices.mute(Set.of("notices.shared")));
        share(COMPANY.customer("amy", "Quiet"), COMPANY.person("ann"), "see");
        assertEquals(List.of(), texts("ann"));
        COMPANY.run("ann", () -> notices.mute(Set.of()));
    }
}
