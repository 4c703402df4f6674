package org.stepwise.survey.internal;

/**
 * The company's rules for surveys.
 *
 * @param dueDays days until a survey is due, offered when one is sent
 * @param warnDays days before it is due from which on people are reminded
 * @param everyDays days between two reminders
 */
public record SurveyRules(int dueDays, int warnDays, int everyDays) {
    private static final int MOST = 365;

    public SurveyRules {
        if (dueDays < 1 || dueDays > MOST) throw new IllegalArgumentException("dueDays");
        if (warnDays < 0 || warnDays > MOST) throw new IllegalArgumentException("warnDays");
        if (everyDays < 1 || everyDays > MOST) throw new IllegalArgumentException("everyDays");
    }

    public SurveyRules() {
        this(14, 3, 3);
    }
}
