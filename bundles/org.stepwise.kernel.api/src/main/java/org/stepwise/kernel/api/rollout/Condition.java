package org.stepwise.kernel.api.rollout;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a criterion of a phase asks for, read from its wording. Some wordings are counted from facts: {@code active>=80%/2w} (so many
 * of the people in scope used a module of the phase in each of the last weeks), {@code records>=500} (they made so many records since
 * the phase was first activated), {@code blocking=0} (no feedback that blocks
 * is left to be done), {@code tasks=done}, {@code trained>=80%} (so many of them were trained on every module of the phase). Any other wording is a sentence that a responsible person confirms.
 *
 * @param limit percent for ACTIVE and TRAINED, a count for RECORDS, from 1 on, else 0
 * @param weeks how many weeks for ACTIVE, else 0
 */
public record Condition(Kind kind, int limit, int weeks) {
    /** Weeks that are looked back at most. */
    public static final int MOST_WEEKS = 8;

    private static final Pattern ACTIVE = Pattern.compile("active>=(\\d{1,3})%(?:/(\\d{1,2})w)?");
    private static final Pattern RECORDS = Pattern.compile("records>=(\\d{1,9})");
    private static final Pattern TRAINED = Pattern.compile("trained>=(\\d{1,3})%");
    private static final Pattern MEANT = Pattern.compile("(active|records|blocking|tasks|trained)[<>=].*");
    private static final int WHOLE = 100;

    /** Where the answer comes from. */
    public enum Kind {
        SAID,
        ACTIVE,
        RECORDS,
        BLOCKING,
        TASKS,
        TRAINED,
        /** Never worded: the scheme was sent to be confirmed, see {@link Schemes}. */
        SIGNED,
        /** Never worded: large calls on staff, see {@link StaffCalls}. */
        CALLS,
        /** Never worded: goals to be evaluated, see {@link Goals}. */
        GOALS
    }

    public static Condition of(String wording) {
        String text = plain(wording);
        Matcher active = ACTIVE.matcher(text);
        if (active.matches()) {
            int weeks = active.group(2) == null ? 1 : Integer.parseInt(active.group(2));
            int percent = Integer.parseInt(active.group(1));
            if (percent >= 1 && percent <= WHOLE && weeks >= 1 && weeks <= MOST_WEEKS)
                return new Condition(Kind.ACTIVE, percent, weeks);
        }
        Matcher records = RECORDS.matcher(text);
        if (records.matches() && Integer.parseInt(records.group(1)) > 0)
            return new Condition(Kind.RECORDS, Integer.parseInt(records.group(1)), 0);
        Matcher trained = TRAINED.matcher(text);
        if (trained.matches()) {
            int percent = Integer.parseInt(trained.group(1));
            if (percent >= 1 && percent <= WHOLE) return new Condition(Kind.TRAINED, percent, 0);
        }
        if (text.equals("blocking=0")) return new Condition(Kind.BLOCKING, 0, 0);
        return new Condition(text.equals("tasks=done") ? Kind.TASKS : Kind.SAID, 0, 0);
    }

    /** Looks like one that is counted, but cannot be read: it would wait for a confirmation that nobody means to give. */
    public static boolean malformed(String wording) {
        return MEANT.matcher(plain(wording)).matches() && !of(wording).counted();
    }

    public boolean counted() {
        return kind != Kind.SAID;
    }

    private static String plain(String wording) {
        return wording.replaceAll("\\s+", "")
                .replace('≥', '>')
                .replace(">=", ">")
                .replace(">", ">=")
                .toLowerCase(Locale.ROOT);
    }
}
