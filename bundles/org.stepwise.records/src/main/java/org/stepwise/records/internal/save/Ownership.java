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
        Entity from = whole.get();
        work.ownerId = from.ownerId;
        work.unitId = from.unitId;
        work.segmentId = from.segmentId;
        work.securityLevel = from.securityLevel;
        if (!draft.isNew()) return;
        RecordType<?> wholeType = platform.types().require(wholeId.type());
        boolean may = gate.may(draft.type(), work, Actions.CREATE)
                || gate.may(draft.type(), Actions.CREATE) && gate.may(wholeType, from, Actions.EDIT);
        if (!may) throw Forbidden.of(Actions.CREATE, draft.type().id());
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
