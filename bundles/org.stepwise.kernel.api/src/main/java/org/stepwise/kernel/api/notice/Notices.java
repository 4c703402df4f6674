package org.stepwise.kernel.api.notice;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.stepwise.kernel.api.RecordId;

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

    /** Of the current caller, newest first. */
    List<Notice> mine(boolean unreadOnly, int limit);

    int unread();

    void read(long notice);

    void readAll();
}
