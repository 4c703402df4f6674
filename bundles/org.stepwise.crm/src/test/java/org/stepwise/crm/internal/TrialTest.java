package org.stepwise.crm.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.file.Files;
import org.stepwise.kernel.api.job.Jobs;
import org.stepwise.kernel.api.link.Links;
import org.stepwise.kernel.api.notice.Notice;
import org.stepwise.kernel.api.notice.Notices;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.kernel.api.rollout.PhaseDraft;
import org.stepwise.kernel.api.rollout.PhaseEvent;
import org.stepwise.kernel.api.rollout.PhaseState;
import org.stepwise.kernel.api.rollout.Rollout;
import org.stepwise.kernel.api.rollout.Trial;
import org.stepwise.kernel.api.rollout.Trials;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.PageTester;
import org.stepwise.testkit.TestKernel;

/** The module is live in the west; the east rehearses it, and amy and ann try it. */
@Covers("ROL-17")
public class TrialTest {
    @ClassRule
    public static final CrmCompany COMPANY = new CrmCompany();

    private final Trials trials = COMPANY.get(Trials.class);
    private final Records records = COMPANY.records();

    @BeforeClass
    public static void theWestIsLiveAndTheEastRehearsed() {
        Rollout rollout = COMPANY.get(Rollout.class);
        COMPANY.kernel().system(() -> {
            rollout.create(draft(
                    "live", Set.of(COMPANY.unit("western")), Set.of(COMPANY.person("pres"), COMPANY.person("lead"))));
            rollout.activate("live");
            rollout.rollBack("all");
            rollout.create(draft("pilot", Set.of(COMPANY.unit("eastern")), Set.of()));
        });
    }

    private static PhaseDraft draft(String code, Set<Long> units, Set<Long> persons) {
        return new PhaseDraft(
                code,
                code,
                "",
                Optional.empty(),
                Optional.empty(),
                Set.of("crm"),
                units,
                persons,
                Set.of(),
                List.of(),
                List.of());
    }

    @Before
    public void begin() {
        COMPANY.kernel().system(() -> {
            COMPANY.get(Rollout.class).rehearse("pilot");
            trials.begin("pilot", Set.of(), Set.of(COMPANY.person("amy"), COMPANY.person("ann")));
        });
    }

    @After
    public void nothingIsLeft() {
        if (trial().state() == Trial.State.NONE) return;
        COMPANY.kernel().system(() -> trials.keep("pilot", "pilot"));
    }

    private Trial trial() {
        return COMPANY.kernel().system(() -> trials.trial("pilot"));
    }

    private void clear() {
        COMPANY.kernel().system(() -> trials.clear("pilot", "pilot"));
        TestKernel.await("the rehearsal is cleared", () -> trial().state() != Trial.State.CLEARING);
    }

    private static boolean listed(String account) {
        try {
            COMPANY.as(account, () -> COMPANY.records().list("crm.customer", Query.ALL));
            return true;
        } catch (NotFound closed) {
            return false;
        }
    }

    private Row row(String account, RecordId record) {
        return COMPANY.as(account, () -> records.list("crm.customer", Query.ALL.limit(500))).rows().stream()
                .filter(row -> row.record().equals(record))
                .findFirst()
                .orElseThrow();
    }

    private String number(String account, RecordId record) {
        return COMPANY.card(account, record).row().number();
    }

    private static long count(String sql, Object... args) {
        return COMPANY.get(Transactions.class).sql().number(sql, args);
    }

    @Test
    public void aTrialOpensTheModuleToItsGroupAlone() {
        assertTrue(listed("amy"));
        assertFalse("in scope, but not in the group", listed("low"));
        assertTrue("live elsewhere", listed("bob"));
        assertEquals(2, trial().people());
        assertEquals(
                PhaseState.REHEARSED,
                COMPANY.kernel()
                        .system(() -> COMPANY.get(Rollout.class).phase("pilot"))
                        .state());
        COMPANY.kernel().system(() -> trials.end("pilot"));
        assertFalse(listed("amy"));
        assertEquals(Trial.State.NONE, trial().state());
    }

