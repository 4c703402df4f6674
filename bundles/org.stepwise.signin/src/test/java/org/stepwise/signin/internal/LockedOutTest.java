package org.stepwise.signin.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.stepwise.signin.internal.SignInKernel.PASSWORD;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.testkit.Covers;

/** Too many wrong passwords lock an account or an address for a while. */
@Covers("DIR-8")
public class LockedOutTest {
    @ClassRule
    public static final SignInKernel KERNEL = new SignInKernel();

    private final LocalSignIn signIn = KERNEL.signIn();

    private long lockedFor(String account) {
        Unavailable told = assertThrows(Unavailable.class, () -> signIn.signIn(account, PASSWORD, "a test", ""));
        assertEquals("signin.problem.locked", told.key());
        return (Long) told.args().get("seconds");
    }

    @Test
    public void fiveWrongPasswordsLockTheAccountForAWhileAndEachFurtherOneForTwiceAsLong() {
        String account = KERNEL.person();
        KERNEL.wrong(account, 5);
        long before = KERNEL.hashes.worked();
        assertTrue(lockedFor(account) <= 30);
        assertEquals("nothing is computed while it is locked", before, KERNEL.hashes.worked());
        KERNEL.kernel.clock().advance(Duration.ofSeconds(31));
        KERNEL.wrong(account, 1);
        long second = lockedFor(account);
        assertTrue(String.valueOf(second), second > 30 && second <= 60);
        KERNEL.kernel.clock().advance(Duration.ofSeconds(61));
        assertTrue(KERNEL.entry(KERNEL.signedIn(account)).isPresent());
        KERNEL.wrong(account, 4);
        assertTrue(
                "a right one starts the count anew",
                KERNEL.entry(KERNEL.signedIn(account)).isPresent());
    }

    @Test
    public void rightPasswordsAtTheSameTimeAreNotTakenForWrongOnes() {
        String account = KERNEL.person();
        assertEquals(Collections.nCopies(12, "in"), KERNEL.together(List.of(signIn), account, PASSWORD, 12));
    }

    @Test
    public void guessingManyAtTheSameTimeTriesNoMoreThanOneAfterTheOther() {
        String account = KERNEL.person();
        long before = KERNEL.hashes.worked();
        List<String> answers = KERNEL.together(List.of(signIn), account, "wrong", 12);
        assertEquals(5, KERNEL.hashes.worked() - before);
        assertEquals(5, Collections.frequency(answers, "signin.problem.wrong"));
        assertEquals(7, Collections.frequency(answers, "signin.problem.locked"));
    }

    @Test
    public void aLockNeverLastsLongerThanItsSetting() {
        String account = KERNEL.person();
        KERNEL.wrong(account, 5);
        for (int i = 0; i < 12; i++) {
            KERNEL.kernel.clock().advance(Duration.ofMinutes(16));
            KERNEL.wrong(account, 1);
        }
        assertTrue(lockedFor(account) <= 15 * 60);
    }

    @Test
    public void anUnknownAccountIsLockedLikeAnyOther() {
        KERNEL.wrong("nobody.of.that.name", 5);
        assertTrue(lockedFor("Nobody.of.that.Name") > 0);
    }

    @Test
    public void anAddressWithTooManyWrongPasswordsIsLockedWhateverTheAccount() {
        for (int i = 0; i < 100; i++) KERNEL.refusal("somebody" + i, "wrong", "192.0.2.7");
        String account = KERNEL.person();
        assertThrows(Unavailable.class, () -> signIn.signIn(account, PASSWORD, "a test", "192.0.2.7"));
        assertFalse(
                signIn.signIn(account, PASSWORD, "a test", "192.0.2.8").cookie().isEmpty());
        KERNEL.kernel.clock().advance(Duration.ofMinutes(16));
        assertFalse(
                signIn.signIn(account, PASSWORD, "a test", "192.0.2.7").cookie().isEmpty());
    }

    @Test
    public void rightPasswordsOfAWholeOfficeDoNotLockItsAddress() {
        String account = KERNEL.person();
        for (int i = 0; i < 120; i++) signIn.signIn(account, PASSWORD, "a test", "192.0.2.9");
    }
}
