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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;

/**
 * Counts wrong passwords per account name and attempts per address, whether there is such an account or not. An attempt holds the
 * row of its account until its password was looked at, and others at that account, on whatever node, wait for the row: many at once
 * gain nothing, and right ones at the same time are not taken for wrong ones. A node that dies lets the row go. Few attempts of a node
 * hold a connection, the others queue before. After the allowed number each further wrong one locks for twice as long as the one
 * before. Addresses forget soon: a whole office may share one.
 */
final class Attempts {
    private static final Duration ACCOUNT_WINDOW = Duration.ofHours(24);
    private static final Duration ADDRESS_WINDOW = Duration.ofMinutes(15);
    private static final int TRIES = 5;
    private static final int QUEUE = 64;
    private static final int AT_ONCE = 4;
    private static final int PATIENCE = 15;
    /** Long ago on every node's clock. */
    private static final Instant UNLOCKED = Instant.EPOCH;

    /** One attempt at an account of this node: names share a turn by chance. */
    private final Semaphore[] turns =
            Stream.generate(() -> new Semaphore(1, true)).limit(1024).toArray(Semaphore[]::new);

    private final Semaphore connections = new Semaphore(AT_ONCE, true);
    private final Transactions tx;
    private final Settings settings;
    private final Clock clock;

    Attempts(Transactions tx, Settings settings, Clock clock) {
        this.tx = tx;
        this.settings = settings;
        this.clock = clock;
    }

    private record Subject(String digest, int allowed, Duration window) {}

    /** What is known of a subject. */
    private record Count(long attempts, Instant since, Instant lockedUntil) {}

    /**
     * One attempt at the account after the other.
     *
     * @param address where it comes from, "" when that does not matter
     * @param proof looks at the password; empty when it is wrong
     * @throws Unavailable while the account or the address is locked, or when too many are waiting already
     */
    <T> Optional<T> attempt(String account, String address, Supplier<Optional<T>> proof) {
        Semaphore turn = turns[Math.floorMod(account(account).hashCode(), turns.length)];
        return waiting(turn, () -> {
            if (!address.isEmpty()) tx.apart(() -> counted(address));
            Optional<T> proven = waiting(connections, () -> alone(account, proof));
            if (proven.isPresent() && !address.isEmpty()) tx.apart(() -> takenBack(address));
            return proven;
        });
    }

    private static <T> T waiting(Semaphore turn, Supplier<T> work) {
        if (turn.getQueueLength() >= QUEUE || !got(turn)) throw locked(PATIENCE);
        try {
            return work.get();
        } finally {
            turn.release();
        }
    }

    private static boolean got(Semaphore turn) {
        try {
            return turn.tryAcquire(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Unavailable locked(long seconds) {
        return new Unavailable("signin.problem.locked", Map.of("seconds", seconds));
    }

    /** Two that make the row at once: the second finds it when it tries again. */
    private <T> Optional<T> alone(String account, Supplier<Optional<T>> proof) {
        for (int i = 1; ; i++) {
            try {
                return tx.apart(() -> tried(account, proof));
            } catch (Conflict twoAtOnce) {
                if (i == TRIES) throw twoAtOnce;
            }
        }
    }

    private <T> Optional<T> tried(String account, Supplier<Optional<T>> proof) {
        SignInRules rules = settings.get(SignInRules.class);
        Subject subject = new Subject(account(account), rules.accountAttempts(), ACCOUNT_WINDOW);
        Count count = held(subject);
        Optional<T> proven = proof.get();
        if (proven.isPresent()) forgive(Set.of(account));
        else keep(subject, count, rules);
        return proven;
    }

    private boolean counted(String address) {
        SignInRules rules = settings.get(SignInRules.class);
        Subject subject = new Subject(address(address), rules.addressAttempts(), ADDRESS_WINDOW);
        keep(subject, held(subject), rules);
        return true;
    }

    private boolean takenBack(String address) {
        tx.sql()
                .update(
                        "update signin_attempt set attempts = attempts - 1, locked_until = ?"
                                + " where subject = ? and attempts > 0",
                        UNLOCKED,
                        address(address));
        return true;
    }

    /** The subject's row is ours until the transaction ends. @throws Unavailable while it is locked */
    private Count held(Subject subject) {
        Sql sql = tx.sql();
        if (sql.dialect() == Sql.Dialect.POSTGRESQL) sql.update("set local lock_timeout = '" + PATIENCE + "s'");
        if (sql.update("update signin_attempt set attempts = attempts where subject = ?", subject.digest) == 0) {
            sql.update(
                    "insert into signin_attempt (subject, attempts, since_at, locked_until) values (?, 0, ?, ?)",
                    subject.digest,
                    clock.instant(),
                    UNLOCKED);
        }
        Instant now = clock.instant();
        Count count = sql.first(
                        "select attempts, since_at, locked_until from signin_attempt where subject = ?",
                        row -> new Count(
                                row.number(1),
                                row.instant(2).orElse(now),
                                row.instant(3).orElse(now)),
                        subject.digest)
                .orElseThrow();
        if (count.lockedUntil.isAfter(now)) throw locked(seconds(now, count.lockedUntil));
        boolean old = count.since.isBefore(now.minus(subject.window));
        return old ? new Count(0, now, UNLOCKED) : count;
    }

    private static long seconds(Instant now, Instant until) {
        return Math.max(1, Duration.between(now, until).plusMillis(999).toSeconds());
    }

    /** One more; locked when that is too many. */
    private void keep(Subject subject, Count before, SignInRules rules) {
        long attempts = before.attempts + 1;
        Instant until = before.lockedUntil;
        if (attempts >= subject.allowed) {
            long doublings = Math.min(20, attempts - subject.allowed);
            long seconds = Math.min(rules.lockMinutes() * 60L, (long) rules.lockSeconds() << doublings);
            until = clock.instant().plusSeconds(seconds);
        }
        tx.sql()
                .update(
                        "update signin_attempt set attempts = ?, since_at = ?, locked_until = ? where subject = ?",
                        attempts,
                        before.since,
                        until,
                        subject.digest);
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
        tx.run(() -> tx.sql()
                .update(
                        "delete from signin_attempt where since_at < ? and locked_until < ?",
                        now.minus(ACCOUNT_WINDOW),
                        now));
    }

    private static String account(String name) {
        return Secrets.digest("account " + name.toLowerCase(Locale.ROOT));
    }

    private static String address(String address) {
        return Secrets.digest("address " + address);
    }
}
