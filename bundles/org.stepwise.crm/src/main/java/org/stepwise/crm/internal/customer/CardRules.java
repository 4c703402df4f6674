package org.stepwise.crm.internal.customer;

/**
 * What a customer's card shows.
 *
 * @param contactDays days back within which contacts are counted
 * @param counted beyond this many "more than" is said
 * @param timelineEntries newest activities in the timeline
 */
public record CardRules(int contactDays, int counted, int timelineEntries) {
    private static final int MOST = 1_000;

    public CardRules {
        require("contactDays", contactDays);
        require("counted", counted);
        require("timelineEntries", timelineEntries);
    }

    public CardRules() {
        this(90, 200, 30);
    }

    private static void require(String what, int value) {
        if (value < 1 || value > MOST) throw new IllegalArgumentException(what + ": " + value);
    }
}
