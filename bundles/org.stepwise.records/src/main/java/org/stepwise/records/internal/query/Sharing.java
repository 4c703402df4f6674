package org.stepwise.records.internal.query;

/** How the rows of a list are tested for having been shared with the caller. */
enum Sharing {
    /** All of the caller's shares are read first. */
    READ,
    /** Each row is looked up among the shares. */
    PROBED,
    /** Only shares of records are read whose id is not below any that the walk meets: few, where ids rise with the order. */
    SPANNED
}
