package org.stepwise.kernel.internal.access;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Reach;
import org.stepwise.kernel.api.access.Share;
import org.stepwise.kernel.internal.directory.OrgKernel;
import org.stepwise.testkit.Covers;

/** Who reaches what by role, line, segment and clearance, as a predicate and as a query. */
public class ReachTest {
    private static final Random RANDOM = new Random(7);

    @ClassRule
    public static final TrialCompany TRIAL = new TrialCompany();

    private static final OrgKernel KERNEL = TRIAL.kernel();

    @Test
    @Covers("ACC-1")
    public void withoutAGrantNothingIsSeen() {
        TrialModule.Memo own = TRIAL.memo("plain", "e1", 0);
        assertFalse(TRIAL.sees("plain", "trial.memo", own));
        assertFalse(TRIAL.access.may(KERNEL.caller("plain"), "trial.memo", "delete"));
        assertFalse(TRIAL.access.may(KERNEL.caller("plain"), "trial.memo", "create"));
        assertTrue(TRIAL.access.may(KERNEL.caller("own"), "trial.memo", "see"));
    }

    @Test
    @Covers({"ACC-1", "ACC-5"})
    public void eachScopeReachesWhatItSays() {
        assertEquals(
                "unit e1",
                Set.of("unit", "branch", "low", "segment", "line", "all", "own"),
                plus(TRIAL.whoSees("trial.memo", TRIAL.memo("own", "e1", 0))));
        assertEquals(
                "team below e1",
                Set.of("branch", "low", "segment", "units", "line", "all"),
                plus(TRIAL.whoSees("trial.memo", TRIAL.memo("rep", "e11", 0))));
        assertEquals(
                "another department of the segment",
                Set.of("segment", "line", "all"),
                plus(TRIAL.whoSees("trial.memo", TRIAL.memo("units", "e2", 0))));
        assertEquals(
                "another segment: only group-wide grants cross, chosen units do not",
                Set.of("all"),
                plus(TRIAL.whoSees("trial.memo", TRIAL.memo("repwest", "w1", 0))));
    }

    private static Set<String> plus(Set<String> found) {
        return new TreeSet<>(found);
    }

    @Test
    @Covers("ACC-2")
    public void ownerAndSuperiorsSeeATypeThatSaysSo() {
        TrialModule.Deal deal = TRIAL.deal("rep", "e11");
        assertEquals(Set.of("rep", "line", "segment"), TRIAL.whoSees("trial.deal", deal));
        assertFalse(
                "superiors do not edit by that", TRIAL.access.may(KERNEL.caller("line"), "trial.deal", deal, "edit"));
        assertEquals("parts follow", Set.of("rep", "line", "segment"), TRIAL.whoSees("trial.line", TRIAL.line(deal)));
        assertFalse(
                "without the word superiors see nothing",
                TRIAL.sees("boss", "trial.memo", TRIAL.memo("rep", "e11", 0)));
    }

    @Test
    @Covers("ACC-4")
    public void nothingIsSeenAboveTheClearanceWhateverElseGrantsIt() {
        TrialModule.Memo secret = TRIAL.memo("own", "e1", 4);
        assertEquals(Set.of(), TRIAL.whoSees("trial.memo", secret));
        TRIAL.share(new Share(RecordId.of("trial.memo", secret.id), 1, "", Set.of("see"), Optional.empty()));
        assertEquals(Set.of(), TRIAL.whoSees("trial.memo", secret));
        TrialModule.Memo internal = TRIAL.memo("own", "e1", 3);
        assertTrue(TRIAL.sees("branch", "trial.memo", internal));
        assertFalse(TRIAL.sees("low", "trial.memo", internal));
    }

    @Test
    @Covers("ACC-5")
    public void segmentsAreWallsForSharesAndSuperiorsToo() {
        TrialModule.Deal west = TRIAL.deal("repwest", "w1");
        TRIAL.share(new Share(
                RecordId.of("trial.deal", west.id), KERNEL.person("rep"), "", Set.of("see"), Optional.empty()));
        assertFalse(TRIAL.sees("rep", "trial.deal", west));
        assertFalse("the boss stands in no segment", TRIAL.sees("boss", "trial.deal", west));
        assertTrue(TRIAL.sees("repwest", "trial.deal", west));
        TrialModule.Deal none = TRIAL.deal("boss", "hq");
        TRIAL.share(new Share(
                RecordId.of("trial.deal", none.id), KERNEL.person("rep"), "", Set.of("see"), Optional.empty()));
        assertTrue("records of no segment are open to shares", TRIAL.sees("rep", "trial.deal", none));
        assertFalse("the scope of a segment holds its records alone", TRIAL.sees("segment", "trial.deal", none));
    }

    @Test
    @Covers("ACC-1")
    public void aModuleThatIsNotOpenIsClosedToEverybodyWhateverTheRole() {
        assertTrue(TRIAL.access
                .reach(KERNEL.caller("closedown"), "trial.memo", "see")
                .none());
        assertFalse(TRIAL.access.may(KERNEL.caller("closedown"), "trial.memo", "see"));
        assertFalse(TRIAL.sees("closedown", "trial.memo", TRIAL.memo("own", "e1", 0)));
        assertTrue(
                "administrators are not exempt by role",
                TRIAL.access.may(KERNEL.caller("admin"), "directory.role", "administer"));
        assertFalse(TRIAL.access.may(KERNEL.caller("admin"), "trial.memo", "delete"));
        assertTrue(TRIAL.access.open(KERNEL.caller("own")).stream()
                .anyMatch(type -> type.id().equals("trial.memo")));
        assertTrue(TRIAL.access.open(KERNEL.caller("closedown")).stream()
                .noneMatch(type -> type.module().equals("trial")));
    }

    @Test
    @Covers({"ACC-1", "ACC-7"})
    public void reachAsAQueryAgreesWithThePredicateOnGeneratedRecords() {
        List<String> owners = List.of("own", "line", "rep", "repwest", "boss", "plain", "units");
        List<String> units = List.of("hq", "east", "west", "e1", "e2", "e11", "w1");
        List<Long> principals =
                List.of(1L, KERNEL.unit("e1"), KERNEL.person("plain"), KERNEL.principal("directory_post", "lead"));
        for (int i = 0; i < 150; i++) {
            TrialModule.Memo memo = TRIAL.memo(pick(owners), pick(units), RANDOM.nextInt(5));
            if (RANDOM.nextInt(4) == 0) {
                TRIAL.share(new Share(
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
        for (String account : TrialCompany.PEOPLE) {
            for (String action : List.of("see", "edit", "export", "delete")) {
                Caller caller = KERNEL.caller(account);
                Set<Long> predicate = all.stream()
                        .filter(memo -> TRIAL.access.may(caller, "trial.memo", memo, action))
                        .map(memo -> memo.id)
                        .collect(Collectors.toSet());
                Reach reach = TRIAL.access.reach(caller, "trial.memo", action);
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
    @Covers("ACC-1")
    public void theSystemReachesEverything() {
        Caller system = KERNEL.get(Callers.class).system("test");
        assertTrue(TRIAL.access.may(system, "trial.memo", TRIAL.memo("own", "e1", 10), "delete"));
        assertTrue(TRIAL.access.reach(system, "trial.memo", "see").all());
    }
}
