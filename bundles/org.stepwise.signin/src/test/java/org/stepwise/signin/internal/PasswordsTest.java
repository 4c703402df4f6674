package org.stepwise.signin.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.stepwise.signin.internal.SignInKernel.PASSWORD;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.PersonState;
import org.stepwise.kernel.api.signin.SignIn.Session;
import org.stepwise.kernel.api.signin.SignIn.Token;
import org.stepwise.testkit.Covers;

@Covers("DIR-8")
public class PasswordsTest {
    private static final String OTHER = "four green bicycles";

    @ClassRule
    public static final SignInKernel KERNEL = new SignInKernel();

    private final LocalSignIn signIn = KERNEL.signIn();

    private List<String> told(String account, String before, String after) {
        Invalid invalid = assertThrows(
                Invalid.class, () -> KERNEL.kernel.as(account, () -> signIn.password(account, before, after)));
        return invalid.violations().stream().map(Violation::code).toList();
    }

    @Test
    public void anOwnNewPasswordEndsEverySessionAndTheOldPassword() {
        String account = KERNEL.person();
        Session session = KERNEL.signedIn(account);
        KERNEL.kernel.as(account, () -> signIn.password(account, PASSWORD, OTHER));
        assertTrue(KERNEL.entry(session).isEmpty());
        assertThrows(Forbidden.class, () -> KERNEL.signedIn(account));
        assertTrue(KERNEL.entry(signIn.signIn(account, OTHER, "", "")).isPresent());
    }

    @Test
    public void theOldPasswordIsNeededAndTheNewOneIsCheckedAtOnce() {
        String account = KERNEL.person();
        Session session = KERNEL.signedIn(account);
        assertEquals(
                List.of("signin.password.wrong", "signin.password.short", "signin.password.common"),
                told(account, "wrong", "abc123"));
        assertEquals(List.of("signin.password.same"), told(account, PASSWORD, PASSWORD));
        assertTrue("nothing changed", KERNEL.entry(session).isPresent());
    }

    @Test
    public void aStolenSessionIsNoPlaceToGuessThePassword() {
        String account = KERNEL.person();
        for (int i = 0; i < 5; i++) told(account, "guess " + i, OTHER);
        assertThrows(
                Unavailable.class, () -> KERNEL.kernel.as(account, () -> signIn.password(account, PASSWORD, OTHER)));
    }

    @Test
    public void nobodySetsTheirOwnPasswordWithoutTheOldOneNotEvenAdministrators() {
        String administrator = KERNEL.person(Roles.ADMINISTRATOR);
        assertEquals(List.of("signin.password.wrong"), told(administrator, "", OTHER));
    }

    @Test
    public void anAdministratorSetsAPasswordThatMustBeChanged() {
        String account = KERNEL.person();
        Session session = KERNEL.signedIn(account);
        Token token = KERNEL.kernel.as(account, () -> signIn.createToken("script", Set.of("*"), Optional.empty()));
        String administrator = KERNEL.person(Roles.ADMINISTRATOR);
        KERNEL.kernel.as(administrator, () -> signIn.password(account, "", OTHER));
        assertTrue(KERNEL.entry(session).isEmpty());
        assertTrue(signIn.token(token.secret()).isEmpty());
        assertTrue(signIn.signIn(account, OTHER, "", "").mustChange());
    }

    @Test
    public void colleaguesSetNobodysPassword() {
        String victim = KERNEL.person();
        String colleague = KERNEL.person();
        assertThrows(Forbidden.class, () -> KERNEL.kernel.as(colleague, () -> signIn.password(victim, "", OTHER)));
        assertThrows(
                Forbidden.class, () -> KERNEL.kernel.as(colleague, () -> signIn.password(victim, PASSWORD, OTHER)));
        assertThrows(
                Forbidden.class,
                () -> KERNEL.kernel.as(colleague, () -> {
                    signIn.invite(victim);
                }));
        assertFalse(KERNEL.signedIn(victim).mustChange());
    }

    @Test
    @Covers("DIR-3")
    public void anInvitedPersonMustChangeTheOneTimePasswordAndIsActiveThen() {
        String account = KERNEL.newcomer();
        String secret = KERNEL.kernel.system(() -> signIn.invite(account));
        Session first = signIn.signIn(account, secret, "", "");
        assertTrue(first.mustChange());
        assertTrue(KERNEL.entry(first).orElseThrow().mustChange());
        assertThrows(
                Forbidden.class,
                () -> KERNEL.kernel.as(account, () -> signIn.createToken("early", Set.of("*"), Optional.empty())));
        assertEquals(PersonState.INVITED, state(account));
        KERNEL.kernel.as(account, () -> signIn.password(account, secret, OTHER));
        assertEquals(PersonState.ACTIVE, state(account));
        assertFalse(signIn.signIn(account, OTHER, "", "").mustChange());
        assertThrows(Forbidden.class, () -> signIn.signIn(account, secret, "", ""));
    }

    private PersonState state(String account) {
        return KERNEL.get(Directory.class).requireAccount(account).state();
    }

    @Test
    public void aOneTimePasswordEndsByItself() {
        String account = KERNEL.newcomer();
        String secret = KERNEL.kernel.system(() -> signIn.invite(account));
        KERNEL.kernel.clock().advance(Duration.ofDays(31));
        Forbidden told = assertThrows(Forbidden.class, () -> signIn.signIn(account, secret, "", ""));
        assertEquals("signin.problem.oneTimeEnded", told.key());
    }

    @Test
    public void aNewOneTimePasswordTakesTheLockOffAndEndsTheOldOne() {
        String account = KERNEL.person();
        for (int i = 0; i < 5; i++) assertThrows(Forbidden.class, () -> signIn.signIn(account, "wrong", "", ""));
        String secret = KERNEL.kernel.system(() -> signIn.invite(account));
        assertTrue(signIn.signIn(account, secret, "", "").mustChange());
        assertThrows(Forbidden.class, () -> KERNEL.signedIn(account));
    }

    @Test
    @Covers("DIR-6")
    public void manyAreInvitedAtOnceEachWithAPasswordThatWorks() {
        List<String> accounts = new ArrayList<>();
        for (int i = 0; i < 600; i++) accounts.add(KERNEL.newcomer());
        long before = KERNEL.hashes.worked();
        Map<String, String> made = KERNEL.kernel.system(() -> signIn.invite(accounts));
        assertEquals("no slow hash for drawn secrets", before, KERNEL.hashes.worked());
        assertEquals(accounts, List.copyOf(made.keySet()));
        assertEquals(600, new HashSet<>(made.values()).size());
        for (int i : new int[] {0, 250, 599}) {
            String account = accounts.get(i);
            assertTrue(signIn.signIn(account, made.get(account), "", "").mustChange());
        }
        assertTrue(KERNEL.kernel.system(() -> signIn.invite(List.of())).isEmpty());
    }

    @Test
    public void anUnknownAccountAmongManyChangesNothing() {
        String account = KERNEL.person();
        assertThrows(NotFound.class, () -> KERNEL.kernel.system(() -> signIn.invite(List.of(account, "nobody.there"))));
        assertFalse(KERNEL.signedIn(account).mustChange());
    }
}
