package org.stepwise.signin.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.tx.Transactions;

/**
 * Counts attempts per account name and per address, whether there is such an account or not. An attempt is counted before its
 * password is looked at, so that many at once gain nothing; a right one takes its count back. Attempts at one account wait for
 * each other, so that right ones at the same time are not taken for wrong ones: on one node in a queue; on several, one that finds
 * the account locked waits a moment for those under way elsewhere, whose password may be right. After the allowed number each
 * further attempt waits twice as long as the one before. Addresses forget soon: a whole office may share one.
 */
final class Attempts {
    private static final Duration ACCOUNT_WINDOW = Duration.ofHours(24);
    private static final Duration ADDRESS_WINDOW = Duration.ofMinutes(15);
    private static final int TRIES = 5;
    private static final int QUEUE = 64;
    private static final int PATIENCE = 15;
    private static final Duration ELSEWHERE = Duration.ofSeconds(3);
    private static final long PAUSE_MILLIS = 50;
    private final ReentrantLock[] turns =
            Stream.generate(() -> new ReentrantLock(true)).limit(1024).toArray(ReentrantLock[]::new);
    private final Transactions tx;
    private final Settings settings;
    private final Clock clock;

    Attempts(Transactions tx, Settings settings, Clock clock) {
        this.tx = tx;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param watched whether attempts under way are counted: those at an account are, as one that is right takes its lock off */
    private record Subject(String digest, int allowed, Duration window, boolean watched) {}

    /** One attempt after the other; @throws Unavailable when too many are waiting already */
    <T> T inTurn(String account, Supplier<T> attempt) {
        ReentrantLock turn = turns[Math.floorMod(account(account).hashCode(), turns.length)];
        if (turn.getQueueLength() >= QUEUE || !got(turn)) {
            throw new Unavailable("signin.problem.locked", Map.of("seconds", (long) PATIENCE));
        }
        try {
            return attempt.get();
        } finally {
            turn.unlock();
        }
    }

    private static boolean got(ReentrantLock turn) {
        try {
            return turn.tryLock(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** @throws Unavailable while the account or the address is locked */
    void begin(String account, String address) {
        SignInRules rules = settings.get(SignInRules.class);
        if (!address.isEmpty()) {
            count(new Subject(address(address), rules.addressAttempts(), ADDRESS_WINDOW, false), rules);
        }
        count(new Subject(account(account), rules.accountAttempts(), ACCOUNT_WINDOW, true), rules);
    }

    /** The password was wrong. */
    void failed(String account) {
        tx.apart(() -> tx.sql()
                .update(
                        "update signin_attempt set under_way = under_way - 1 where subject = ? and under_way > 0",
                        account(account)));
    }

    /** The password was right. */
    void succeeded(String account, String address) {
        tx.apart(() -> forgive(Set.of(account)));
        tx.apart(() -> tx.sql()
                .update(
                        "update signin_attempt set attempts = attempts - 1, locked_until = since_at"
                                + " where subject = ? and attempts > 0",
                        address(address)));
    }

    /** Takes the locks off accounts. */
    int forgive(Collection<String> accounts) {
        List<Object[]> subjects = accounts.stream()
                .map(account -> new Object[] {account(account)})
                .toList();
        tx.sql().batch("delete from signin_attempt where subject = ?", subjects);
        return subjects.size();
    }

    void clean() {
        Instant now = clock.instant();
        tx.repeat(() -> tx.sql()
                .update(
                        "delete from signin_attempt where since_at < ? and locked_until < ?",
                        now.minus(ACCOUNT_WINDOW),
                        now));
    }

    private void count(Subject subject, SignInRules rules) {
        long end = System.nanoTime() + ELSEWHERE.toNanos();
        for (int i = 1; ; ) {
            try {
                Answer answer = tx.apart(() -> counted(subject, rules));
                if (answer.seconds == 0) return;
                boolean patient = answer.underWay && System.nanoTime() - end < 0 && paused();
                if (!patient) throw new Unavailable("signin.problem.locked", Map.of("seconds", answer.seconds));
            } catch (Conflict twoAtOnce) {
                if (i++ == TRIES) throw twoAtOnce;
            }
        }
    }

    private static boolean paused() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** @param seconds to wait, 0 when the attempt may go on @param underWay whether another attempt may take the lock off */
    private record Answer(long seconds, boolean underWay) {
        private static final Answer GO_ON = new Answer(0, false);
    }

    private Answer counted(Subject subject, SignInRules rules) {
        Instant now = clock.instant();
        tx.sql()
                .update(
                        "delete from signin_attempt where subject = ? and since_at < ? and locked_until <= ?",
                        subject.digest,
                        now.minus(subject.window),
                        now);
        int changed = tx.sql()
                .update(
                        "update signin_attempt set attempts = attempts + 1, under_way = under_way + ?"
                                + " where subject = ? and locked_until <= ?",
                        subject.watched ? 1 : 0,
                        subject.digest,
                        now);
        if (changed > 0) {
            lock(subject, rules, now);
            return Answer.GO_ON;
        }
        Optional<Answer> locked = tx.sql()
                .first(
                        "select locked_until, under_way from signin_attempt where subject = ?",
                        row -> locked(now, row.instant(1).orElse(now), row.number(2)),
                        subject.digest)
                .filter(answer -> answer.seconds > 0);
        if (locked.isPresent()) return locked.get();
        tx.sql()
                .update(
                        "insert into signin_attempt (subject, attempts, since_at, locked_until, under_way)"
                                + " values (?, 1, ?, ?, ?)",
                        subject.digest,
                        now,
                        now,
                        subject.watched ? 1 : 0);
        return Answer.GO_ON;
    }

    private static Answer locked(Instant now, Instant until, long underWay) {
        if (!until.isAfter(now)) return Answer.GO_ON;
        long seconds = Duration.between(now, until).plusMillis(999).toSeconds();
        return new Answer(Math.max(1, seconds), underWay > 0);
    }

    private void lock(Subject subject, SignInRules rules, Instant now) {
        long attempts = tx.sql().number("select attempts from signin_attempt where subject = ?", subject.digest);
        if (attempts < subject.allowed) return;
        long doublings = Math.min(20, attempts - subject.allowed);
        long seconds = Math.min(rules.lockMinutes() * 60L, (long) rules.lockSeconds() << doublings);
        tx.sql()
                .update(
                        "update signin_attempt set locked_until = ? where subject = ?",
                        now.plusSeconds(seconds),
                        subject.digest);
    }

    private static String account(String name) {
        return Secrets.digest("account " + name.toLowerCase(Locale.ROOT));
    }

    private static String address(String address) {
        return Secrets.digest("address " + address);
    }
}
