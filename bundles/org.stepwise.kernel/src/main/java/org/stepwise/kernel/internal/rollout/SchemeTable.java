package org.stepwise.kernel.internal.rollout;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.tx.Sql;

/** Versions of schemes and what was said of them; every method runs in the surrounding transaction. */
record SchemeTable(Sql sql) {
    /** @param number from 1 @param sent when somebody was last asked about it */
    record Version(int number, String digest, Optional<Instant> sent) {}

    /** One thing said. */
    record Said(long phase, long person, String name, int version, boolean agreed, String reason, Instant at) {}

    /** Of phases of which somebody was asked about a version, each with when that was last. */
    Map<Long, Instant> sent() {
        Map<Long, Instant> sent = new HashMap<>();
        sql.each(
                "select phase_id, max(sent_at) from rollout_scheme where sent_at is not null group by phase_id",
                row -> row.instant(2).ifPresent(at -> sent.put(row.number(1), at)));
        return sent;
    }

    /** The version that the phase is now, whether it is stored or not. */
    Version now(Phase phase) {
        List<Version> all = sql.list(
                "select version_no, digest, sent_at from rollout_scheme where phase_id = ? order by version_no desc",
                row -> new Version((int) row.number(1), row.text(2), row.instant(3)),
                phase.id());
        String digest = digest(phase);
        return all.stream()
                .filter(one -> one.digest().equals(digest))
                .findFirst()
                .orElseGet(() -> new Version(all.isEmpty() ? 1 : all.get(0).number() + 1, digest, Optional.empty()));
    }

    void store(long phase, Version version, Optional<Instant> sent) {
        int there = sql.update(
                "update rollout_scheme set sent_at = ? where phase_id = ? and version_no = ?",
                sent,
                phase,
                version.number());
        if (there > 0) return;
        sql.update(
                "insert into rollout_scheme (phase_id, version_no, digest, sent_at) values (?, ?, ?, ?)",
                phase,
                version.number(),
                version.digest(),
                sent);
    }

    /** What is confirmed: modules and people. */
    private static String digest(Phase phase) {
        String content = new TreeSet<>(phase.modules()) + "|" + new TreeSet<>(phase.units()) + "|"
                + new TreeSet<>(phase.persons());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Newest first. */
    List<Said> said(long phase) {
        return sql.list(
                "select phase_id, person_id, person_name, version_no, agreed, reason, signed_at from rollout_signature"
                        + " where phase_id = ? order by id desc",
                row -> new Said(
                        row.number(1),
                        row.number(2),
                        row.text(3),
                        (int) row.number(4),
                        row.flag(5),
                        row.text(6),
                        row.instant(7).orElse(Instant.EPOCH)),
                phase);
    }

    void say(long phase, Caller caller, int version, boolean agreed, String reason, Instant at) {
        sql.update(
                "insert into rollout_signature (id, phase_id, person_id, person_name, version_no, agreed, reason, signed_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                sql.nextId("rollout_seq"),
                phase,
                caller.person(),
                caller.name(),
                version,
                agreed,
                reason,
                at);
    }
}
