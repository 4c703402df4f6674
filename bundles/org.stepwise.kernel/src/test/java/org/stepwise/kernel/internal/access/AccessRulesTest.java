package org.stepwise.kernel.internal.access;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.access.Explanation;
import org.stepwise.kernel.api.access.Reach;
import org.stepwise.kernel.api.access.Share;
import org.stepwise.kernel.api.record.Entity;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.internal.directory.OrgKernel;
import org.stepwise.testkit.Covers;

public class AccessRulesTest {
    @ClassRule
    public static final OrgKernel KERNEL = new OrgKernel();

    private static final List<String> PEOPLE = List.of(
            "own", "line", "unit", "branch", "segment", "units", "all", "plain", "rep", "repwest", "low", "closedown");
    private static final Random RANDOM = new Random(7);
    private static long lastId = 100;

    private final Access access = KERNEL.get(Access.class);

    @BeforeClass
    public static void company() {
        KERNEL.kernel()
                .install(
                        new TrialModule(),
                        "trial",
                        new TrialModule.DealType(),
                        new TrialModule.LineType(),
                        new TrialModule.MemoType());
        StringBuilder people = new StringBuilder("account,name,clearance\n");
        PEOPLE.forEach(
                account -> people.append(account + "," + account + "," + (account.equals("low") ? 0 : 3) + "\n"));
        KERNEL.load("people", people + "boss,boss,9\nsegadmin,segadmin,3\nadmin,admin,3\n");
        KERNEL.load(
                "units",
                "code,parent,kind,name_zh,head\nhq,,GROUP,集团,boss\neast,hq,SEGMENT,东版块,line\nwest,hq,SEGMENT,西版块,\n"
                        + "e1,east,DEPARTMENT,东一部,\ne2,east,DEPARTMENT,东二部,\ne11,e1,TEAM,东一组,\nw1,west,TEAM,西一组,\nout,,COMPANY,外部公司,\n");
        KERNEL.load("posts", "code,name_zh,level\nrep,销售,10\nlead,主管,40\n");
        KERNEL.load(
                "positions",
                "account,unit,post,primary\nboss,hq,lead,1\nown,e1,rep,1\nline,east,lead,1\nunit,e1,rep,1\nbranch,e1,lead,1\n"
                        + "segment,e2,rep,1\nunits,e2,rep,1\nall,hq,rep,1\nplain,e1,rep,1\nrep,e11,rep,1\nrepwest,w1,rep,1\n"
                        + "low,e1,rep,1\nclosedown,out,rep,1\nadmin,hq,rep,1\n");
        KERNEL.open("trial", "hq");
        for (String kind : List.of("own", "line", "unit", "branch", "segment", "all")) grant(kind + "-clerk", kind);
        grant("all-clerk", "closedown");
        grant("branch-clerk", "low");
        grant("administrator", "admin");
        KERNEL.system(() -> {
            KERNEL.directory()
                    .grantRole("units-clerk", KERNEL.person("units"), Set.of(KERNEL.unit("e11"), KERNEL.unit("w1")));
            return true;
        });
    }

    private static void grant(String role, String account) {
        KERNEL.system(() -> {
            KERNEL.directory().grantRole(role, KERNEL.person(account), Set.of());
            return true;
        });
    }

    private static TrialModule.Memo memo(String owner, String unit, int level) {
        TrialModule.Memo memo = new TrialModule.Memo();
        place(memo, owner, unit, level);
        insert("trial_memo", "name", memo, "memo");
        return memo;
    }

    private static TrialModule.Deal deal(String owner, String unit) {
        TrialModule.Deal deal = new TrialModule.Deal();
        place(deal, owner, unit, 0);
        insert("trial_deal", "name", deal, "deal");
        return deal;
    }

    private static TrialModule.Line line(TrialModule.Deal deal) {
        TrialModule.Line line = new TrialModule.Line();
        line.dealId = deal.id;
        line.id = ++lastId;
        line.ownerId = deal.ownerId;
        line.unitId = deal.unitId;
        line.segmentId = deal.segmentId;
        insert("trial_line", "name, deal_id", line, "line", deal.id);
        return line;
    }

