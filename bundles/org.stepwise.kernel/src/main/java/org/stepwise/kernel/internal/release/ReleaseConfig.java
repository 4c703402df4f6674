package org.stepwise.kernel.internal.release;

/** What this node's operator allows, pid {@code org.stepwise.modules}. */
public @interface ReleaseConfig {
    /** May modules come from directories, which nobody signs? For development alone. */
    boolean unsigned_directories() default false;

    /** How long a module may take to become ready before it is taken back. */
    int ready_seconds() default 60;

    /** How many former versions of a module are kept. */
    int keep() default 3;

    /** The largest archive that is taken in. */
    int archive_megabytes() default 50;
}
