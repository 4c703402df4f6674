package org.stepwise.notices.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.notice.Notices;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.rollout.RehearsalMarks;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.api.tx.Transactions;

/** Notices of rehearsals: stored like others, with the phase whose trial caught them, and read only here. */
record Catching(Transactions tx, Callers callers, Records records, RehearsalMarks marks, Texts texts) {
    /** @return the phase in whose trial the notice is caught, 0 when it is to be delivered */
    long phase(String module, Optional<RecordId> about) {
        Optional<Long> tried =
                callers.behind().flatMap(caller -> caller.opening().trial(module));
        if (tried.isPresent()) return tried.get();
        return about.map(record -> marks.of(record.type(), Set.of(record.id())).getOrDefault(record.id(), 0L))
                .orElse(0L);
    }

    long count(long phase) {
        requireSystem();
        return tx.sql().number("select count(*) from notices_notice where caught_phase = ?", phase);
    }

    private record Held(long person, Kept kept) {}

    List<Notices.Caught> list(long phase, Caller reader, int limit) {
        requireSystem();
        List<Held> held = tx.sql()
                .list(
                        Kept.COLUMNS + " where caught_phase = ? order by id desc"
                                + tx.sql().limit(limit),
                        row -> new Held(row.number(11), Kept.of(row)),
                        phase);
        Set<RecordId> about =
                held.stream().flatMap(one -> one.kept().named().stream()).collect(Collectors.toSet());
        Map<RecordId, String> titles = about.isEmpty() ? Map.of() : callers.as(reader, () -> records.titles(about));
        Wording wording = new Wording(texts, reader.locale());
        return held.stream()
                .map(one -> new Notices.Caught(
                        one.kept().id(),
                        one.person(),
                        wording.of(one.kept(), titles).text(),
                        one.kept().at()))
                .toList();
    }

    void forget(long phase) {
        requireSystem();
        tx.sql().update("delete from notices_notice where caught_phase = ?", phase);
    }

    private void requireSystem() {
        if (!callers.current().system()) throw Forbidden.of("see", "rollout.phase");
    }
}
