package org.stepwise.records.internal.save;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.persistence.EntityManager;
import javax.persistence.criteria.CriteriaQuery;
import javax.persistence.criteria.Root;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.Change;
import org.stepwise.kernel.api.record.Entity;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.records.internal.core.Entities;
import org.stepwise.records.internal.core.Platform;
import org.stepwise.records.internal.history.Histories;

/** Many records at once: checked one by one without writing, then written in batches in one short transaction. */
public final class Bulk {
    private final Platform platform;
    private final Saves saves;
    private final Checks checks;
    private final Writer writer;
    private final Numbers numbers;
    private final Histories histories;

    public Bulk(Platform platform, Saves saves, Checks checks, Writer writer, Numbers numbers, Histories histories) {
        this.platform = platform;
        this.saves = saves;
        this.checks = checks;
        this.writer = writer;
        this.numbers = numbers;
        this.histories = histories;
    }

    /** A record that has passed its checks and waits to be written. */
    public static final class Checked<T extends Entity> {
        private final Draft<T> draft;

        Checked(Draft<T> draft) {
            this.draft = draft;
        }

        public boolean isNew() {
            return draft.isNew();
        }

        public boolean changed() {
            return isNew() || !draft.changes().isEmpty();
        }
    }

    /** Reads records that are about to be checked into the running transaction, with one query: each is found there then. */
    public <T extends Entity> void read(RecordType<T> type, Collection<Long> records) {
        if (records.isEmpty()) return;
        EntityManager entities = platform.tx().entities(type.entity());
        CriteriaQuery<T> query = entities.getCriteriaBuilder().createQuery(type.entity());
        Root<T> root = query.from(type.entity());
        query.select(root).where(root.get("id").in(records));
        entities.createQuery(query).getResultList();
    }

    /**
     * References and unique fields have been looked up for all rows together and are not asked again.
     *
     * @throws org.stepwise.kernel.api.Invalid with everything that is wrong
     */
    public <T extends Entity> Checked<T> check(RecordType<T> type, Optional<RecordId> existing, Map<String, ?> values) {
        Draft<T> draft = existing.isEmpty() ? saves.making(type) : saves.changing(type, existing.get());
        return new Checked<>(checks.bulk(draft, values));
    }

    /** @return records written */
    public <T extends Entity> int write(RecordType<T> type, List<Checked<T>> all) {
        List<Draft<T>> made =
                all.stream().filter(Checked::isNew).map(c -> c.draft).toList();
        insert(type, made);
        int written = made.size();
        for (Checked<T> one : all) {
            if (one.isNew() || !one.changed()) continue;
            update(type, one.draft);
            written++;
        }
        return written;
    }

    private <T extends Entity> void update(RecordType<T> type, Draft<T> draft) {
        T managed = platform.tx().entities(type.entity()).find(type.entity(), draft.work().id);
        Saves.stale(managed, draft.work().version);
        writer.update(draft, managed, "changed");
    }

    private <T extends Entity> void insert(RecordType<T> type, List<Draft<T>> drafts) {
        if (drafts.isEmpty()) return;
        writer.saving(type);
        List<String> given = type.numberRule().isEmpty() ? List.of() : numbers.next(type, drafts.size());
        List<Histories.Step> steps = new ArrayList<>();
        List<Object[]> rows = new ArrayList<>();
        List<Field> fields = Entities.persistent(type.entity());
        for (int i = 0; i < drafts.size(); i++) {
            T record = drafts.get(i).work();
            if (!given.isEmpty()) record.number = given.get(i);
            writer.stampNew(type, record);
            record.version = 1;
            rows.add(row(fields, record));
            RecordId id = RecordId.of(type.id(), record.id);
            steps.add(new Histories.Step(id, 1, "created", drafts.get(i).changes()));
        }
        platform.sql().batch(statement(type, fields), rows);
        histories.write(steps);
        finish(type, drafts, steps);
    }

    private <T extends Entity> void finish(RecordType<T> type, List<Draft<T>> drafts, List<Histories.Step> steps) {
        for (int i = 0; i < drafts.size(); i++) {
            type.runSaved(drafts.get(i).work(), drafts.get(i));
            drafts.get(i).throwRejected();
            RecordId id = steps.get(i).record();
            Map<String, Change> changes = steps.get(i).changes();
            writer.tell(type.id(), listener -> listener.saved(id, changes, true));
            writer.publish(id, 1, "created", Set.copyOf(changes.keySet()));
        }
    }

    private String statement(RecordType<?> type, List<Field> fields) {
        Function<Field, String> column = field -> platform.types().column(type, field.getName());
        return "insert into " + type.table() + " ("
                + String.join(", ", fields.stream().map(column).toList())
                + ") values (" + "?, ".repeat(fields.size() - 1) + "?)";
    }

    private static Object[] row(List<Field> fields, Entity record) {
        Object[] row = new Object[fields.size()];
        try {
            for (int i = 0; i < row.length; i++) {
                Object value = fields.get(i).get(record);
                row[i] = value instanceof Enum<?> constant ? constant.name() : value;
            }
            return row;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
