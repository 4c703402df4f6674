package org.stepwise.records.internal.save;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.record.Change;
import org.stepwise.kernel.api.record.Entity;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.records.internal.core.Entities;
import org.stepwise.records.internal.core.Gate;
import org.stepwise.records.internal.core.Platform;
import org.stepwise.records.internal.history.Histories;
import org.stepwise.records.internal.part.Parts;

/** Deleting, bringing back and handing over: changes of a record as a whole. Assumes a transaction. */
public final class Bin {
    private final Platform platform;
    private final Gate gate;
    private final Saves saves;
    private final Writer writer;
    private final Histories histories;
    private final Parts parts;
    private final Ownership ownership;

    public Bin(
            Platform platform,
            Gate gate,
            Saves saves,
            Writer writer,
            Histories histories,
            Parts parts,
            Ownership ownership) {
        this.platform = platform;
        this.gate = gate;
        this.saves = saves;
        this.writer = writer;
        this.histories = histories;
        this.parts = parts;
        this.ownership = ownership;
    }

    public void delete(RecordId record, long version) {
        delete(gate.open(record.type()), record, version);
    }

    private <T extends Entity> void delete(RecordType<T> type, RecordId record, long version) {
        T managed = saves.editable(type, record, Actions.DELETE);
        Saves.stale(managed, version);
        T work = Entities.copy(managed);
        work.deleted = true;
        writer.flush(type, work, managed);
        parts.delete(type, managed);
        finish(record, managed.version, "deleted", Map.of());
        writer.tell(record.type(), listener -> listener.deleted(record));
    }

    public void restore(RecordId record) {
        gate.writer();
        restore(gate.open(record.type()), record);
    }

    private <T extends Entity> void restore(RecordType<T> type, RecordId record) {
        writer.saving(type);
        T managed = platform.tx().entities(type.entity()).find(type.entity(), record.id());
        boolean there = managed != null && managed.deleted && gate.sees(type, managed);
        if (!there) throw NotFound.of(record);
        parts.whole(type, managed).ifPresent(this::requireLiving);
        Instant deletedAt = managed.updatedAt;
        T work = Entities.copy(managed);
        work.deleted = false;
        writer.flush(type, work, managed);
        parts.restore(type, managed, deletedAt);
        finish(record, managed.version, "restored", Map.of());
        writer.tell(record.type(), listener -> listener.restored(record));
    }

    private void requireLiving(RecordId whole) {
        RecordType<?> type = platform.types().require(whole.type());
        Entity found = platform.tx().entities(type.entity()).find(type.entity(), whole.id());
        if (found == null || found.deleted) throw new Conflict("kernel.problem.wholeDeleted");
    }

    public void handOver(RecordId record, long newOwner) {
        handOver(gate.open(record.type()), record, newOwner);
    }

    private <T extends Entity> void handOver(RecordType<T> type, RecordId record, long newOwner) {
        T managed = saves.editable(type, record, Actions.EDIT);
        ownership.requireOwn(type, managed);
        long from = managed.ownerId;
        if (from == newOwner) return;
        T work = Entities.copy(managed);
        ownership.place(work, newOwner);
        writer.flush(type, work, managed);
        parts.follow(type, managed);
        Map<String, Change> change = Map.of("ownerId", new Change(from == 0 ? null : from, newOwner));
        finish(record, managed.version, "handedOver", change);
        writer.tell(record.type(), listener -> listener.handedOver(record, from, newOwner));
    }

    private void finish(RecordId record, long version, String what, Map<String, Change> changes) {
        histories.write(record, version, what, changes);
        writer.publish(record, version, what, Set.copyOf(changes.keySet()));
    }
}
