package org.stepwise.kernel.internal.audit;

/**
 * How long the audit log is kept.
 *
 * @param keepDays at least half a year, at most a hundred years; older rows are removed once a day
 */
public record AuditRules(int keepDays) {
    private static final int SHORTEST = 180;
    private static final int LONGEST = 36_525;

    public AuditRules {
        if (keepDays < SHORTEST || keepDays > LONGEST) throw new IllegalArgumentException("keepDays: " + keepDays);
    }

    public AuditRules() {
        this(1_095);
    }
}
