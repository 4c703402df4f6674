package org.stepwise.kernel.internal.audit;

/**
 * How long the audit log is kept.
 *
 * @param keepDays at least half a year; older rows are removed once a day
 */
public record AuditRules(int keepDays) {
    private static final int SHORTEST = 180;

    public AuditRules {
        if (keepDays < SHORTEST) throw new IllegalArgumentException("keepDays: " + keepDays);
    }

    public AuditRules() {
        this(1_095);
    }
}
