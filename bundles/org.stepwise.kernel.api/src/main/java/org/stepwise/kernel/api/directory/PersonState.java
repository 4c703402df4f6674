package org.stepwise.kernel.api.directory;

/** State of an account (DIR-3). */
public enum PersonState {
    INVITED,
    ACTIVE,
    /** About to leave: works on, but neither exports nor reads in bulk. */
    LEAVING,
    FROZEN,
    LEFT
}
