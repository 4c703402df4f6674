package org.stepwise.notices.internal;

/**
 * How long notices are kept.
 *
 * @param readDays days after which a notice that was read goes
 * @param unreadDays days after which any notice goes
 */
public record NoticeRules(int readDays, int unreadDays) {
    public NoticeRules {
        if (readDays < 1) throw new IllegalArgumentException("readDays");
        if (unreadDays < readDays) throw new IllegalArgumentException("unreadDays");
    }

    public NoticeRules() {
        this(90, 365);
    }
}
