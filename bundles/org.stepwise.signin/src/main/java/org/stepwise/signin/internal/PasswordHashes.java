package org.stepwise.signin.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.stepwise.kernel.api.Unavailable;

/**
 * Argon2id for passwords that people choose, a salted SHA-256 for one-time passwords that we draw (80 random bits). The cost
 * stands in each hash, so that it can rise. At most two hashes at once: 19 MiB each, so memory stays flat under any number of
 * attempts. Every check does the work of exactly one argon2id, whatever is stored, even when nothing is.
 */
final class PasswordHashes {
    /** OWASP's least for argon2id. */
    static final Cost LEAST = new Cost(19 * 1024, 2);

    private static final Duration GOAL = Duration.ofMillis(150);
    private static final int MOST_ROUNDS = 8;
    private static final int PARALLEL = 2;
    private static final int QUEUE = 60;
    private static final int WAIT_SECONDS = 15;
    private static final Pattern ARGON =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d+),t=(\\d+),p=1\\$([^$]+)\\$([^$]+)");
    private static final String ONCE = "$once$";

    private final Semaphore room = new Semaphore(PARALLEL, true);
    private final AtomicLong worked = new AtomicLong();
    private volatile Optional<Cost> cost;

    /** @param memory KiB */
    record Cost(int memory, int rounds) {
        long work() {
            return (long) memory * rounds;
        }
    }

    /** Calibrates at the first use. */
    PasswordHashes() {
        cost = Optional.empty();
    }

    PasswordHashes(Cost fixed) {
        cost = Optional.of(fixed);
    }

    String make(String password) {
        Cost now = cost();
        byte[] salt = Secrets.bytes(16);
        return "$argon2id$v=19$m=" + now.memory + ",t=" + now.rounds + ",p=1$" + encode(salt) + "$"
                + encode(argon(password, salt, now));
    }

    /** Hash of a password that {@link Secrets#oneTime} made. */
    static String makeOneTime(String oneTime) {
        String salt = Secrets.base64(Secrets.bytes(16));
        return ONCE + salt + "$" + Secrets.digest(salt + Secrets.normalOneTime(oneTime));
    }

    static boolean oneTime(String stored) {
        return stored.startsWith(ONCE);
    }

    /** Does the password fit? Nothing stored fits nothing, with the same work. */
    boolean matches(String password, Optional<String> stored) {
        Matcher argon = ARGON.matcher(stored.orElse(""));
        if (argon.matches()) {
            Cost then = new Cost(Integer.parseInt(argon.group(1)), Integer.parseInt(argon.group(2)));
            return MessageDigest.isEqual(decode(argon.group(4)), argon(password, decode(argon.group(3)), then));
        }
        argon(password, Secrets.bytes(16), cost());
        return stored.filter(PasswordHashes::oneTime).isPresent() && matchesOneTime(password, stored.get());
    }

    private static boolean matchesOneTime(String password, String stored) {
        String[] parts = stored.substring(ONCE.length()).split("\\$", 2);
        return Secrets.same(parts[1], Secrets.digest(parts[0] + Secrets.normalOneTime(password)));
    }

    /** Made when less work was asked for than now? */
    boolean outdated(String stored) {
        Matcher argon = ARGON.matcher(stored);
        if (!argon.matches()) return false;
        long then = Long.parseLong(argon.group(1)) * Long.parseLong(argon.group(2));
        return then * 2 <= cost().work();
    }

    /** How many argon2id were computed; tests compare paths by it. */
    long worked() {
        return worked.get();
    }

    private Cost cost() {
        Optional<Cost> known = cost;
        if (known.isEmpty()) {
            known = Optional.of(calibrated());
            cost = known;
        }
        return known.get();
    }

    /** As many rounds as fit the goal on this machine, measured once it is warm. */
    private Cost calibrated() {
        argon("warm up", new byte[16], LEAST);
        long start = System.nanoTime();
        argon("measure", new byte[16], LEAST);
        long took = Math.max(1, System.nanoTime() - start);
        long rounds = LEAST.rounds * GOAL.toNanos() / took;
        return new Cost(LEAST.memory, (int) Math.max(LEAST.rounds, Math.min(MOST_ROUNDS, rounds)));
    }

    private byte[] argon(String password, byte[] salt, Cost with) {
        enter();
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(with.memory)
                    .withIterations(with.rounds)
                    .withParallelism(1)
                    .withSalt(salt)
                    .build());
            byte[] made = new byte[32];
            generator.generateBytes(normal(password), made);
            worked.incrementAndGet();
            return made;
        } finally {
            room.release();
        }
    }

    private void enter() {
        try {
            if (room.getQueueLength() < QUEUE && room.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new Unavailable("signin.problem.busy");
    }

    /** Full-width letters of a Chinese keyboard are the same letters. */
    private static byte[] normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decode(String text) {
        return Base64.getDecoder().decode(text);
    }
}
