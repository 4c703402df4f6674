package org.stepwise.signin.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.stepwise.signin.internal.SignInKernel.PASSWORD;

import java.time.Duration;
import java.util.List;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.PersonState;
import org.stepwise.kernel.api.signin.SignIn.Session;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;

/** Sessions begin, are seen, and end. */
@Covers("DIR-8")
public class SessionsTest {
    @ClassRule
    public static final SignInKernel KERNEL = new SignInKernel();

    private final LocalSignIn signIn = KERNEL.signIn();

    @Test
    public void aFrozenPersonsSessionEndsAtTheNextRequest() {
        String account = KERNEL.person();
        Session session = KERNEL.signedIn(account);
        KERNEL.kernel.system(() -> KERNEL.get(Directory.class).state(KERNEL.id(account), PersonState.FROZEN));
        assertTrue(KERNEL.entry(session).isEmpty());
        assertEquals("signin.problem.frozen", KERNEL.refusal(account, PASSWORD, ""));
        assertEquals(
                "only who knows the password learns it", "signin.problem.wrong", KERNEL.refusal(account, "wrong", ""));
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
    @Covers("ROL-7")
    public void whoOpenedASessionOnceHasSignedIn() {
        String account = KERNEL.person();
        String refused = KERNEL.person();
        KERNEL.refusal(refused, "wrong", "");
        assertEquals(0, rows("rollout_seen", account));
        KERNEL.signedIn(account);
        KERNEL.signedIn(account);
        assertEquals(1, rows("rollout_seen", account));
        assertEquals("a wrong password is none", 0, rows("rollout_seen", refused));
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
}
