package org.stepwise.signin.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stepwise.kernel.api.tx.Transactions;

/** The stored hash of each person. */
final class Credentials {
    private static final int BATCH = 500;
    private final Transactions tx;

    Credentials(Transactions tx) {
        this.tx = tx;
    }

    /** What is stored for one person. */
    record Credential(String hash, boolean mustChange, Instant setAt) {}

    Optional<Credential> find(long person) {
        return tx.sql()
                .first(
                        "select hash, must_change, set_at from signin_credential where person_id = ?",
                        row -> new Credential(
                                row.text(1), row.flag(2), row.instant(3).orElse(Instant.EPOCH)),
                        person);
    }

    void put(long person, Credential credential) {
        put(Map.of(person, credential));
    }

    /** Replaces many, a statement per batch. */
    void put(Map<Long, Credential> credentials) {
        inBatches(
                credentials.keySet(),
                some -> tx.sql().update("delete from signin_credential where person_id in (?)", some));
        List<Object[]> rows = credentials.entrySet().stream()
                .map(e -> new Object[] {
                    e.getKey(),
                    e.getValue().hash(),
                    e.getValue().mustChange(),
                    e.getValue().setAt()
                })
                .toList();
        tx.sql()
                .batch(
                        "insert into signin_credential (person_id, hash, must_change, set_at) values (?, ?, ?, ?)",
                        rows);
    }

    /** The same password with a newer hash; not when it was changed meanwhile. */
    void strengthen(long person, String before, String after) {
        tx.sql()
                .update(
                        "update signin_credential set hash = ? where person_id = ? and hash = ?",
                        after,
                        person,
                        before);
    }

    static void inBatches(Collection<Long> ids, java.util.function.Consumer<List<Long>> work) {
        List<Long> all = List.copyOf(ids);
        for (int i = 0; i < all.size(); i += BATCH) work.accept(all.subList(i, Math.min(all.size(), i + BATCH)));
    }
}