    @Test
    public void onlyThoseWhoAdministerTheRolloutBeginAndEndATrial() {
        assertThrows(Forbidden.class, () -> COMPANY.as("amy", () -> trials.trial("pilot")));
        assertThrows(Forbidden.class, () -> COMPANY.as("amy", () -> trials.caught("pilot", 10)));
        assertThrows(Forbidden.class, () -> COMPANY.as("amy", () -> trials.begin("pilot", Set.of(), Set.of(1L))));
        assertThrows(Forbidden.class, () -> COMPANY.as("amy", () -> trials.end("pilot")));
        assertThrows(Forbidden.class, () -> COMPANY.as("amy", () -> trials.clear("pilot", "pilot")));
        assertThrows(Forbidden.class, () -> COMPANY.as("amy", () -> trials.keep("pilot", "pilot")));
        assertTrue(listed("amy"));
    }

    @Test
    public void whatTheGroupMakesIsMarkedAndCountsApart() {
        RecordId before = COMPANY.customer("bob", "杭州临安电机有限公司");
        RecordId tried = COMPANY.customer("amy", "苏州工业园电机有限公司");
        RecordId contact = COMPANY.contact("amy", tried, "陆敏");
        RecordId after = COMPANY.customer("bob", "杭州萧山电机有限公司");
        assertTrue(row("amy", tried).rehearsal());
        assertTrue(COMPANY.card("amy", tried).row().rehearsal());
        assertTrue(COMPANY.card("amy", contact).row().rehearsal());
        assertFalse(row("bob", before).rehearsal());
        assertTrue(number("amy", tried), number("amy", tried).startsWith("T-C-"));
        assertEquals("no gap", next(number("bob", before)), number("bob", after));
        assertEquals(Map.of("crm.contact", 1L, "crm.customer", 1L), trial().made());
        PageTester.Answer page = PageTester.on(COMPANY.kernel()).as("amy").get("/crm/customer/" + tried.id());
        assertTrue(page.html().select(".rec-h .chip").text().contains("演练"));
        page = PageTester.on(COMPANY.kernel()).as("amy").get("/crm/customer");
        assertTrue(page.html().select("td.ttl .chip").text().contains("演练"));
    }

    private static String next(String number) {
        int at = number.lastIndexOf('-') + 1;
        int count = Integer.parseInt(number.substring(at)) + 1;
        return number.substring(0, at) + ("%0" + (number.length() - at) + "d").formatted(count);
    }

    @Test
    public void noticesOfARehearsalAreCaughtAndCanBeLookedAt() {
        Notices notices = COMPANY.get(Notices.class);
        RecordId tried = COMPANY.customer("amy", "无锡惠山轴承有限公司");
        COMPANY.run("amy", () -> records.handOver(tried, COMPANY.person("ann")));
        COMPANY.run(
                "amy",
                () -> notices.send(
                        "crm", List.of(COMPANY.person("bob")), "crm.module.name", Map.of(), Optional.empty()));
        Notices.Page page = new Notices.Page("/crm/customer", "customers");
        COMPANY.run(
                "amy", () -> notices.send("crm", List.of(COMPANY.person("bob")), "crm.module.name", Map.of(), page));
        assertEquals(List.of(), told("ann"));
        assertEquals(List.of(), told("bob"));
        List<Trials.Caught> caught = COMPANY.kernel().system(() -> trials.caught("pilot", 10));
        assertEquals(3, caught.size());
        assertEquals(3, trial().caught());
        assertTrue(caught.toString(), caught.get(2).text().contains("无锡惠山轴承有限公司"));
        RecordId live = COMPANY.customer("bob", "宁波镇海轴承有限公司");
        COMPANY.kernel().system(() -> records.handOver(live, COMPANY.person("pres")));
        assertEquals(1, told("pres").size());
    }

    private static List<String> told(String account) {
        Notices notices = COMPANY.get(Notices.class);
        return COMPANY.as(account, () -> notices.mine(true, 100)).stream()
                .map(Notice::text)
                .toList();
    }

