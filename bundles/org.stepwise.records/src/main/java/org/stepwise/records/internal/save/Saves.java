package org.stepwise.records.internal.save;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.record.Entity;
import org.stepwise.kernel.api.record.Field;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.records.internal.core.Cells;
import org.stepwise.records.internal.core.Entities;
import org.stepwise.records.internal.core.Gate;
import org.stepwise.records.internal.core.Platform;

/** Creating and changing records: values in, rules checked, written. Assumes a transaction. */
public final class Saves {
    private final Platform platform;
    private final Gate gate;
    private final Checks checks;
    private final Writer writer;
    private final Function<String, Records> system;

    public Saves(Platform platform, Gate gate, Checks checks, Writer writer, Function<String, Records> system) {
        this.platform = platform;
        this.gate = gate;
        this.checks = checks;
        this.writer = writer;
        this.system = system;
    }

    public Map<String, Object> initial(String typeId) {
        return initial(gate.open(typeId));
    }

    private <T extends Entity> Map<String, Object> initial(RecordType<T> type) {
        T made = fresh(type);
        Map<String, Object> values = new LinkedHashMap<>();
        for (Field field : type.fields()) {
            Object value = Cells.of(field, made);
            boolean shown = value != null && !"".equals(value) && field.visible(gate.caller());
            if (shown) values.put(field.name(), value);
        }
        return values;
    }

    private static <T extends Entity> T fresh(RecordType<T> type) {
        T made = Entities.make(type.entity());
        for (Field field : type.fields()) field.initialValue().ifPresent(value -> field.set(made, value));
        return made;
    }

    public RecordId create(String typeId, Map<String, ?> values) {
        return create(creatable(typeId), values);
    }

    private RecordType<?> creatable(String typeId) {
        gate.writer();
        RecordType<?> type = gate.open(typeId);
        if (!gate.may(type, Actions.CREATE)) throw Forbidden.of(Actions.CREATE, typeId);
        writer.saving(type);
        return type;
    }

    private <T extends Entity> RecordId create(RecordType<T> type, Map<String, ?> values) {
        return writer.insert(checks.run(making(type), values));
    }

    <T extends Entity> Draft<T> making(RecordType<T> type) {
        return draft(type, Optional.empty(), fresh(type));
    }

    <T extends Entity> Draft<T> changing(RecordType<T> type, RecordId record) {
        return editing(type, editable(type, record, Actions.EDIT));
    }

    private <T extends Entity> Draft<T> draft(RecordType<T> type, Optional<T> before, T work) {
        return new Draft<>(type, gate.caller(), before, work, system);
    }

    public long update(RecordId record, long version, Map<String, ?> changes) {
        return update(gate.open(record.type()), record, version, changes);
    }

    private <T extends Entity> long update(RecordType<T> type, RecordId record, long version, Map<String, ?> changes) {
        T managed = editable(type, record, Actions.EDIT);
        stale(managed, version);
        return writer.update(checks.run(editing(type, managed), changes), managed, "changed");
    }

    private <T extends Entity> Draft<T> editing(RecordType<T> type, T managed) {
        return draft(type, Optional.of(Entities.copy(managed)), Entities.copy(managed));
    }

    static void stale(Entity managed, long version) {
        if (managed.version != version) throw new Conflict(Conflict.STALE);
    }

    /** The managed record when the caller may do this with it and nothing locks it. */
    public <T extends Entity> T editable(RecordType<T> type, RecordId record, String action) {
        Caller caller = gate.writer();
        writer.saving(type);
        T managed = visible(type, record);
        gate.require(type, managed, action);
        if (!caller.system()) {
            type.lock(managed, caller).ifPresent(reason -> {
                throw new Conflict(reason);
            });
        }
        return managed;
    }

    /** @throws NotFound when it is not there, in the bin, or not visible */
    public <T extends Entity> T visible(RecordType<T> type, RecordId record) {
        T found = platform.tx().entities(type.entity()).find(type.entity(), record.id());
        if (found == null || found.deleted || !gate.sees(type, found)) throw NotFound.of(record);
        return found;
    }

    public void check(String typeId, Optional<RecordId> record, Map<String, ?> values) {
        if (record.isEmpty()) checkNew(creatable(typeId), values);
        else check(gate.open(typeId), record.get(), values);
    }

    private <T extends Entity> void checkNew(RecordType<T> type, Map<String, ?> values) {
        checks.run(making(type), values);
    }

    private <T extends Entity> void check(RecordType<T> type, RecordId record, Map<String, ?> values) {
        checks.run(changing(type, record), values);
    }

    public long act(RecordId record, long version, String action) {
        return act(gate.open(record.type()), record, version, action);
    }

    private <T extends Entity> long act(RecordType<T> type, RecordId record, long version, String action) {
        gate.writer();
        writer.saving(type);
        T managed = visible(type, record);
        RecordType.Action<T> found = type.actions().stream()
                .filter(a -> a.id().equals(action))
                .findFirst()
                .orElseThrow(() -> NotFound.of(action));
        gate.require(type, managed, action);
        stale(managed, version);
        Draft<T> draft = editing(type, managed);
        found.body().run(draft.work(), draft);
        draft.throwRejected();
        return writer.update(checks.rules(draft), managed, action);
    }

    public <T extends Entity> T load(Class<T> entity, long id) {
        RecordType<T> type = type(entity);
        return Entities.copy(visible(type, RecordId.of(type.id(), id)));
    }

    @SuppressWarnings("unchecked")
    private <T extends Entity> RecordType<T> type(Class<T> entity) {
        return (RecordType<T>) platform.types()
                .of(entity)
                .orElseThrow(() -> new IllegalArgumentException("no record type has " + entity.getName()));
    }

    @SuppressWarnings("unchecked")
    public <T extends Entity> RecordId save(T entity) {
        RecordType<T> type = type((Class<T>) entity.getClass());
        if (entity.id == 0) {
            creatable(type.id());
            return writer.insert(checks.rules(draft(type, Optional.empty(), Entities.copy(entity))));
        }
        RecordId id = RecordId.of(type.id(), entity.id);
        T managed = editable(type, id, Actions.EDIT);
        stale(managed, entity.version);
        Draft<T> draft = draft(type, Optional.of(Entities.copy(managed)), declared(managed, entity));
        writer.update(checks.rules(draft), managed, "changed");
        return id;
    }

    /** The stored record with the given one's own fields; what the engine keeps stays. */
    private static <T extends Entity> T declared(T stored, T given) {
        T work = Entities.copy(given);
        Entity from = stored;
        Entity to = work;
        to.number = from.number;
        to.ownerId = from.ownerId;
        to.unitId = from.unitId;
        to.segmentId = from.segmentId;
        to.deleted = from.deleted;
        to.createdAt = from.createdAt;
        to.createdBy = from.createdBy;
        return work;
    }
}
