package org.stepwise.records.internal.save;

import java.util.Map;
import java.util.Optional;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Person;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.record.Entity;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.records.internal.core.Entities;
import org.stepwise.records.internal.core.Gate;
import org.stepwise.records.internal.core.Platform;
import org.stepwise.records.internal.part.Parts;

/** Whose a record is: the caller's unless another owner is given, in the owner's unit and segment; a part is its whole's. */
public final class Ownership {
    private final Platform platform;
    private final Gate gate;
    private final Parts parts;

    Ownership(Platform platform, Gate gate, Parts parts) {
        this.platform = platform;
        this.gate = gate;
        this.parts = parts;
    }

    /** Fills owner, unit and segment, and refuses when the caller may not make such a record. */
    <T extends Entity> void settle(Draft<T> draft) {
        T work = draft.work();
        Optional<RecordId> whole = parts.whole(draft.type(), work);
        if (whole.isPresent()) {
            part(draft, whole.get());
            return;
        }
        if (!draft.isNew()) return;
        Caller caller = draft.caller();
        if (work.ownerId == 0) work.ownerId = caller.person();
        if (work.ownerId == caller.person()) {
            work.unitId = caller.unit();
            work.segmentId = caller.segment();
        } else {
            place(work, work.ownerId);
        }
        if (!gate.may(draft.type(), work, Actions.CREATE)) {
            throw Forbidden.of(Actions.CREATE, draft.type().id());
        }
    }

    /** Unit and segment of that owner. */
    public void place(Entity record, long owner) {
        Directory directory = platform.directory();
        Person person = directory
                .person(owner)
                .orElseThrow(() -> Invalid.of(
                        Assignment.OWNER, "kernel.field.reference", Map.of("field", Assignment.OWNER, "value", owner)));
        record.ownerId = owner;
        record.unitId = person.unit();
        record.segmentId = directory.unit(person.unit()).map(Unit::segment).orElse(0L);
    }

    private <T extends Entity> void part(Draft<T> draft, RecordId wholeId) {
        Optional<? extends Entity> whole = whole(wholeId);
        if (whole.isEmpty()) return;
        T work = draft.work();
        belong(work, whole.get());
        if (!draft.isNew()) return;
        if (!adds(draft.type(), work, wholeId, whole.get())) {
            throw Forbidden.of(Actions.CREATE, draft.type().id());
        }
    }

    private static void belong(Entity part, Entity whole) {
        part.ownerId = whole.ownerId;
        part.unitId = whole.unitId;
        part.segmentId = whole.segmentId;
        part.securityLevel = whole.securityLevel;
    }

    private boolean adds(RecordType<?> part, Entity work, RecordId wholeId, Entity whole) {
        return gate.may(part, work, Actions.CREATE)
                || gate.may(part, Actions.CREATE)
                        && gate.may(platform.types().require(wholeId.type()), whole, Actions.EDIT);
    }

    /** What {@link #settle} would ask of a new part of this whole. */
    public boolean mayAdd(RecordId wholeId, String part) {
        Optional<RecordType<?>> type = platform.types()
                .find(part)
                .filter(found -> found.part()
                        .filter(field -> field.ref().equals(wholeId.type()))
                        .isPresent());
        Optional<? extends Entity> whole = type.isEmpty() ? Optional.empty() : whole(wholeId);
        if (whole.isEmpty()) return false;
        Entity work = Entities.make(type.get().entity());
        type.get().part().orElseThrow().set(work, wholeId.id());
        belong(work, whole.get());
        return adds(type.get(), work, wholeId, whole.get());
    }

    /** Empty when it is not there for the caller; the check of references tells so. */
    private Optional<? extends Entity> whole(RecordId id) {
        return platform.types()
                .find(id.type())
                .flatMap(type -> Optional.ofNullable(
                                (Entity) platform.tx().entities(type.entity()).find(type.entity(), id.id()))
                        .filter(record -> !record.deleted && gate.sees(type, record)));
    }

    public void requireOwn(RecordType<?> type, Entity record) {
        if (parts.whole(type, record).isPresent()) throw new Conflict("kernel.problem.part");
    }
}
