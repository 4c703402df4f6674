package org.stepwise.kernel.api.access;

/** Through which door somebody came; kept in history and audit. */
public enum Door {
    PAGE,
    REST,
    CONSOLE,
    IMPORT,
    JOB,
    SYSTEM
}