    private static void place(Entity record, String owner, String unit, int level) {
        record.id = ++lastId;
        record.ownerId = KERNEL.person(owner);
        record.unitId = KERNEL.unit(unit);
        record.segmentId = KERNEL.directory().unit(record.unitId).orElseThrow().segment();
        record.securityLevel = level;
    }

    private static void insert(String table, String columns, Entity record, Object... values) {
        Object[] all = new Object[7 + values.length];
        Object[] fixed = {
            record.id,
            record.ownerId,
            record.unitId,
            record.segmentId,
            record.securityLevel,
            Instant.EPOCH,
            Instant.EPOCH
        };
        System.arraycopy(fixed, 0, all, 0, 7);
        System.arraycopy(values, 0, all, 7, values.length);
        KERNEL.tx()
                .run(() -> KERNEL.tx()
                        .sql()
                        .update(
                                "insert into " + table
                                        + " (id, owner_id, unit_id, segment_id, security_level, created_at,"
                                        + " updated_at, version, number, title, deleted, name_key, pinyin_key, created_by,"
                                        + " updated_by, " + columns
                                        + ") values (?, ?, ?, ?, ?, ?, ?, 1, '', '', false, '', '',"
                                        + " 0, 0" + ", ?".repeat(values.length) + ")",
                                all));
    }

    private boolean sees(String account, String type, Entity record) {
        return access.may(KERNEL.caller(account), type, record, "see");
    }

    private Set<String> whoSees(String type, Entity record) {
        return PEOPLE.stream().filter(account -> sees(account, type, record)).collect(Collectors.toSet());
    }

    @Test
    @Covers("ACC-1")
    public void withoutAGrantNothingIsSeen() {
        TrialModule.Memo own = memo("plain", "e1", 0);
        assertFalse(sees("plain", "trial.memo", own));
        assertFalse(access.may(KERNEL.caller("plain"), "trial.memo", "delete"));
        assertFalse(access.may(KERNEL.caller("plain"), "trial.memo", "create"));
        assertTrue(access.may(KERNEL.caller("own"), "trial.memo", "see"));
    }

    @Test
    @Covers({"ACC-1", "ACC-5"})
    public void eachScopeReachesWhatItSays() {
        assertEquals(
                "unit e1",
                Set.of("unit", "branch", "low", "segment", "line", "all", "own"),
                plus(whoSees("trial.memo", memo("own", "e1", 0))));
        assertEquals(
                "team below e1",
                Set.of("branch", "low", "segment", "units", "line", "all"),
                plus(whoSees("trial.memo", memo("rep", "e11", 0))));
        assertEquals(
                "another department of the segment",
                Set.of("segment", "line", "all"),
                plus(whoSees("trial.memo", memo("units", "e2", 0))));
        assertEquals(
                "another segment: only group-wide grants cross, chosen units do not",
                Set.of("all"),
                plus(whoSees("trial.memo", memo("repwest", "w1", 0))));
    }

    private static Set<String> plus(Set<String> found) {
        return new TreeSet<>(found);
    }

    @Test
    @Covers("ACC-2")
    public void ownerAndSuperiorsSeeATypeThatSaysSo() {
        TrialModule.Deal deal = deal("rep", "e11");
        assertEquals(Set.of("rep", "line", "segment"), whoSees("trial.deal", deal));
        assertFalse("superiors do not edit by that", access.may(KERNEL.caller("line"), "trial.deal", deal, "edit"));
        assertEquals("parts follow", Set.of("rep", "line", "segment"), whoSees("trial.line", line(deal)));
        assertFalse("without the word superiors see nothing", sees("boss", "trial.memo", memo("rep", "e11", 0)));
    }

