package org.stepwise.signin.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;
import static org.stepwise.signin.internal.SignInKernel.PASSWORD;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.signin.SignIn.Entry;
import org.stepwise.kernel.api.signin.SignIn.Session;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;

/** Passwords that are right and wrong. */
@Covers("DIR-8")
public class LocalSignInTest {
    @ClassRule
    public static final SignInKernel KERNEL = new SignInKernel();

    private final LocalSignIn signIn = KERNEL.signIn();

    @Test
    public void theRightPasswordOpensASessionOfThatPerson() {
        String account = KERNEL.person();
        Session session = KERNEL.signedIn(account);
        Entry entry = KERNEL.entry(session).orElseThrow();
        assertEquals(account, entry.caller().account());
        assertEquals(Door.PAGE, entry.caller().door());
        assertEquals(session.csrf(), entry.csrf());
        assertEquals(Set.of("*"), entry.scopes());
        assertFalse(entry.mustChange());
    }

    @Test
    public void theAccountMayBeWrittenInCapitalsOrWithSpaces() {
        String account = KERNEL.person();
        assertTrue(KERNEL.entry(KERNEL.signedIn(" " + account.toUpperCase(java.util.Locale.ROOT) + " "))
                .isPresent());
    }

    @Test
    public void eachSignInHasACookieOfItsOwn() {
        String account = KERNEL.person();
        Session one = KERNEL.signedIn(account);
        Session other = KERNEL.signedIn(account);
        assertNotEquals(one.cookie(), other.cookie());
        assertNotEquals(one.csrf(), other.csrf());
    }

    @Test
    public void aWrongPasswordAnUnknownAccountAndOneWithoutPasswordAreRefusedAlikeWithEqualWork() {
        String account = KERNEL.person();
        String invited = KERNEL.newcomer();
        KERNEL.kernel.system(() -> signIn.invite(invited));
        long[] work = new long[4];
        String[] key = new String[4];
        List<String> tried = List.of(account, "nobody.at.all", KERNEL.newcomer(), invited);
        for (int i = 0; i < tried.size(); i++) {
            long before = KERNEL.hashes.worked();
            key[i] = KERNEL.refusal(tried.get(i), "wrong", "");
            work[i] = KERNEL.hashes.worked() - before;
        }
        for (int i = 0; i < tried.size(); i++) {
            assertEquals("signin.problem.wrong", key[i]);
            assertEquals(1, work[i]);
        }
    }

    @Test
    public void anythingMayBeTypedAsAccount() {
        for (String typed : List.of("", " ", "a\u0000b", "' or 1=1 --", "x".repeat(100_000), "\ud800", "张伟")) {
            assertEquals("signin.problem.wrong", KERNEL.refusal(typed, "wrong\u0000", ""));
        }
        String account = KERNEL.person();
        assertEquals(
                "a browser",
                signIn.signIn(account, PASSWORD, "a \u0000browser", "").userAgent());
    }

    @Test
    public void aPasswordOfAnyLengthIsOneHash() {
        String account = KERNEL.person();
        long before = KERNEL.hashes.worked();
        KERNEL.refusal(account, "x".repeat(1_000_000), "");
        assertEquals(before + 1, KERNEL.hashes.worked());
    }

    @Test
    public void aHashOfLessWorkIsStrengthenedAtTheNextSignIn() {
        String account = KERNEL.newcomer();
        String weak = new PasswordHashes(new PasswordHashes.Cost(32, 1)).make(PASSWORD);
        Transactions tx = KERNEL.get(Transactions.class);
        tx.run(() -> new Credentials(tx)
                .put(
                        KERNEL.id(account),
                        new Credentials.Credential(
                                weak, false, KERNEL.kernel.clock().instant())));
        KERNEL.signedIn(account);
        assertNotEquals(weak, hashOf(account));
        assertTrue(KERNEL.entry(KERNEL.signedIn(account)).isPresent());
    }

    @Test
    public void theDatabaseHoldsNoSecretThatOpensAnything() {
        String account = KERNEL.person();
        Session session = KERNEL.signedIn(account);
        String stored = KERNEL.get(Transactions.class)
                .sql()
                .first("select digest from signin_session where id = ?", row -> row.text(1), session.id())
                .orElseThrow();
        assertEquals(Secrets.digest(session.cookie()), stored);
        assertTrue(signIn.session(stored, Door.PAGE).isEmpty());
        assertEquals("signin.problem.wrong", KERNEL.refusal(account, hashOf(account), ""));
    }

    private String hashOf(String account) {
        return KERNEL.get(Transactions.class)
                .sql()
                .first("select hash from signin_credential where person_id = ?", row -> row.text(1), KERNEL.id(account))
                .orElseThrow();
    }

    @Test
    @Covers("AUD-1")
    public void signInsAndFailuresAreInTheAuditLogWithoutWhatWasTyped() {
        String account = KERNEL.person();
        signIn.signIn(account, PASSWORD, "a test", "203.0.113.5");
        KERNEL.refusal(account, "a wrong one", "203.0.113.5");
        KERNEL.refusal("my secret typed into the wrong field", "x", "203.0.113.5");
        Audit audit = KERNEL.get(Audit.class);
        List<Audit.Entry> done = KERNEL.kernel.system(
                () -> audit.list("signin.done", account, "", Optional.empty(), Optional.empty(), 0, 10));
        assertEquals(Map.of("address", "203.0.113.5"), done.get(0).details());
        List<Audit.Entry> failed = KERNEL.kernel.system(
                () -> audit.list("signin.failed", "", "", Optional.empty(), Optional.empty(), 0, 2));
        assertEquals("", failed.get(0).about());
        assertEquals(Door.PAGE, failed.get(0).door());
        assertEquals(account, failed.get(1).about());
        assertFalse(failed.toString().contains("secret typed"));
        assertFalse(failed.toString().contains("a wrong one"));
    }
}
