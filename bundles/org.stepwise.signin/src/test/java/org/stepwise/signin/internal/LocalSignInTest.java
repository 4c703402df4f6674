package org.stepwise.signin.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.stepwise.signin.internal.SignInKernel.PASSWORD;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.PersonState;
import org.stepwise.kernel.api.signin.SignIn.Entry;
import org.stepwise.kernel.api.signin.SignIn.Session;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;

@Covers("DIR-8")
public class LocalSignInTest {
    @ClassRule
    public static final SignInKernel KERNEL = new SignInKernel();

    private final LocalSignIn signIn = KERNEL.signIn();

    private String refusal(String account, String password, String address) {
        return assertThrows(Forbidden.class, () -> signIn.signIn(account, password, "a test", address))
                .key();
    }

    private void wrong(String account, int times) {
        for (int i = 0; i < times; i++) refusal(account, "wrong", "");
    }

    private long lockedFor(String account) {
        Unavailable told = assertThrows(Unavailable.class, () -> signIn.signIn(account, PASSWORD, "a test", ""));
        assertEquals("signin.problem.locked", told.key());
        return (Long) told.args().get("seconds");
    }

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
            key[i] = refusal(tried.get(i), "wrong", "");
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
            assertEquals("signin.problem.wrong", refusal(typed, "wrong\u0000", ""));
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
        refusal(account, "x".repeat(1_000_000), "");
        assertEquals(before + 1, KERNEL.hashes.worked());
    }

    @Test
    public void fiveWrongPasswordsLockTheAccountForAWhileAndEachFurtherOneForTwiceAsLong() {
        String account = KERNEL.person();
        wrong(account, 5);
        long before = KERNEL.hashes.worked();
        assertTrue(lockedFor(account) <= 30);
        assertEquals("nothing is computed while it is locked", before, KERNEL.hashes.worked());
        KERNEL.kernel.clock().advance(Duration.ofSeconds(31));
        wrong(account, 1);
        long second = lockedFor(account);
        assertTrue(String.valueOf(second), second > 30 && second <= 60);
        KERNEL.kernel.clock().advance(Duration.ofSeconds(61));
        assertTrue(KERNEL.entry(KERNEL.signedIn(account)).isPresent());
        wrong(account, 4);
        assertTrue(
                "a right one starts the count anew",
                KERNEL.entry(KERNEL.signedIn(account)).isPresent());
    }

    @Test
    public void rightPasswordsAtTheSameTimeAreNotTakenForWrongOnes() {
        String account = KERNEL.person();
        assertEquals(Collections.nCopies(12, "in"), together(account, PASSWORD));
    }

    @Test
    public void guessingManyAtTheSameTimeTriesNoMoreThanOneAfterTheOther() {
        String account = KERNEL.person();
        long before = KERNEL.hashes.worked();
        List<String> answers = together(account, "wrong");
        assertEquals(5, KERNEL.hashes.worked() - before);
        assertEquals(5, Collections.frequency(answers, "signin.problem.wrong"));
        assertEquals(7, Collections.frequency(answers, "signin.problem.locked"));
    }

    /** Twelve at once. @return what each was answered */
    private List<String> together(String account, String password) {
        ExecutorService threads = Executors.newFixedThreadPool(12);
        CyclicBarrier start = new CyclicBarrier(12);
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            answers.add(CompletableFuture.supplyAsync(() -> answer(start, account, password), threads));
        }
        try {
            return answers.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdown();
        }
    }

    private String answer(CyclicBarrier start, String account, String password) {
        try {
            start.await();
            signIn.signIn(account, password, "a test", "");
            return "in";
        } catch (Problem refused) {
            return refused.key();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    public void aLockNeverLastsLongerThanItsSetting() {
        String account = KERNEL.person();
        wrong(account, 5);
        for (int i = 0; i < 12; i++) {
            KERNEL.kernel.clock().advance(Duration.ofMinutes(16));
            wrong(account, 1);
        }
        assertTrue(lockedFor(account) <= 15 * 60);
    }

    @Test
    public void anUnknownAccountIsLockedLikeAnyOther() {
        wrong("nobody.of.that.name", 5);
        assertTrue(lockedFor("Nobody.of.that.Name") > 0);
    }

    @Test
    public void anAddressWithTooManyWrongPasswordsIsLockedWhateverTheAccount() {
        for (int i = 0; i < 100; i++) refusal("somebody" + i, "wrong", "192.0.2.7");
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

    @Test
    public void aFrozenPersonsSessionEndsAtTheNextRequest() {
        String account = KERNEL.person();
        Session session = KERNEL.signedIn(account);
        KERNEL.kernel.system(() -> KERNEL.get(Directory.class).state(KERNEL.id(account), PersonState.FROZEN));
        assertTrue(KERNEL.entry(session).isEmpty());
        assertEquals("signin.problem.frozen", refusal(account, PASSWORD, ""));
        assertEquals("only who knows the password learns it", "signin.problem.wrong", refusal(account, "wrong", ""));
        KERNEL.kernel.system(() -> KERNEL.get(Directory.class).state(KERNEL.id(account), PersonState.ACTIVE));
        assertTrue("it does not come back", KERNEL.entry(session).isEmpty());
    }

    @Test
    public void sessionsEndIdleAndAfterTheirTime() {
        String account = KERNEL.person();
        Session idle = KERNEL.signedIn(account);
        KERNEL.kernel.clock().advance(Duration.ofMinutes(121));
        assertTrue(KERNEL.entry(idle).isEmpty());
        Session busy = KERNEL.signedIn(account);
        for (int i = 0; i < 7; i++) {
            KERNEL.kernel.clock().advance(Duration.ofMinutes(100));
            assertTrue(KERNEL.entry(busy).isPresent());
        }
        KERNEL.kernel.clock().advance(Duration.ofMinutes(100));
        assertTrue(KERNEL.entry(busy).isEmpty());
        new Cleaning(
                        KERNEL.get(Transactions.class),
                        KERNEL.get(org.stepwise.kernel.api.setting.Settings.class),
                        KERNEL.kernel.clock())
                .run(new Silent());
        assertEquals(0, rows("signin_session", account));
    }

    private long rows(String table, String account) {
        return KERNEL.get(Transactions.class)
                .sql()
                .number("select count(*) from " + table + " where person_id = ?", KERNEL.id(account));
    }

    @Test
    public void lastSeenIsWrittenOnceAMinute() {
        String account = KERNEL.person();
        Session session = KERNEL.signedIn(account);
        KERNEL.kernel.clock().advance(Duration.ofSeconds(30));
        KERNEL.entry(session);
        assertEquals(session.since(), seen(account).lastSeen());
        KERNEL.kernel.clock().advance(Duration.ofSeconds(31));
        KERNEL.entry(session);
        assertTrue(seen(account).lastSeen().isAfter(session.since()));
    }

    private Session seen(String account) {
        return KERNEL.kernel
                .as(account, () -> signIn.sessions(KERNEL.id(account)))
                .get(0);
    }

    @Test
    public void signingOutEndsTheSession() {
        Session session = KERNEL.signedIn(KERNEL.person());
        signIn.signOut(session.cookie());
        assertTrue(KERNEL.entry(session).isEmpty());
        signIn.signOut(session.cookie());
    }

    @Test
    public void ownSessionsAreListedAndRevoked() {
        String account = KERNEL.person();
        Session stolen = signIn.signIn(account, PASSWORD, "another browser", "198.51.100.4");
        Session mine = KERNEL.signedIn(account);
        List<Session> listed = KERNEL.kernel.as(account, () -> signIn.sessions(KERNEL.id(account)));
        assertEquals(2, listed.size());
        assertTrue(
                listed.stream().allMatch(s -> s.cookie().isEmpty() && s.csrf().isEmpty()));
        assertTrue(listed.stream().anyMatch(s -> s.address().equals("198.51.100.4")));
        KERNEL.kernel.as(account, () -> signIn.revoke(stolen.id()));
        assertTrue(KERNEL.entry(stolen).isEmpty());
        assertTrue(KERNEL.entry(mine).isPresent());
    }

    @Test
    public void othersSessionsAreForAdministratorsOnly() {
        String victim = KERNEL.person();
        Session session = KERNEL.signedIn(victim);
        String colleague = KERNEL.person();
        long id = KERNEL.id(victim);
        assertThrows(Forbidden.class, () -> KERNEL.kernel.as(colleague, () -> signIn.sessions(id)));
        assertThrows(Forbidden.class, () -> KERNEL.kernel.as(colleague, () -> signIn.revoke(session.id())));
        assertTrue(KERNEL.entry(session).isPresent());
        String administrator = KERNEL.person(Roles.ADMINISTRATOR);
        KERNEL.kernel.as(administrator, () -> signIn.revoke(session.id()));
        assertTrue(KERNEL.entry(session).isEmpty());
    }

    @Test
    public void aCookieThatWasNeverGivenOutOpensNothing() {
        for (String cookie : List.of("", "x", Secrets.random(), "x".repeat(100_000))) {
            assertTrue(signIn.session(cookie, Door.PAGE).isEmpty());
        }
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
        assertEquals("signin.problem.wrong", refusal(account, hashOf(account), ""));
    }

    private String hashOf(String account) {
        return KERNEL.get(Transactions.class)
                .sql()
                .first("select hash from signin_credential where person_id = ?", row -> row.text(1), KERNEL.id(account))
                .orElseThrow();
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
    @Covers("AUD-1")
    public void signInsAndFailuresAreInTheAuditLogWithoutWhatWasTyped() {
        String account = KERNEL.person();
        signIn.signIn(account, PASSWORD, "a test", "203.0.113.5");
        refusal(account, "a wrong one", "203.0.113.5");
        refusal("my secret typed into the wrong field", "x", "203.0.113.5");
        Audit audit = KERNEL.get(Audit.class);
        List<Audit.Entry> done = KERNEL.kernel.system(
                () -> audit.list("signin.done", account, "", Optional.empty(), Optional.empty(), 0, 10));
        assertEquals(Map.of("address", "203.0.113.5"), done.get(0).details());
        List<Audit.Entry> failed = KERNEL.kernel.system(
                () -> audit.list("signin.failed", "", "", Optional.empty(), Optional.empty(), 0, 2));
        assertEquals("", failed.get(0).about());
        assertEquals(account, failed.get(1).about());
        assertFalse(failed.toString().contains("secret typed"));
        assertFalse(failed.toString().contains("a wrong one"));
    }
}