    @Test
    @Covers("ACC-3")
    public void aShareGivesItsRightsUntilItsLastDay() {
        TrialModule.Memo memo = memo("own", "e1", 0);
        RecordId id = RecordId.of("trial.memo", memo.id);
        long plain = KERNEL.person("plain");
        assertFalse(sees("plain", "trial.memo", memo));
        LocalDate today = LocalDate.now(KERNEL.get(java.time.Clock.class));
        share(new Share(id, plain, "", Set.of("edit"), Optional.of(today)));
        assertTrue(sees("plain", "trial.memo", memo));
        assertTrue(access.may(KERNEL.caller("plain"), "trial.memo", memo, "edit"));
        assertFalse(access.may(KERNEL.caller("plain"), "trial.memo", memo, "delete"));
        assertTrue("in the menu too", access.may(KERNEL.caller("plain"), "trial.memo", "see"));
        assertEquals(Set.of("see", "edit"), access.actions(KERNEL.caller("plain"), "trial.memo", memo));
        KERNEL.kernel().clock().advance(Duration.ofDays(1));
        assertFalse(sees("plain", "trial.memo", memo));
        share(new Share(id, plain, "", Set.of("see"), Optional.empty()));
        assertTrue(sees("plain", "trial.memo", memo));
        assertEquals(1, access.shares(id).size());
        KERNEL.system(() -> {
            access.unshare(id, plain);
            return true;
        });
        assertFalse(sees("plain", "trial.memo", memo));
    }

    @Test
    @Covers({"ACC-3", "DIR-4"})
    public void sharesNameUnitsBranchesPostsRolesGroupsAndEveryone() {
        KERNEL.tx()
                .run(() -> KERNEL.tx()
                        .sql()
                        .update("insert into kernel_principal (id, kind, ref_id) values (77, 'GROUP', 77)"));
        KERNEL.changeRoles(
                "insert into directory_group (id, version, number, title, owner_id, unit_id, segment_id,"
                        + " security_level, deleted, name_key, pinyin_key, created_at, created_by, updated_at, updated_by, code,"
                        + " name_zh, rule_unit_id, rule_level) values (77, 1, '', '', 0, 0, 0, 0, false, '', '', current_timestamp,"
                        + " 0, current_timestamp, 0, 'leads', '主管组', ?, 30)",
                KERNEL.unit("east"));
        long e1 = KERNEL.unit("e1");
        sharedSees(e1, Set.of("own", "unit", "branch", "plain", "low"));
        sharedSees(
                KERNEL.directory().unit(e1).orElseThrow().below(),
                Set.of("own", "unit", "branch", "plain", "low", "rep"));
        sharedSees(KERNEL.principal("directory_post", "lead"), Set.of("line", "branch"));
        sharedSees(KERNEL.principal("directory_role", "own-clerk"), Set.of("own"));
        sharedSees(77, Set.of("line", "branch"));
        sharedSees(1, Set.of("own", "line", "unit", "branch", "plain", "rep", "low", "segment", "units"));
        assertThrows(
                NotFound.class,
                () -> share(new Share(RecordId.of("trial.memo", 1), 424242, "", Set.of("see"), Optional.empty())));
        assertThrows(
                Invalid.class,
                () -> share(new Share(RecordId.of("trial.memo", 1), 1, "", Set.of("a,b"), Optional.empty())));
    }

    /** A deal without owner in the east, shared to one principal: who of those that no rule gives it to sees it? */
    private void sharedSees(long principal, Set<String> expected) {
        TrialModule.Deal deal = deal("boss", "east");
        share(new Share(RecordId.of("trial.deal", deal.id), principal, "", Set.of("see"), Optional.empty()));
        Set<String> sees = whoSees("trial.deal", deal);
        TrialModule.Line line = line(deal);
        assertEquals("shares of the whole count for its parts", sees, whoSees("trial.line", line));
        if (!expected.contains("segment")) sees.remove("segment");
        assertEquals(expected, sees);
    }

    private void share(Share share) {
        KERNEL.system(() -> {
            access.share(share);
            return true;
        });
    }

