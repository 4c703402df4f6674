package org.stepwise.itests.torture;

/** What dies, at once and without a moment to tidy up. */
enum Blow {
    SERVER,
    DATABASE,
    BOTH,
    /** And once more while it starts. */
    SERVER_TWICE
}
