package org.stepwise.crm.internal.activity;

import org.stepwise.kernel.api.setting.PerUnit;

/**
 * Company rules on activities.
 *
 * @param alterableHours how long a recorded result may still be changed (CRM-8)
 * @param remindMinutes how long before its planned time an activity is reminded of
 */
@PerUnit
public record ActivityRules(int alterableHours, int remindMinutes) {
    public ActivityRules() {
        this(24, 60);
    }
}