    @Test
    @Covers("ACC-4")
    public void nothingIsSeenAboveTheClearanceWhateverElseGrantsIt() {
        TrialModule.Memo secret = memo("own", "e1", 4);
        assertEquals(Set.of(), whoSees("trial.memo", secret));
        share(new Share(RecordId.of("trial.memo", secret.id), 1, "", Set.of("see"), Optional.empty()));
        assertEquals(Set.of(), whoSees("trial.memo", secret));
        TrialModule.Memo internal = memo("own", "e1", 3);
        assertTrue(sees("branch", "trial.memo", internal));
        assertFalse(sees("low", "trial.memo", internal));
    }

    @Test
    @Covers("ACC-5")
    public void segmentsAreWallsForSharesAndSuperiorsToo() {
        TrialModule.Deal west = deal("repwest", "w1");
        share(new Share(RecordId.of("trial.deal", west.id), KERNEL.person("rep"), "", Set.of("see"), Optional.empty()));
        assertFalse(sees("rep", "trial.deal", west));
        assertFalse("the boss stands in no segment", sees("boss", "trial.deal", west));
        assertTrue(sees("repwest", "trial.deal", west));
        TrialModule.Deal none = deal("boss", "hq");
        share(new Share(RecordId.of("trial.deal", none.id), KERNEL.person("rep"), "", Set.of("see"), Optional.empty()));
        assertTrue("records of no segment are open to shares", sees("rep", "trial.deal", none));
        assertFalse("the scope of a segment holds its records alone", sees("segment", "trial.deal", none));
    }

    @Test
    @Covers("ACC-11")
    public void aChangeOfRoleUnitOrStateHoldsFromTheNextRequestOn() {
        TrialModule.Memo memo = memo("own", "e1", 0);
        KERNEL.load("people", "account,name,clearance\nmover,移,3\n");
        KERNEL.load("positions", "account,unit,post,primary\nmover,w1,rep,1\n");
        assertFalse(sees("mover", "trial.memo", memo));
        grant("unit-clerk", "mover");
        assertFalse("another unit", sees("mover", "trial.memo", memo));
        KERNEL.load("positions", "account,unit,post,primary\nmover,e1,rep,1\n");
        assertTrue(sees("mover", "trial.memo", memo));
        KERNEL.system(() -> {
            KERNEL.directory().revokeRole("unit-clerk", KERNEL.person("mover"));
            return true;
        });
        assertFalse(sees("mover", "trial.memo", memo));
        KERNEL.change("update directory_person set state = 'FROZEN' where account = 'mover'");
        assertThrows(Forbidden.class, () -> KERNEL.caller("mover"));
    }

    @Test
    @Covers("DIR-3")
    public void whoLeavesExportsNothing() {
        KERNEL.load("people", "account,name,clearance\ngoing,离,3\n");
        KERNEL.load("positions", "account,unit,post,primary\ngoing,w1,rep,1\n");
        grant("all-clerk", "going");
        assertTrue(access.may(KERNEL.caller("going"), "trial.memo", "export"));
        KERNEL.change("update directory_person set state = 'LEAVING' where account = 'going'");
        assertFalse(access.may(KERNEL.caller("going"), "trial.memo", "export"));
        assertTrue(access.may(KERNEL.caller("going"), "trial.memo", "see"));
        assertTrue(access.reach(KERNEL.caller("going"), "trial.memo", "export").none());
    }

    @Test
    @Covers("ACC-1")
    public void aModuleThatIsNotOpenIsClosedToEverybodyWhateverTheRole() {
        assertTrue(access.reach(KERNEL.caller("closedown"), "trial.memo", "see").none());
        assertFalse(access.may(KERNEL.caller("closedown"), "trial.memo", "see"));
        assertFalse(sees("closedown", "trial.memo", memo("own", "e1", 0)));
        assertTrue(
                "administrators are not exempt by role",
                access.may(KERNEL.caller("admin"), "directory.role", "administer"));
        assertFalse(access.may(KERNEL.caller("admin"), "trial.memo", "delete"));
        assertTrue(access.open(KERNEL.caller("own")).stream()
                .anyMatch(type -> type.id().equals("trial.memo")));
        assertTrue(access.open(KERNEL.caller("closedown")).stream()
                .noneMatch(type -> type.module().equals("trial")));
    }

