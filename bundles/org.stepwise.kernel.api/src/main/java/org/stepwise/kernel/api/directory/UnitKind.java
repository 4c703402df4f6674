package org.stepwise.kernel.api.directory;

/** Kind of a unit (DIR-1); a segment (版块) is a wall for permissions. */
public enum UnitKind {
    GROUP,
    COMPANY,
    SEGMENT,
    DEPARTMENT,
    TEAM
}
