package org.stepwise.kernel.internal.access;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Optional;
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
    public static final TrialCompany TRIAL = new TrialCompany();

    private static final OrgKernel KERNEL = TRIAL.kernel();

    @Test
    @Covers("ACC-11")
    public void aChangeOfRoleUnitOrStateHoldsFromTheNextRequestOn() {
        TrialModule.Memo memo = TRIAL.memo("own", "e1", 0);
        KERNEL.load("people", "account,name,clearance\nmover,移,3\n");
        KERNEL.load("positions", "account,unit,post,primary\nmover,w1,rep,1\n");
        assertFalse(TRIAL.sees("mover", "trial.memo", memo));
        TRIAL.grant("unit-clerk", "mover");
        assertFalse("another unit", TRIAL.sees("mover", "trial.memo", memo));
        KERNEL.load("positions", "account,unit,post,primary\nmover,e1,rep,1\n");
        assertTrue(TRIAL.sees("mover", "trial.memo", memo));
        KERNEL.system(() -> {
            KERNEL.directory().revokeRole("unit-clerk", KERNEL.person("mover"));
            return true;
        });
        assertFalse(TRIAL.sees("mover", "trial.memo", memo));
        KERNEL.change("update directory_person set state = 'FROZEN' where account = 'mover'");
        assertThrows(Forbidden.class, () -> KERNEL.caller("mover"));
    }

    @Test
    @Covers("DIR-3")
    public void whoLeavesExportsNothing() {
        KERNEL.load("people", "account,name,clearance\ngoing,离,3\n");
        KERNEL.load("positions", "account,unit,post,primary\ngoing,w1,rep,1\n");
        TRIAL.grant("all-clerk", "going");
        assertTrue(TRIAL.access.may(KERNEL.caller("going"), "trial.memo", "export"));
        KERNEL.change("update directory_person set state = 'LEAVING' where account = 'going'");
        assertFalse(TRIAL.access.may(KERNEL.caller("going"), "trial.memo", "export"));
        assertTrue(TRIAL.access.may(KERNEL.caller("going"), "trial.memo", "see"));
        assertTrue(TRIAL.access
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
        TrialModule.Memo memo = TRIAL.memo("rep", "e11", 0);
        assertTrue(TRIAL.access.may(own, "trial.memo", memo, "edit"));
        assertTrue(TRIAL.access.may(eyes, "trial.memo", memo, "see"));
        assertFalse(TRIAL.access.may(eyes, "trial.memo", memo, "edit"));
    }
}
