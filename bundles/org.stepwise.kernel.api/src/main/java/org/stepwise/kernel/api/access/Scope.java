package org.stepwise.kernel.api.access;

/** How far a grant reaches (ACC-1). All but {@link #ALL} stay inside the holder's segment and records of no segment. */
public enum Scope {
    OWN,
    SUBORDINATES,
    UNIT,
    BRANCH,
    /** The segments of one's positions; records of no segment for those who are in none. */
    SEGMENT,
    /** The units named with the role's assignment, each with all below. */
    UNITS,
    /** Group-wide: crosses segments (ACC-5). */
    ALL
}
