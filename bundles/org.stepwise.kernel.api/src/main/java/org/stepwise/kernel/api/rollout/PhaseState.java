package org.stepwise.kernel.api.rollout;

/** State of a phase (ROL-1). Only an active phase opens anything. */
public enum PhaseState {
    PLANNED,
    REHEARSED,
    ACTIVE,
    PAUSED,
    COMPLETED,
    ROLLED_BACK;

    /** A completed phase stays open: its people go on working. */
    public boolean opens() {
        return this == ACTIVE || this == COMPLETED;
    }
}
