package org.stepwise.crm.internal.activity;

import java.time.Duration;
import org.stepwise.kernel.api.setting.PerUnit;

/**
 * Company rules on activities.
 *
 * @param alterableHours how long a recorded result may still be changed (CRM-8), at most a year
 * @param remindMinutes how long before its planned time an activity is reminded of, at most a week
 */
@PerUnit
public record ActivityRules(int alterableHours, int remindMinutes) {
    private static final int YEAR_HOURS = 366 * 24;
    static final Duration EARLIEST = Duration.ofDays(7);

    public ActivityRules {
        within("alterableHours", alterableHours, YEAR_HOURS);
        within("remindMinutes", remindMinutes, (int) EARLIEST.toMinutes());
    }

    public ActivityRules() {
        this(24, 60);
    }

    private static void within(String what, int value, int most) {
        if (value < 0 || value > most) throw new IllegalArgumentException(what + ": " + value);
    }
}