    @Test
    @Covers("ACC-9")
    public void throughSomebodysEyesNothingCanBeChanged() {
        Caller own = KERNEL.caller("units");
        Caller eyes = new Caller(
                own.person(),
                own.account(),
                own.name(),
                own.locale(),
                own.zone(),
                own.unit(),
                own.segment(),
                own.principals(),
                own.roles(),
                own.clearance(),
                own.opening(),
                Door.PAGE,
                false,
                Optional.of(5L),
                "");
        TrialModule.Memo memo = memo("rep", "e11", 0);
        assertTrue(access.may(own, "trial.memo", memo, "edit"));
        assertTrue(access.may(eyes, "trial.memo", memo, "see"));
        assertFalse(access.may(eyes, "trial.memo", memo, "edit"));
    }

    @Test
    @Covers({"ACC-1", "ACC-7"})
    public void reachAsAQueryAgreesWithThePredicateOnGeneratedRecords() {
        List<String> owners = List.of("own", "line", "rep", "repwest", "boss", "plain", "units");
        List<String> units = List.of("hq", "east", "west", "e1", "e2", "e11", "w1");
        List<Long> principals =
                List.of(1L, KERNEL.unit("e1"), KERNEL.person("plain"), KERNEL.principal("directory_post", "lead"));
        for (int i = 0; i < 150; i++) {
            TrialModule.Memo memo = memo(pick(owners), pick(units), RANDOM.nextInt(5));
            if (RANDOM.nextInt(4) == 0) {
                share(new Share(
                        RecordId.of("trial.memo", memo.id),
                        pick(principals),
                        "",
                        RANDOM.nextBoolean() ? Set.of("edit") : Set.of("see"),
                        Optional.empty()));
            }
        }
        List<TrialModule.Memo> all = KERNEL.tx()
                .sql()
                .list("select id, owner_id, unit_id, segment_id, security_level from trial_memo", row -> {
                    TrialModule.Memo memo = new TrialModule.Memo();
                    memo.id = row.number(1);
                    memo.ownerId = row.number(2);
                    memo.unitId = row.number(3);
                    memo.segmentId = row.number(4);
                    memo.securityLevel = (int) row.number(5);
                    return memo;
                });
        for (String account : PEOPLE) {
            for (String action : List.of("see", "edit", "export", "delete")) {
                Caller caller = KERNEL.caller(account);
                Set<Long> predicate = all.stream()
                        .filter(memo -> access.may(caller, "trial.memo", memo, action))
                        .map(memo -> memo.id)
                        .collect(Collectors.toSet());
                Reach reach = access.reach(caller, "trial.memo", action);
                assertEquals(
                        account + " " + action,
                        predicate,
                        new ReachQuery(
                                        KERNEL.tx().sql(),
                                        reach,
                                        action,
                                        LocalDate.now(KERNEL.get(java.time.Clock.class)))
                                .ids("trial_memo", "trial.memo"));
            }
        }
    }

    private static <T> T pick(List<T> among) {
        return among.get(RANDOM.nextInt(among.size()));
    }

