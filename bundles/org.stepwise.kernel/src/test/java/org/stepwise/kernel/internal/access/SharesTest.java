package org.stepwise.kernel.internal.access;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Share;
import org.stepwise.kernel.internal.directory.OrgKernel;
import org.stepwise.testkit.Covers;

/** What a share gives, to whom, and until when. */
public class SharesTest {
    @ClassRule
    public static final TrialCompany TRIAL = new TrialCompany();

    private static final OrgKernel KERNEL = TRIAL.kernel();

    @Test
    @Covers("ACC-3")
    public void aShareGivesItsRightsUntilItsLastDay() {
        TrialModule.Memo memo = TRIAL.memo("own", "e1", 0);
        RecordId id = RecordId.of("trial.memo", memo.id);
        long plain = KERNEL.person("plain");
        assertFalse(TRIAL.sees("plain", "trial.memo", memo));
        LocalDate today = LocalDate.now(KERNEL.get(java.time.Clock.class));
        TRIAL.share(new Share(id, plain, "", Set.of("edit"), Optional.of(today)));
        assertTrue(TRIAL.sees("plain", "trial.memo", memo));
        assertTrue(TRIAL.access.may(KERNEL.caller("plain"), "trial.memo", memo, "edit"));
        assertFalse(TRIAL.access.may(KERNEL.caller("plain"), "trial.memo", memo, "delete"));
        assertTrue("in the menu too", TRIAL.access.may(KERNEL.caller("plain"), "trial.memo", "see"));
        assertEquals(Set.of("see", "edit"), TRIAL.access.actions(KERNEL.caller("plain"), "trial.memo", memo));
        KERNEL.kernel().clock().advance(Duration.ofDays(1));
        assertFalse(TRIAL.sees("plain", "trial.memo", memo));
        TRIAL.share(new Share(id, plain, "", Set.of("see"), Optional.empty()));
        assertTrue(TRIAL.sees("plain", "trial.memo", memo));
        assertEquals(1, TRIAL.access.shares(id).size());
        KERNEL.system(() -> {
            TRIAL.access.unshare(id, plain);
            return true;
        });
        assertFalse(TRIAL.sees("plain", "trial.memo", memo));
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
                () -> TRIAL.share(
                        new Share(RecordId.of("trial.memo", 1), 424242, "", Set.of("see"), Optional.empty())));
        assertThrows(
                Invalid.class,
                () -> TRIAL.share(new Share(RecordId.of("trial.memo", 1), 1, "", Set.of("a,b"), Optional.empty())));
    }

    /** A deal without owner in the east, shared to one principal: who of those that no rule gives it to sees it? */
    private void sharedSees(long principal, Set<String> expected) {
        TrialModule.Deal deal = TRIAL.deal("boss", "east");
        TRIAL.share(new Share(RecordId.of("trial.deal", deal.id), principal, "", Set.of("see"), Optional.empty()));
        Set<String> sees = TRIAL.whoSees("trial.deal", deal);
        TrialModule.Line line = TRIAL.line(deal);
        assertEquals("shares of the whole count for its parts", sees, TRIAL.whoSees("trial.line", line));
        if (!expected.contains("segment")) sees.remove("segment");
        assertEquals(expected, sees);
    }
}
