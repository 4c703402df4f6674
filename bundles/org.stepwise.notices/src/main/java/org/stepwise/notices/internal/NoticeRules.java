package org.stepwise.notices.internal;

/**
 * How long notices are kept, and how those about records are sent.
 *
 * @param readDays days after which a notice that was read goes
 * @param unreadDays days after which any notice goes
 * @param mergeMinutes how long an unread notice takes up more of the same
 * @param mostReceivers a share that reaches more people is told to nobody
 */
public record NoticeRules(int readDays, int unreadDays, int mergeMinutes, int mostReceivers) {
    private static final int MOST = 3_660;
    private static final int DAY = 1_440;
    private static final int MOST_RECEIVERS = 5_000;

    public NoticeRules {
        if (readDays < 1) throw new IllegalArgumentException("readDays");
        if (unreadDays < readDays || unreadDays > MOST) throw new IllegalArgumentException("unreadDays");
        if (mergeMinutes < 0 || mergeMinutes > DAY) throw new IllegalArgumentException("mergeMinutes");
        if (mostReceivers < 0 || mostReceivers > MOST_RECEIVERS) throw new IllegalArgumentException("mostReceivers");
    }

    public NoticeRules() {
        this(90, 365, 60, 500);
    }
}
