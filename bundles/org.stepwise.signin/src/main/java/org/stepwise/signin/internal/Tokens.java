package org.stepwise.signin.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.signin.SignIn.Token;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;

/** Personal access tokens, {@code swp_…}. The table holds their digests only. */
final class Tokens {
    static final String PREFIX = "swp_";
    private static final Duration USED_EVERY = Duration.ofMinutes(1);
    private static final int SCOPES_LENGTH = 2000;
    private static final int NAME_LENGTH = 100;
    private static final String COLUMNS =
            "select id, person_id, name, scopes, created_at, until_at, used_at from signin_token";
    private final Transactions tx;
    private final Settings settings;
    private final Clock clock;

    Tokens(Transactions tx, Settings settings, Clock clock) {
        this.tx = tx;
        this.settings = settings;
        this.clock = clock;
    }

    /** A token and whose it is. */
    record Owned(long person, Token token) {}

    /** What somebody asks for. */
    record Wish(long person, String name, Set<String> scopes, Optional<Instant> until) {}

    /** @param known scopes that there are @throws Invalid no name, no or unknown scopes, an end in the past, too many tokens */
    Token create(Wish wish, Set<String> known) {
        long person = wish.person;
        Set<String> scopes = wish.scopes;
        String name = Sessions.plain(wish.name);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant last = now.plus(Duration.ofDays(settings.get(SignInRules.class).tokenDays()));
        Instant end = wish.until.filter(asked -> asked.isBefore(last)).orElse(last);
        check(new Wish(person, name, scopes, Optional.of(end)), known);
        String secret = PREFIX + Secrets.random();
        long id = tx.sql().nextId("signin_seq");
        tx.sql()
                .update(
                        "insert into signin_token (id, person_id, digest, name, scopes, created_at, until_at)"
                                + " values (?, ?, ?, ?, ?, ?, ?)",
                        id,
                        person,
                        Secrets.digest(secret),
                        name,
                        joined(scopes),
                        now,
                        end);
        return new Token(id, name, Set.copyOf(scopes), now, Optional.of(end), Optional.empty(), secret);
    }

    private void check(Wish wish, Set<String> known) {
        String name = wish.name;
        Set<String> scopes = wish.scopes;
        List<Violation> found = new ArrayList<>();
        if (name.isEmpty() || name.length() > NAME_LENGTH) {
            found.add(new Violation("name", "signin.token.name", Map.of("length", NAME_LENGTH)));
        }
        if (scopes.isEmpty()) found.add(new Violation("scopes", "signin.token.scopes"));
        scopes.stream()
                .filter(scope -> !known.contains(scope.replaceFirst(":read$", "")))
                .sorted()
                .forEach(scope -> found.add(unknown(scope, known)));
        if (joined(scopes).length() > SCOPES_LENGTH) found.add(new Violation("scopes", "signin.token.tooManyScopes"));
        if (!wish.until.orElseThrow().isAfter(clock.instant())) found.add(new Violation("until", "signin.token.until"));
        int most = settings.get(SignInRules.class).tokens();
        if (tx.sql().number("select count(*) from signin_token where person_id = ?", wish.person) >= most) {
            found.add(new Violation("", "signin.token.tooMany", Map.of("most", most)));
        }
        if (!found.isEmpty()) throw new Invalid(found);
    }

    private static Violation unknown(String scope, Set<String> known) {
        Map<String, Object> args = Map.of("scope", Sessions.cut(scope, 80), "known", String.join(", ", known));
        return new Violation("scopes", "signin.token.scope", args);
    }

    private static String joined(Set<String> scopes) {
        return String.join(" ", new TreeSet<>(scopes));
    }

    /** The living token behind a bearer; cheap for what is none of ours. */
    Optional<Owned> find(String bearer) {
        if (!bearer.startsWith(PREFIX) || bearer.length() > 100) return Optional.empty();
        return tx.sql()
                .first(COLUMNS + " where digest = ?", Tokens::read, Secrets.digest(bearer))
                .filter(owned -> owned.token.until().orElseThrow().isAfter(clock.instant()));
    }

    Optional<Owned> find(long id) {
        return tx.sql().first(COLUMNS + " where id = ?", Tokens::read, id);
    }

    /** Newest first. */
    List<Token> of(long person) {
        return tx.sql()
                .list(
                        COLUMNS + " where person_id = ? order by created_at desc, id desc",
                        row -> read(row).token,
                        person);
    }

    private static Owned read(Sql.Row row) {
        return new Owned(
                row.number(2),
                new Token(
                        row.number(1),
                        row.text(3),
                        Set.of(row.text(4).split(" ")),
                        row.instant(5).orElseThrow(),
                        row.instant(6),
                        row.instant(7),
                        ""));
    }

    /** Writes 'last used' once a minute, apart from whatever the caller does. */
    void used(Token token) {
        Instant now = clock.instant();
        if (token.lastUsed().isPresent() && now.isBefore(token.lastUsed().get().plus(USED_EVERY))) return;
        tx.apart(() -> tx.sql().update("update signin_token set used_at = ? where id = ?", now, token.id()));
    }

    void end(long token) {
        tx.sql().update("delete from signin_token where id = ?", token);
    }

    void endAllOf(Collection<Long> persons) {
        Credentials.inBatches(
                persons, some -> tx.sql().update("delete from signin_token where person_id in (?)", some));
    }

    void clean() {
        Instant longGone = clock.instant().minus(Duration.ofDays(30));
        tx.run(() -> tx.sql().update("delete from signin_token where until_at < ?", longGone));
    }
}
