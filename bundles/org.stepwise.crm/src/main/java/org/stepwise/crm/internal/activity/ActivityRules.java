package org.stepwise.crm.internal.activity;

/**
 * Company rules on activities.
 *
 * @param alterableHours how long a recorded result may still be changed (CRM-8)
 * @param remindMinutes how long before its planned time an activity is reminded of
 */
public record ActivityRules(int alterableHours, int remindMinutes) {
    public ActivityRules() {
        this(24, 60);
    }
}
