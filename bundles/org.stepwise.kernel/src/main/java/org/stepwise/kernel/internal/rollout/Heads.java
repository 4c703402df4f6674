package org.stepwise.kernel.internal.rollout;

import java.util.Optional;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Unit;

/** Who speaks for a unit: its head, else that of the nearest unit above that has one. */
record Heads(Directory directory) {
    Optional<Long> of(long unit) {
        return directory.above(unit).stream()
                .flatMap(id -> directory.unit(id).stream())
                .flatMap(one -> one.head().stream())
                .filter(head -> head != 0)
                .findFirst();
    }

    String name(long unit) {
        return directory.unit(unit).map(Unit::name).orElse(String.valueOf(unit));
    }
}
