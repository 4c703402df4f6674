package org.stepwise.kernel.internal.rollout;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.internal.audit.Guard;

/** Who can do a task with the rights that he has, and no others. */
record Able(Guard guard, Supplier<List<Records>> records) {
    /** Empty for somebody who may not sign in. */
    Optional<Caller> caller(long person) {
        if (person == 0) return Optional.empty();
        try {
            return Optional.of(guard.callers().person(person, Door.SYSTEM));
        } catch (NotFound | Forbidden nobodyNow) {
            return Optional.empty();
        }
    }

    /** Has it open for good: a trial is no place for real tasks of others. */
    boolean has(long person, String address) {
        return caller(person)
                .filter(one -> one.opening().opens(address)
                        && one.opening().trial(address).isEmpty())
                .isPresent();
    }

    /** Has it open, and sees what the task is about. */
    boolean does(long person, String address, Optional<RecordId> about) {
        return has(person, address)
                && caller(person).filter(one -> sees(one, about)).isPresent();
    }

    boolean sees(Caller caller, Optional<RecordId> about) {
        if (about.isEmpty()) return true;
        return records.get().stream()
                .findFirst()
                .filter(engine -> guard.callers().as(caller, () -> engine.may(about.get(), Actions.SEE)))
                .isPresent();
    }
}
