package org.stepwise.signin.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.signin.SignIn.Session;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;

/** Open sessions. The table holds digests of the cookies only. */
final class Sessions {
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);
    private static final String COLUMNS =
            "select s.id, s.person_id, s.created_at, s.seen_at, s.user_agent, s.address, s.eyes_of, c.must_change"
                    + " from signin_session s left join signin_credential c on c.person_id = s.person_id";
    private final Transactions tx;
    private final Settings settings;
    private final Clock clock;

    Sessions(Transactions tx, Settings settings, Clock clock) {
        this.tx = tx;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param eyesOf the person whom an administrator looks as, 0 for nobody */
    record Open(
            long id,
            long person,
            Instant since,
            Instant seen,
            String userAgent,
            String address,
            long eyesOf,
            boolean mustChange) {
        Session shown() {
            return new Session(id, "", "", mustChange, since, seen, userAgent, address);
        }
    }

    Session open(long person, boolean mustChange, String userAgent, String address) {
        String cookie = Secrets.random();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String agent = cut(plain(userAgent), 300);
        String from = cut(plain(address), 64);
        long id = tx.sql().nextId("signin_seq");
        tx.sql()
                .update(
                        "insert into signin_session (id, person_id, digest, created_at, seen_at, user_agent, address, eyes_of)"
                                + " values (?, ?, ?, ?, ?, ?, ?, 0)",
                        id,
                        person,
                        Secrets.digest(cookie),
                        now,
                        now,
                        agent,
                        from);
        return new Session(id, cookie, Secrets.csrf(cookie), mustChange, now, now, agent, from);
    }

    /** The session of a cookie unless its time is over. */
    Optional<Open> find(String cookie) {
        if (cookie.length() < 20 || cookie.length() > 100) return Optional.empty();
        return tx.sql()
                .first(COLUMNS + " where s.digest = ?", Sessions::read, Secrets.digest(cookie))
                .filter(this::inTime);
    }

    Optional<Open> find(long id) {
        return tx.sql().first(COLUMNS + " where s.id = ?", Sessions::read, id);
    }

    /** Newest first. */
    List<Open> of(long person) {
        return tx
                .sql()
                .list(
                        COLUMNS + " where s.person_id = ? order by s.seen_at desc, s.id desc"
                                + tx.sql().limit(200),
                        Sessions::read,
                        person)
                .stream()
                .filter(this::inTime)
                .toList();
    }

    private static Open read(Sql.Row row) {
        return new Open(
                row.number(1),
                row.number(2),
                row.instant(3).orElseThrow(),
                row.instant(4).orElseThrow(),
                row.text(5),
                row.text(6),
                row.number(7),
                row.flag(8));
    }

    private boolean inTime(Open session) {
        SignInRules rules = settings.get(SignInRules.class);
        Instant now = clock.instant();
        return now.isBefore(session.seen.plus(Duration.ofMinutes(rules.idleMinutes())))
                && now.isBefore(session.since.plus(Duration.ofHours(rules.sessionHours())));
    }

    /** Writes 'last seen' once a minute, apart from whatever the caller does. */
    void seen(Open session) {
        Instant now = clock.instant();
        if (now.isBefore(session.seen.plus(SEEN_EVERY))) return;
        tx.apart(() -> tx.sql()
                .update(
                        "update signin_session set seen_at = ? where id = ? and seen_at <= ?",
                        now,
                        session.id,
                        now.minus(SEEN_EVERY)));
    }

    int lookAs(long session, long person) {
        return tx.sql().update("update signin_session set eyes_of = ? where id = ?", person, session);
    }

    int end(long session) {
        return tx.sql().update("delete from signin_session where id = ?", session);
    }

    void endAllOf(Collection<Long> persons) {
        Credentials.inBatches(
                persons, some -> tx.sql().update("delete from signin_session where person_id in (?)", some));
    }

    void clean() {
        SignInRules rules = settings.get(SignInRules.class);
        Instant now = clock.instant();
        tx.run(() -> tx.sql()
                .update(
                        "delete from signin_session where seen_at < ? or created_at < ?",
                        now.minus(Duration.ofMinutes(rules.idleMinutes())),
                        now.minus(Duration.ofHours(rules.sessionHours()))));
    }

    /** Without control signs and halves of signs, which a database may refuse. */
    static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cs}]", "").strip();
    }

    static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