    @Test
    @Covers("ACC-8")
    public void theExplanationNamesEveryRuleInTheReadersWords() {
        TrialModule.Memo memo = memo("own", "e1", 0);
        Explanation yes = explain("branch", "see", memo);
        assertTrue(yes.allowed());
        assertEquals("GIVES", effect(yes, "role"));
        Explanation no = explain("plain", "see", memo);
        assertFalse(no.allowed());
        assertEquals(
                List.of("phase", "clearance", "segment", "role", "owner", "superior", "share"),
                no.steps().stream().map(Explanation.Step::rule).toList());
        assertEquals("SILENT", effect(no, "role"));
        Explanation wall = explain("segment", "see", memo("repwest", "w1", 0));
        assertFalse(wall.allowed());
        assertEquals("REFUSES", effect(wall, "segment"));
        assertEquals("REFUSES", effect(explain("closedown", "see", memo), "phase"));
        assertEquals("REFUSES", effect(explain("branch", "see", memo("own", "e1", 9)), "clearance"));
        TrialModule.Deal deal = deal("rep", "e11");
        assertEquals("GIVES", effect(explain("line", "see", RecordId.of("trial.deal", deal.id)), "superior"));
        assertEquals("GIVES", effect(explain("rep", "see", RecordId.of("trial.deal", deal.id)), "owner"));
        share(new Share(
                RecordId.of("trial.memo", memo.id), KERNEL.person("plain"), "", Set.of("see"), Optional.empty()));
        assertEquals("GIVES", effect(explain("plain", "see", memo), "share"));
        Texts texts = KERNEL.get(Texts.class);
        for (Explanation.Step step : no.steps()) {
            assertTrue(step.key(), texts.find(Locale.ENGLISH, step.key()).isPresent());
            assertTrue(
                    step.key(),
                    texts.find(Locale.SIMPLIFIED_CHINESE, step.key()).isPresent());
        }
    }

    private Explanation explain(String account, String action, TrialModule.Memo memo) {
        return explain(account, action, RecordId.of("trial.memo", memo.id));
    }

    private Explanation explain(String account, String action, RecordId record) {
        Caller subject = KERNEL.caller(account);
        return KERNEL.as("admin", () -> access.explain(subject, action, record));
    }

    private static String effect(Explanation explanation, String rule) {
        return explanation.steps().stream()
                .filter(step -> step.rule().equals(rule))
                .map(step -> step.effect().name())
                .sorted()
                .findFirst()
                .orElse("");
    }

    @Test
    @Covers("ACC-8")
    public void onlyAdministratorsAskWhyForOthers() {
        RecordId memo = RecordId.of("trial.memo", memo("own", "e1", 0).id);
        Caller plain = KERNEL.caller("plain");
        assertThrows(Forbidden.class, () -> KERNEL.as("own", () -> access.explain(plain, "see", memo)));
        assertFalse(KERNEL.as("plain", () -> access.explain(plain, "see", memo)).allowed());
        assertThrows(NotFound.class, () -> explain("plain", "see", RecordId.of("trial.memo", 999_999)));
    }

    @Test
    @Covers("DIR-4")
    public void rolesAreGivenOnlyByThoseWhoAdministerThem() {
        long plain = KERNEL.person("plain");
        assertThrows(
                Forbidden.class,
                () -> KERNEL.as("own", () -> {
                    KERNEL.directory().grantRole("administrator", plain, Set.of());
                    return true;
                }));
        NotFound like = assertThrows(
                NotFound.class,
                () -> KERNEL.as("admin", () -> {
                    KERNEL.directory().grantRole("administrater", plain, Set.of());
                    return true;
                }));
        assertTrue(String.valueOf(like.args().get("like")).contains("administrator"));
        long post = KERNEL.principal("directory_post", "lead");
        grantTo("own-clerk", post);
        assertTrue("by post", KERNEL.caller("branch").has("own-clerk"));
        assertTrue("by post", KERNEL.caller("boss").has("own-clerk"));
        KERNEL.system(() -> {
            KERNEL.directory().revokeRole("own-clerk", post);
            return true;
        });
        assertFalse(KERNEL.caller("branch").has("own-clerk"));
    }

    private static void grantTo(String role, long principal) {
        KERNEL.system(() -> {
            KERNEL.directory().grantRole(role, principal, Set.of());
            return true;
        });
    }

    @Test
    @Covers("ACC-1")
    public void theSystemReachesEverything() {
        Caller system = KERNEL.get(Callers.class).system("test");
        assertTrue(access.may(system, "trial.memo", memo("own", "e1", 10), "delete"));
        assertTrue(access.reach(system, "trial.memo", "see").all());
    }
}
