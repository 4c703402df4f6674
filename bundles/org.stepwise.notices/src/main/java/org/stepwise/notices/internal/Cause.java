package org.stepwise.notices.internal;

import java.util.Arrays;
import java.util.Optional;

/** Why somebody is told of a record without a module's doing. */
enum Cause {
    HANDED_OVER("notices.handedOver", true),
    ASSIGNED("notices.assigned", true),
    SHARED("notices.shared", false);

    private final String key;
    private final boolean own;

    Cause(String key, boolean own) {
        this.key = key;
        this.own = own;
    }

    /** Text key, with {@code .many} for several records. */
    String key() {
        return key;
    }

    /** The address of a list, with the reader's own records only where the cause made them so. */
    String list(String path) {
        return own ? path + "?f.ownerId=me" : path;
    }

    static Optional<Cause> of(String key) {
        return Arrays.stream(values()).filter(cause -> cause.key.equals(key)).findFirst();
    }
}
