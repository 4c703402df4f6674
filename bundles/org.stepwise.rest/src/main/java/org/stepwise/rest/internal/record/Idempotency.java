package org.stepwise.rest.internal.record;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.tx.Transactions;

/**
 * Makes a repeated create harmless: the key's row and the record commit together, so that a client that lost the answer gets the
 * same record again. Keys are per person and kept for a day.
 */
@Component(service = Idempotency.class)
public final class Idempotency {
    static final Duration KEPT = Duration.ofDays(1);
    private static final int LONGEST = 200;

    private final Transactions tx;
    private final Callers callers;
    private final Clock clock;

    @Activate
    public Idempotency(@Reference Transactions tx, @Reference Callers callers, @Reference Clock clock) {
        this.tx = tx;
        this.callers = callers;
        this.clock = clock;
    }

    /** @param key "" to create every time @throws Invalid when the key was used for something else */
    RecordId once(String key, String type, String body, Supplier<RecordId> create) {
        if (key.isBlank()) return create.get();
        if (key.length() > LONGEST) {
            throw Invalid.of("Idempotency-Key", "rest.problem.keyTooLong", Map.of("most", LONGEST));
        }
        Use use = new Use(callers.current().person(), key, digest(type + "\n" + body));
        return before(use).orElseGet(() -> first(use, create));
    }

    private RecordId first(Use use, Supplier<RecordId> create) {
        try {
            return tx.get(() -> {
                tx.sql()
                        .update(
                                "insert into rest_idempotency (person, idempotency_key, digest, record, used_at) values (?, ?, ?, '', ?)",
                                use.person,
                                use.key,
                                use.digest,
                                Instant.now(clock));
                RecordId made = create.get();
                tx.sql()
                        .update(
                                "update rest_idempotency set record = ? where person = ? and idempotency_key = ?",
                                made.toString(),
                                use.person,
                                use.key);
                return made;
            });
        } catch (Conflict same) {
            // another request with this key was quicker, or the record itself is a duplicate
            return before(use).orElseThrow(() -> same);
        }
    }

    private Optional<RecordId> before(Use use) {
        Optional<String[]> found = tx.read(() -> tx.sql()
                .first(
                        "select digest, record from rest_idempotency where person = ? and idempotency_key = ?",
                        r -> new String[] {r.text(1), r.text(2)},
                        use.person,
                        use.key));
        found.filter(f -> !f[0].equals(use.digest)).ifPresent(f -> {
            throw Invalid.of("Idempotency-Key", "rest.problem.keyReused");
        });
        return found.map(f -> RecordId.parse(f[1]));
    }

    /** Forgets old keys. */
    void forget() {
        tx.run(() -> tx.sql()
                .update(
                        "delete from rest_idempotency where used_at < ?",
                        Instant.now(clock).minus(KEPT)));
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One use of a key. */
    private record Use(long person, String key, String digest) {}
}
