package org.stepwise.records.internal.save;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.persistence.EntityManager;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.Change;
import org.stepwise.kernel.api.record.Entity;
import org.stepwise.kernel.api.record.RecordEvent;
import org.stepwise.kernel.api.record.RecordListener;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.records.internal.core.Entities;
import org.stepwise.records.internal.core.Platform;
import org.stepwise.records.internal.history.Histories;
import org.stepwise.records.internal.part.Parts;

/** Writes a checked record with all that goes with it: keys, stamps, history, the type's own work, listeners, event. */
public final class Writer {
    private static final int KEY = 400;
    private final Platform platform;
    private final Histories histories;
    private final Numbers numbers;
    private final Parts parts;
    private final Supplier<List<RecordListener>> listeners;

    public Writer(
            Platform platform,
            Histories histories,
            Numbers numbers,
            Parts parts,
            Supplier<List<RecordListener>> listeners) {
        this.platform = platform;
        this.histories = histories;
        this.numbers = numbers;
        this.parts = parts;
        this.listeners = listeners;
    }

    /** Fills everything that the engine keeps in a new record, but for its number. */
    <T extends Entity> void stampNew(RecordType<T> type, T record) {
        long by = platform.callers().current().person();
        if (record.id == 0) record.id = platform.sql().nextId(type.sequence());
        record.createdAt = platform.now();
        record.createdBy = by;
        record.updatedAt = record.createdAt;
        record.updatedBy = by;
        name(type, record);
    }

    private <T extends Entity> void name(RecordType<T> type, T record) {
        String title = type.titleOf(record);
        record.title = cut(title == null ? "" : title);
        record.nameKey = cut(platform.keys().name(record.title));
        record.pinyinKey = cut(platform.keys().pinyin(record.title));
    }

    private static String cut(String text) {
        return text.length() <= KEY ? text : text.substring(0, KEY);
    }

    <T extends Entity> RecordId insert(Draft<T> draft) {
        RecordType<T> type = draft.type();
        T record = draft.work();
        stampNew(type, record);
        EntityManager entities = platform.tx().entities(type.entity());
        entities.persist(record);
        entities.flush();
        RecordId id = RecordId.of(type.id(), record.id);
        Map<String, Change> changes = draft.changes();
        if (type.numberRule().isEmpty()) histories.write(id, record.version, "created", changes);
        else platform.tx().beforeCommit(() -> number(type, Entities.copy(record)));
        type.runSaved(record, draft);
        draft.throwRejected();
        tell(id.type(), listener -> listener.saved(id, changes, true));
        publish(id, record.version, "created", changes.keySet());
        return id;
    }

    /** Last before the commit: the number, what follows from it, and the first step of the history. */
    private <T extends Entity> void number(RecordType<T> type, T record) {
        String before = record.title;
        record.number = numbers.next(type, 1).get(0);
        name(type, record);
        platform.sql().update("update " + type.table() + " set number = ? where id = ?", record.number, record.id);
        if (!record.title.equals(before)) {
            platform.sql()
                    .update(
                            "update " + type.table() + " set title = ?, name_key = ?, pinyin_key = ? where id = ?",
                            record.title,
                            record.nameKey,
                            record.pinyinKey,
                            record.id);
        }
        Map<String, Change> changes = Histories.changes(Map.of(), Histories.values(type, record));
        histories.write(RecordId.of(type.id(), record.id), record.version, "created", changes);
    }

    /** @param what {@code changed} or the action's id; @return the new version */
    <T extends Entity> long update(Draft<T> draft, T managed, String what) {
        RecordType<T> type = draft.type();
        T work = draft.work();
        name(type, work);
        Map<String, Change> changes = draft.changes();
        RecordId id = RecordId.of(type.id(), managed.id);
        boolean moved = moved(managed, work);
        if (changes.isEmpty() && !moved) {
            if (what.equals("changed")) return managed.version;
        } else {
            flush(type, work, managed);
        }
        if (moved) parts.follow(type, managed);
        histories.write(id, managed.version, what, changes);
        Entities.copy(managed, work);
        type.runSaved(work, draft);
        draft.throwRejected();
        tell(id.type(), listener -> listener.saved(id, changes, false));
        publish(id, managed.version, what, changes.keySet());
        return managed.version;
    }

    private static boolean moved(Entity before, Entity after) {
        return before.ownerId != after.ownerId
                || before.unitId != after.unitId
                || before.segmentId != after.segmentId
                || before.securityLevel != after.securityLevel;
    }

    /** Writes the copy over the managed record, with new stamps. */
    <T extends Entity> void flush(RecordType<T> type, T work, T managed) {
        work.version = managed.version;
        Entities.copy(work, managed);
        managed.updatedAt = platform.now();
        managed.updatedBy = platform.callers().current().person();
        platform.tx().entities(type.entity()).flush();
    }

    /** Before anything is read that decides about the record. */
    void saving(RecordType<?> type) {
        tell(type.id(), listener -> listener.saving(type.id()));
    }

    public void tell(String type, Consumer<RecordListener> news) {
        for (RecordListener listener : listeners.get()) {
            if (listener.type().equals(type) || listener.type().equals("*")) news.accept(listener);
        }
    }

    public void publish(RecordId record, long version, String what, Set<String> fields) {
        long by = platform.callers().current().person();
        platform.events()
                .publish(
                        record.toString(),
                        new RecordEvent(record.toString(), version, what, new LinkedHashSet<>(fields), by));
    }
}
