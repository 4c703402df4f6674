package org.stepwise.signin.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.PersonState;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.signin.SignIn.Entry;
import org.stepwise.kernel.api.signin.SignIn.Token;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;

@Covers("DIR-8")
public class TokensTest {
    @ClassRule
    public static final SignInKernel KERNEL = new SignInKernel();

    private final LocalSignIn signIn = KERNEL.signIn();

    private Token token(String account, String... scopes) {
        return KERNEL.kernel.as(account, () -> signIn.createToken("script", Set.of(scopes), Optional.empty()));
    }

    private List<String> told(String name, Set<String> scopes, Optional<Instant> until) {
        String account = KERNEL.person();
        return assertThrows(
                        Invalid.class, () -> KERNEL.kernel.as(account, () -> signIn.createToken(name, scopes, until)))
                .violations()
                .stream()
                .map(Violation::code)
                .toList();
    }

    @Test
    public void aTokenOpensTheApiForItsPersonWithinItsScopes() {
        String account = KERNEL.person();
        Token token = token(account, "directory.unit", "directory.post:read");
        assertTrue(token.secret().startsWith("swp_"));
        Entry entry = signIn.token(token.secret()).orElseThrow();
        assertEquals(account, entry.caller().account());
        assertEquals(Door.REST, entry.caller().door());
        assertTrue(entry.allows("directory.unit", true));
        assertTrue(entry.allows("directory.post", false));
        assertFalse(entry.allows("directory.post", true));
        assertFalse(entry.allows("directory.person", false));
    }

    @Test
    public void aTokenForReadingWritesNothing() {
        Entry entry = signIn.token(token(KERNEL.person(), "*:read").secret()).orElseThrow();
        assertTrue(entry.allows("crm.customer", false));
        assertFalse(entry.allows("crm.customer", true));
    }

    @Test
    public void anUnknownScopeIsRefusedWithThoseThatThereAre() {
        String account = KERNEL.person();
        Set<String> wrong = Set.of("directory.unit", "directory.planet:read", "everything");
        Invalid refused = assertThrows(Invalid.class, () -> token(account, wrong.toArray(String[]::new)));
        List<Object> named =
                refused.violations().stream().map(v -> v.args().get("scope")).toList();
        assertEquals(List.of("directory.planet:read", "everything"), named);
        String known = refused.violations().get(0).args().get("known").toString();
        assertTrue(known, known.startsWith("*, ") && known.contains("directory.unit"));
    }

    @Test
    public void theSecretIsShownOnceAndKeptNowhere() {
        String account = KERNEL.person();
        Token token = token(account, "*");
        Token listed = KERNEL.kernel.as(account, signIn::tokens).get(0);
        assertEquals("", listed.secret());
        assertEquals(token.id(), listed.id());
        assertEquals(Set.of("*"), listed.scopes());
        String digest = KERNEL.get(Transactions.class)
                .sql()
                .first("select digest from signin_token where id = ?", row -> row.text(1), token.id())
                .orElseThrow();
        assertEquals(Secrets.digest(token.secret()), digest);
        assertTrue(signIn.token("swp_" + digest).isEmpty());
    }

    @Test
    public void aTokenEndsAtItsTimeAndNeverLivesLongerThanTheSettingSays() {
        String account = KERNEL.person();
        Instant soon = KERNEL.kernel.clock().instant().plus(Duration.ofDays(3));
        Token early = KERNEL.kernel.as(account, () -> signIn.createToken("early", Set.of("*"), Optional.of(soon)));
        Instant never = KERNEL.kernel.clock().instant().plus(Duration.ofDays(36_500));
        Token late = KERNEL.kernel.as(account, () -> signIn.createToken("late", Set.of("*"), Optional.of(never)));
        KERNEL.kernel.clock().advance(Duration.ofDays(4));
        assertTrue(signIn.token(early.secret()).isEmpty());
        assertTrue(signIn.token(late.secret()).isPresent());
        KERNEL.kernel.clock().advance(Duration.ofDays(365));
        assertTrue(signIn.token(late.secret()).isEmpty());
    }

    @Test
    public void revokingAndFreezingHoldFromTheNextRequest() {
        String account = KERNEL.person();
        Token revoked = token(account, "*");
        Token kept = token(account, "*");
        KERNEL.kernel.as(account, () -> signIn.revokeToken(revoked.id()));
        assertTrue(signIn.token(revoked.secret()).isEmpty());
        assertTrue(signIn.token(kept.secret()).isPresent());
        KERNEL.kernel.system(() -> KERNEL.get(Directory.class).state(KERNEL.id(account), PersonState.FROZEN));
        assertTrue(signIn.token(kept.secret()).isEmpty());
    }

    @Test
    public void othersTokensAreNobodysBusiness() {
        Token token = token(KERNEL.person(), "*");
        String colleague = KERNEL.person();
        assertTrue(KERNEL.kernel.as(colleague, signIn::tokens).isEmpty());
        assertThrows(Forbidden.class, () -> KERNEL.kernel.as(colleague, () -> signIn.revokeToken(token.id())));
        assertTrue(signIn.token(token.secret()).isPresent());
    }

    @Test
    public void lastUsedIsWrittenOnceAMinute() {
        String account = KERNEL.person();
        Token token = token(account, "*");
        assertTrue(used(account).isEmpty());
        signIn.token(token.secret());
        Instant first = used(account).orElseThrow();
        KERNEL.kernel.clock().advance(Duration.ofSeconds(30));
        signIn.token(token.secret());
        assertEquals(first, used(account).orElseThrow());
        KERNEL.kernel.clock().advance(Duration.ofSeconds(31));
        signIn.token(token.secret());
        assertTrue(used(account).orElseThrow().isAfter(first));
    }

    private Optional<Instant> used(String account) {
        return KERNEL.kernel.as(account, signIn::tokens).get(0).lastUsed();
    }

    @Test
    public void aTokenWithoutNameScopeOrFutureIsRefused() {
        Optional<Instant> past = Optional.of(KERNEL.kernel.clock().instant().minus(Duration.ofDays(1)));
        assertEquals(
                List.of("signin.token.name", "signin.token.scopes", "signin.token.until"), told(" ", Set.of(), past));
        assertEquals(List.of("signin.token.scope"), told("x", Set.of("crm.*"), Optional.empty()));
        assertEquals(List.of("signin.token.scope"), told("x", Set.of("crm.customer:write"), Optional.empty()));
    }

    @Test
    public void whatIsNoTokenOpensNothing() {
        for (String bearer : List.of("", "swp_", "swp_" + Secrets.random(), Secrets.random(), "x".repeat(50_000))) {
            assertTrue(signIn.token(bearer).isEmpty());
        }
    }

    @Test
    @Covers({"DIR-8", "CFG-1"})
    public void howManyTokensAPersonMayHaveIsASetting() {
        Settings settings = KERNEL.kernel.get(Settings.class);
        KERNEL.kernel.system(() -> settings.set("signin.signInRules.tokens", 0, "1"));
        try {
            String account = KERNEL.person();
            token(account, "directory.unit");
            Invalid refused = assertThrows(Invalid.class, () -> token(account, "directory.unit"));
            assertEquals("signin.token.tooMany", refused.violations().get(0).code());
        } finally {
            KERNEL.kernel.system(() -> settings.reset("signin.signInRules.tokens", 0));
        }
    }
}