    @Test
    public void clearingTakesAllThatBelongsToTheRehearsalAndLeavesTheRest() {
        RecordId live = COMPANY.customer("lead", "绍兴柯桥染整有限公司");
        RecordId tried = COMPANY.customer("amy", "昆山千灯精密有限公司");
        RecordId contact = COMPANY.contact("amy", tried, "顾倩");
        COMPANY.activity("amy", tried, "contactId", contact.id(), "subject", "x", "plannedAt", "2031-03-05T04:00:00Z");
        COMPANY.run("lead", () -> COMPANY.get(Links.class).link(live, tried, "related", ""));
        byte[] text = "x".getBytes(StandardCharsets.UTF_8);
        COMPANY.run("amy", () -> COMPANY.get(Files.class).attach(tried, "x.txt", new ByteArrayInputStream(text)));
        assertEquals(1L, (long) trial().kept().get("links"));
        assertEquals(1L, (long) trial().kept().get("files"));
        assertThrows(Invalid.class, () -> COMPANY.kernel().system(() -> trials.clear("pilot", "plot")));
        assertEquals(Trial.State.OPEN, trial().state());
        clear();
        assertEquals(Trial.State.NONE, trial().state());
        assertEquals(0, count("select count(*) from crm_customer where id = ?", tried.id()));
        assertEquals(0, count("select count(*) from crm_contact where customer_id = ?", tried.id()));
        assertEquals(0, count("select count(*) from crm_activity where customer_id = ?", tried.id()));
        assertEquals(0, count("select count(*) from record_history where record_id = ?", tried.id()));
        assertEquals(0, count("select count(*) from files_file where record_id = ?", tried.id()));
        assertEquals(
                0, count("select count(*) from kernel_link where from_id = ? or to_id = ?", tried.id(), tried.id()));
        assertTrue(COMPANY.sees("lead", live));
        assertFalse(listed("amy"));
    }

    @Test
    public void aPhaseGoesLiveOnlyAfterItsRehearsalIsCleared() {
        COMPANY.customer("amy", "太仓浏河机械有限公司");
        Rollout rollout = COMPANY.get(Rollout.class);
        Invalid refused = assertThrows(Invalid.class, () -> COMPANY.kernel().system(() -> rollout.activate("pilot")));
        assertEquals("rollout.gap.trial", refused.violations().get(0).code());
        assertThrows(
                Conflict.class,
                () -> COMPANY.kernel()
                        .system(() -> rollout.widen("pilot", Set.of(), Set.of(), Set.of(COMPANY.person("bob")))));
        clear();
        COMPANY.kernel().system(() -> rollout.activate("pilot"));
        assertTrue(listed("low"));
        assertFalse(row("amy", COMPANY.customer("amy", "常熟虞山机械有限公司")).rehearsal());
        beginAgain();
    }

    /** The next test finds a phase of this code that was never live. */
    private static void beginAgain() {
        Rollout rollout = COMPANY.get(Rollout.class);
        COMPANY.kernel().system(() -> {
            rollout.rollBack("pilot");
            rollout.change("pilot", draft("pilot" + System.nanoTime(), Set.of(COMPANY.unit("eastern")), Set.of()));
            rollout.create(draft("pilot", Set.of(COMPANY.unit("eastern")), Set.of()));
        });
    }

    private PhaseState state() {
        return COMPANY.kernel()
                .system(() -> COMPANY.get(Rollout.class).phase("pilot"))
                .state();
    }

    @Test
    public void aPhaseGoesLiveAndItsRehearsalIsClearedInOneStep() {
        RecordId tried = COMPANY.customer("amy", "启东吕四渔业有限公司");
        COMPANY.contact("amy", tried, "施南");
        assertThrows(Forbidden.class, () -> COMPANY.as("amy", () -> trials.clearAndActivate("pilot", "pilot", "")));
        assertThrows(Invalid.class, () -> COMPANY.kernel().system(() -> trials.clearAndActivate("pilot", "plot", "")));
        assertEquals(Trial.State.OPEN, trial().state());
        COMPANY.kernel().system(() -> trials.clearAndActivate("pilot", "pilot", ""));
        TestKernel.await("the phase is live", () -> state() == PhaseState.ACTIVE);
        assertEquals(Trial.State.NONE, trial().state());
        assertEquals(0, count("select count(*) from crm_customer where id = ?", tried.id()));
        assertEquals(0, count("select count(*) from crm_contact where customer_id = ?", tried.id()));
        assertTrue("in scope, and not in the group", listed("low"));
        List<String> steps = COMPANY
                .kernel()
                .system(() -> COMPANY.get(Rollout.class).history("pilot", 10))
                .stream()
                .map(PhaseEvent::step)
                .toList();
        assertTrue(
                steps.toString(),
                steps.contains("activated") && steps.contains("trialCleared") && steps.contains("trialClearing"));
        beginAgain();
    }

