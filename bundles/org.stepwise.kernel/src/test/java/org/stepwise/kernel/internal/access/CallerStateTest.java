package org.stepwise.kernel.internal.access;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Optional;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.internal.directory.OrgKernel;
import org.stepwise.testkit.Covers;

/** What changes with the state of the one who asks: at once, on leaving, through the eyes of another. */
public class CallerStateTest {
    @ClassRule
    public static final OrgKernel KERNEL = new OrgKernel();

    private static TrialCompany trial;

    @BeforeClass
    public static void company() {
        trial = new TrialCompany(KERNEL);
    }

    @Test
    @Covers("ACC-11")
    public void aChangeOfRoleUnitOrStateHoldsFromTheNextRequestOn() {
        TrialModule.Memo memo = trial.memo("own", "e1", 0);
        KERNEL.load("people", "account,name,clearance\nmover,移,3\n");
        KERNEL.load("positions", "account,unit,post,primary\nmover,w1,rep,1\n");
        assertFalse(trial.sees("mover", "trial.memo", memo));
        trial.grant("unit-clerk", "mover");
        assertFalse("another unit", trial.sees("mover", "trial.memo", memo));
        KERNEL.load("positions", "account,unit,post,primary\nmover,e1,rep,1\n");
        assertTrue(trial.sees("mover", "trial.memo", memo));
        KERNEL.system(() -> {
            KERNEL.directory().revokeRole("unit-clerk", KERNEL.person("mover"));
            return true;
        });
        assertFalse(trial.sees("mover", "trial.memo", memo));
        KERNEL.change("update directory_person set state = 'FROZEN' where account = 'mover'");
        assertThrows(Forbidden.class, () -> KERNEL.caller("mover"));
    }

    @Test
    @Covers("DIR-3")
    public void whoLeavesExportsNothing() {
        KERNEL.load("people", "account,name,clearance\ngoing,离,3\n");
        KERNEL.load("positions", "account,unit,post,primary\ngoing,w1,rep,1\n");
        trial.grant("all-clerk", "going");
        assertTrue(trial.access.may(KERNEL.caller("going"), "trial.memo", "export"));
        KERNEL.change("update directory_person set state = 'LEAVING' where account = 'going'");
        assertFalse(trial.access.may(KERNEL.caller("going"), "trial.memo", "export"));
        assertTrue(trial.access.may(KERNEL.caller("going"), "trial.memo", "see"));
        assertTrue(trial.access
                .reach(KERNEL.caller("going"), "trial.memo", "export")
                .none());
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
        TrialModule.Memo memo = trial.memo("rep", "e11", 0);
        assertTrue(trial.access.may(own, "trial.memo", memo, "edit"));
        assertTrue(trial.access.may(eyes, "trial.memo", memo, "see"));
        assertFalse(trial.access.may(eyes, "trial.memo", memo, "edit"));
    }
}
