package org.stepwise.signin.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;
import org.stepwise.signin.internal.PasswordHashes.Cost;
import org.stepwise.testkit.Covers;

@Covers("DIR-8")
public class PasswordHashesTest {
    private static final Cost CHEAP = new Cost(64, 1);
    private final PasswordHashes hashes = new PasswordHashes(CHEAP);

    @Test
    public void onlyTheSamePasswordFits() {
        String stored = hashes.make("three blue umbrellas");
        assertTrue(hashes.matches("three blue umbrellas", Optional.of(stored)));
        assertFalse(hashes.matches("three blue umbrella", Optional.of(stored)));
        assertFalse(hashes.matches("", Optional.of(stored)));
    }

    @Test
    public void equalPasswordsHaveDifferentHashes() {
        assertNotEquals(hashes.make("three blue umbrellas"), hashes.make("three blue umbrellas"));
    }

    @Test
    public void fullWidthLettersAreTheSameLetters() {
        assertTrue(hashes.matches("ｈｅｌｌｏ１２３４５", Optional.of(hashes.make("hello12345"))));
    }

    @Test
    public void everyCheckWorksOnceWhateverIsStored() {
        String chosen = hashes.make("three blue umbrellas");
        String once = PasswordHashes.makeOneTime(Secrets.oneTime());
        long before = hashes.worked();
        hashes.matches("guess", Optional.of(chosen));
        assertEquals(before + 1, hashes.worked());
        hashes.matches("guess", Optional.of(once));
        assertEquals(before + 2, hashes.worked());
        hashes.matches("guess", Optional.empty());
        assertEquals(before + 3, hashes.worked());
    }

    @Test
    public void nothingStoredFitsNothing() {
        assertFalse(hashes.matches("", Optional.empty()));
        assertFalse(hashes.matches("", Optional.of("")));
    }

    @Test
    public void aOneTimePasswordFitsHoweverItIsTyped() {
        String secret = Secrets.oneTime();
        String stored = PasswordHashes.makeOneTime(secret);
        assertTrue(PasswordHashes.oneTime(stored));
        assertTrue(hashes.matches(secret, Optional.of(stored)));
        assertTrue(
                hashes.matches(" " + secret.replace("-", "").toUpperCase(java.util.Locale.ROOT), Optional.of(stored)));
        assertFalse(hashes.matches(Secrets.oneTime(), Optional.of(stored)));
        assertFalse(hashes.matches("", Optional.of(stored)));
    }

    @Test
    public void aHashOfLessWorkIsOutdatedAndStillFits() {
        String old = hashes.make("three blue umbrellas");
        PasswordHashes dearer = new PasswordHashes(new Cost(128, 2));
        assertTrue(dearer.outdated(old));
        assertTrue(dearer.matches("three blue umbrellas", Optional.of(old)));
        assertFalse(dearer.outdated(dearer.make("three blue umbrellas")));
        assertFalse(dearer.outdated(PasswordHashes.makeOneTime(Secrets.oneTime())));
    }

    @Test
    public void theMeasuredCostIsNeverBelowTheLeast() {
        PasswordHashes measured = new PasswordHashes();
        String stored = measured.make("three blue umbrellas");
        assertTrue(stored, stored.startsWith("$argon2id$v=19$m=" + PasswordHashes.LEAST.memory() + ",t="));
        int rounds = Integer.parseInt(stored.replaceAll(".*,t=(\\d+),.*", "$1"));
        assertTrue(stored, rounds >= PasswordHashes.LEAST.rounds());
    }

    @Test
    public void manyAtOnceAllGetTheirTurn() throws InterruptedException {
        String stored = hashes.make("three blue umbrellas");
        ExecutorService many = Executors.newFixedThreadPool(16);
        CountDownLatch start = new CountDownLatch(1);
        AtomicInteger right = new AtomicInteger();
        for (int i = 0; i < 16; i++) {
            many.submit(() -> {
                start.await();
                if (hashes.matches("three blue umbrellas", Optional.of(stored))) right.incrementAndGet();
                return null;
            });
        }
        start.countDown();
        many.shutdown();
        assertTrue(many.awaitTermination(60, TimeUnit.SECONDS));
        assertEquals(16, right.get());
    }
}