    @Test
    public void whatLiveRecordsReferToKeepsAPhaseFromGoingLiveBeforeAnythingIsRemoved() {
        RecordId tried = COMPANY.customer("amy", "宜兴丁蜀陶瓷有限公司");
        COMPANY.customer("lead", "常州武进陶瓷有限公司", "parentId", tried.id());
        Conflict refused = assertThrows(
                Conflict.class, () -> COMPANY.kernel().system(() -> trials.clearAndActivate("pilot", "pilot", "")));
        assertEquals("rollout.problem.trial.held", refused.key());
        assertEquals(Trial.State.OPEN, trial().state());
        assertTrue(COMPANY.card("amy", tried).row().rehearsal());
    }

    /** What is left in the database when the server is killed after some chunks, or after the last one. */
    @Test
    public void aPhaseThatWasToGoLiveWhenTheServerDiedGoesLiveWithTheNextRunOfTheJob() {
        RecordId tried = COMPANY.customer("amy", "海安曲塘食品有限公司");
        Transactions tx = COMPANY.get(Transactions.class);
        tx.run(() -> tx.sql().update("update rollout_trial set state = 'CLEARING', goes_live = true"));
        COMPANY.kernel().system(() -> COMPANY.get(Jobs.class).start("kernel/rehearsal"));
        TestKernel.await("the phase is live", () -> state() == PhaseState.ACTIVE);
        assertEquals(0, count("select count(*) from crm_customer where id = ?", tried.id()));
        assertEquals(Trial.State.NONE, trial().state());
        beginAgain();
    }

    @Test
    public void aRecordThatBelongsToALiveOneGoesSoThatTheOthersSeeIt() {
        RecordId live = COMPANY.customer("lead", "兴化戴南不锈钢有限公司");
        RecordId first = COMPANY.contact("lead", live, "冯春");
        RecordId second = COMPANY.contact("lead", live, "冯秋");
        assertEquals(1, main(first));
        Transactions tx = COMPANY.get(Transactions.class);
        tx.run(() -> tx.sql()
                .update(
                        "insert into rollout_rehearsed (type, record_id, phase_id)"
                                + " select 'crm.contact', ?, phase_id from rollout_trial",
                        first.id()));
        clear();
        assertEquals(0, count("select count(*) from crm_contact where id = ?", first.id()));
        assertEquals("somebody is the main contact", 1, main(second));
    }

    private static long main(RecordId contact) {
        return count("select count(*) from crm_contact where id = ? and main = true", contact.id());
    }

    @Test
    public void whatLiveRecordsReferToStaysUntilItIsKept() {
        RecordId tried = COMPANY.customer("amy", "张家港保税纺织有限公司");
        COMPANY.customer("amy", "江阴周庄纺织有限公司");
        COMPANY.customer("lead", "南通海门纺织有限公司", "parentId", tried.id());
        assertEquals(1, trial().held());
        clear();
        assertEquals(Trial.State.ENDED, trial().state());
        assertEquals(Map.of("crm.customer", 1L), trial().made());
        assertTrue(COMPANY.card("lead", tried).row().rehearsal());
        COMPANY.kernel().system(() -> trials.keep("pilot", "pilot"));
        assertFalse(COMPANY.card("lead", tried).row().rehearsal());
        assertEquals(Trial.State.NONE, trial().state());
    }

    @Test
    public void aClearingThatBrokeOffGoesOnWithTheNextRunOfItsJob() {
        RecordId tried = COMPANY.customer("amy", "如皋白蒲食品有限公司");
        Transactions tx = COMPANY.get(Transactions.class);
        tx.run(() -> tx.sql().update("update rollout_trial set state = 'CLEARING'"));
        assertThrows(Conflict.class, () -> COMPANY.kernel().system(() -> trials.end("pilot")));
        COMPANY.kernel().system(() -> COMPANY.get(Jobs.class).start("kernel/rehearsal"));
        TestKernel.await("the rehearsal is cleared", () -> trial().state() == Trial.State.NONE);
        assertEquals(0, count("select count(*) from crm_customer where id = ?", tried.id()));
    }
}
