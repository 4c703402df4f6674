package org.stepwise.rest.internal.door;

/** The caller asks too often. 429 with Retry-After. */
final class TooMany extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int seconds;

    TooMany(int seconds) {
        super("too many requests");
        this.seconds = seconds;
    }

    int seconds() {
        return seconds;
    }
}
