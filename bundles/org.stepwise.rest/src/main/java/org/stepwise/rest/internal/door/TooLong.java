package org.stepwise.rest.internal.door;

import java.io.IOException;

/** The body is longer than allowed. 413. */
final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;
    private final long limit;

    TooLong(long limit) {
        super("body over " + limit + " bytes");
        this.limit = limit;
    }

    long limit() {
        return limit;
    }
}
