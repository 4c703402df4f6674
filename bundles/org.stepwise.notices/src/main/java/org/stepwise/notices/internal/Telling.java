package org.stepwise.notices.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.rollout.RehearsalMarks;
import org.stepwise.kernel.api.tx.Sql;

/**
 * Writes notices of what happened to records: one for each receiver, cause, type and sender. While that is unread and young, more of
 * the same goes into it, so that a thousand records handed over one by one make one notice. A fixed number of statements for each
 * subject, however many records and receivers.
 */
final class Telling {
    /** Unread, even if its receiver reads it at this moment. */
    private static final String MORE = "update notices_notice set records = records + ?, sample = ?, record_id = 0,"
            + " sent_at = ?, read_at = null where id = ?";

    private static final String NEW = "insert into notices_notice (id, person_id, module, kind, args, type, record_id,"
            + " sent_at, sender_id, records, sample, caught_phase) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private final Sql sql;
    private final Access access;
    private final RehearsalMarks marks;
    private final NoticeRules rules;
    private final Instant now;
    private final Map<Set<Long>, Set<Long>> people = new HashMap<>();

    Telling(Sql sql, Access access, RehearsalMarks marks, NoticeRules rules, Instant now) {
        this.sql = sql;
        this.access = access;
        this.marks = marks;
        this.rules = rules;
        this.now = now;
    }

    void tell(List<Happening> happenings) {
        Map<Happening.Subject, Map<Long, Set<Long>>> told = new LinkedHashMap<>();
        Map<String, Set<Long>> records = new TreeMap<>();
        happenings.forEach(one -> records.computeIfAbsent(one.record().type(), type -> new HashSet<>())
                .add(one.record().id()));
        Map<String, Map<Long, Long>> marked = new HashMap<>();
        records.forEach((type, ids) -> marked.put(type, marks.of(type, ids)));
        for (Happening one : happenings) {
            long phase =
                    marked.get(one.record().type()).getOrDefault(one.record().id(), 0L);
            Map<Long, Set<Long>> receivers = told.computeIfAbsent(one.subject(phase), subject -> new TreeMap<>());
            for (long receiver : receivers(one)) {
                receivers
                        .computeIfAbsent(receiver, person -> new LinkedHashSet<>())
                        .add(one.record().id());
            }
        }
        told.forEach(this::write);
    }

    /** Nobody, when they are more than are told by notice. */
    private Set<Long> receivers(Happening one) {
        Set<Long> receivers = new HashSet<>(people(one.principals()));
        if (receivers.size() > rules.mostReceivers()) return Set.of();
        receivers.remove(one.sender());
        if (!receivers.isEmpty() && !one.before().isEmpty()) receivers.removeAll(people(one.before()));
        return receivers;
    }

    private Set<Long> people(Set<Long> principals) {
        return people.computeIfAbsent(principals, some -> access.people(some, Integer.MAX_VALUE));
    }

    private void write(Happening.Subject subject, Map<Long, Set<Long>> receivers) {
        if (receivers.isEmpty()) return;
        String kind = subject.cause().key();
        sql.each("select person_id from notices_muted where kind = ?", row -> receivers.remove(row.number(1)), kind);
        Map<Long, Kept> open = open(subject, receivers.keySet());
        List<Object[]> more = new ArrayList<>();
        List<Object[]> fresh = new ArrayList<>();
        receivers.forEach((person, records) -> {
            Kept known = open.get(person);
            if (known == null) fresh.add(row(subject, person, records));
            else if (!known.about().containsAll(records)) more.add(more(known, records));
        });
        sql.batch(MORE, more);
        sql.batch(NEW, fresh);
    }

    /** What they have not read yet of the same. */
    private Map<Long, Kept> open(Happening.Subject subject, Set<Long> persons) {
        Map<Long, Kept> open = new HashMap<>();
        sql.list(
                        Kept.COLUMNS + " where person_id in (?) and read_at is null and sent_at >= ? and kind = ?"
                                + " and type = ? and sender_id = ? and caught_phase = ? order by sent_at, id",
                        row -> Map.entry(row.number(11), Kept.of(row)),
                        persons,
                        now.minus(Duration.ofMinutes(rules.mergeMinutes())),
                        subject.cause().key(),
                        subject.type(),
                        subject.sender(),
                        subject.caught())
                .forEach(entry -> open.put(entry.getKey(), entry.getValue()));
        return open;
    }

    private Object[] more(Kept known, Set<Long> records) {
        Set<Long> all = new LinkedHashSet<>(known.about());
        all.addAll(records);
        return new Object[] {all.size() - known.about().size(), Kept.sample(all), now, known.id()};
    }

    private Object[] row(Happening.Subject subject, long person, Set<Long> records) {
        return new Object[] {
            sql.nextId("notices_seq"),
            person,
            subject.type().substring(0, subject.type().indexOf('.')),
            subject.cause().key(),
            Arguments.write(Map.of("by", subject.senderName())),
            subject.type(),
            records.size() == 1 ? records.iterator().next() : 0L,
            now,
            subject.sender(),
            records.size(),
            Kept.sample(records),
            subject.caught()
        };
    }
}
