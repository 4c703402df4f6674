package org.stepwise.notices.internal;

/**
 * How long notices are kept.
 *
 * @param readDays days after which a notice that was read goes
 * @param unreadDays days after which any notice goes
 */
public record NoticeRules(int readDays, int unreadDays) {
    private static final int MOST = 3_660;

    public NoticeRules {
        if (readDays < 1) throw new IllegalArgumentException("readDays");
        if (unreadDays < readDays || unreadDays > MOST) throw new IllegalArgumentException("unreadDays");
    }

    public NoticeRules() {
        this(90, 365);
    }
}
