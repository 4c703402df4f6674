package org.stepwise.kernel.api.notice;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Caller;

/** Notices to people (NTF-1). A notice about a record reaches only those who see it, at the time of reading too. */
@ProviderType
public interface Notices {
    /**
     * Sends with the running transaction.
     *
     * @param module the module it is about: people to whom it is closed do not see it
     * @param key text key, with arguments
     */
    void send(String module, Collection<Long> persons, String key, Map<String, Object> args, Optional<RecordId> about);

    /**
     * Sends a notice that is about no record and leads to a page. While its receiver has an unread one of the same kind and list, not
     * older than a notice takes up more, this one goes into that: its text is then that of {@code key.many}, with {@code count}.
     */
    void send(String module, Collection<Long> persons, String key, Map<String, Object> args, Page page);

    /** Where a notice leads: paths. @param list of several such pages */
    record Page(String path, String list) {}

    /** Of the current caller, newest first. */
    List<Notice> mine(boolean unreadOnly, int limit);

    /** How many of {@link #mine} are unread; 100 means more than 99. */
    int unread();

    void read(long notice);

    void readAll();

    /** Kinds (text keys) that the current caller got lately or muted, for the preferences. */
    List<String> kinds();

    /** Kinds that the current caller does not want. */
    Set<String> muted();

    /** Replaces the caller's muted kinds; holds for what is sent from now on. */
    void mute(Set<String> kinds);

    /** How many notices the trial of a phase caught; for the system. @param phase its id */
    long caught(long phase);

    /** Those, newest first; for the system. @param reader in whose language, with the titles of records that this one may see */
    List<Caught> caught(long phase, Caller reader, int limit);

    /** Removes them; for the system. */
    void forgetCaught(long phase);

    /**
     * A notice that nobody gets, since it is of a rehearsal.
     *
     * @param person who would have got it
     */
    record Caught(long id, long person, String text, Instant at) {}
}
