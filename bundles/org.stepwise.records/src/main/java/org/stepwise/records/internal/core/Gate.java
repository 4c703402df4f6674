package org.stepwise.records.internal.core;

import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Reach;
import org.stepwise.kernel.api.record.Entity;
import org.stepwise.kernel.api.record.RecordType;

/** The questions about permission that every operation asks first. */
public record Gate(Platform platform) {
    private static final int TOP_CLEARANCE = 10;

    public Caller caller() {
        return platform.callers().current();
    }

    /** A caller who may change something; somebody who looks through another's eyes may not. */
    public Caller writer() {
        Caller caller = caller();
        if (caller.onBehalf().isPresent()) throw new Forbidden("kernel.problem.viewAs");
        return caller;
    }

    /** The type when it is there and open to the caller. */
    public RecordType<?> open(String type) {
        RecordType<?> found = platform.types().require(type);
        if (!opened(found, caller())) throw NotFound.of(type);
        return found;
    }

    public boolean opened(RecordType<?> type, Caller caller) {
        if (caller.system()) return true;
        String address = type.function().isEmpty() ? type.module() : type.function();
        return caller.opening().opens(address);
    }

    public Reach reach(RecordType<?> type, String action) {
        Caller caller = caller();
        if (caller.system()) return Reach.everything(0, TOP_CLEARANCE);
        if (!opened(type, caller)) return Reach.nothing(caller.person());
        return platform.access().reach(caller, type.id(), action);
    }

    public boolean may(RecordType<?> type, String action) {
        Caller caller = caller();
        return caller.system() || opened(type, caller) && platform.access().may(caller, type.id(), action);
    }

    public boolean may(RecordType<?> type, Entity record, String action) {
        Caller caller = caller();
        return caller.system() || opened(type, caller) && platform.access().may(caller, type.id(), record, action);
    }

    public boolean sees(RecordType<?> type, Entity record) {
        return may(type, record, record.deleted ? Actions.DELETE : Actions.SEE);
    }

    /** @throws Forbidden when the record is seen but the action is missing */
    public void require(RecordType<?> type, Entity record, String action) {
        if (!may(type, record, action)) throw Forbidden.of(action, type.id());
    }
}
