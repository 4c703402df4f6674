package org.stepwise.kernel.api.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.stepwise.kernel.api.access.Door;

/** The append-only log (AUD-1). Rows commit with their change; one runner chains them by hash afterwards. */
@ProviderType
public interface Audit {
    /**
     * Writes as the current caller (or as nobody, at sign-in).
     *
     * @param what {@code signin.failed}, {@code record.viewed}, {@code rollout.activated}: text key {@code audit.<what>}
     * @param about record id, account, phase code … "" for none
     */
    void write(String what, String about, Map<String, Object> details);

    /** Writes as nobody, who came by this door: for what happens before sign-in. */
    void write(Door door, String what, String about, Map<String, Object> details);

    /** Newest first; needs {@code see} on {@code kernel.audit}. Empty texts do not filter. @param before entry id, 0 = newest */
    List<Entry> list(
            String what,
            String account,
            String about,
            Optional<Instant> from,
            Optional<Instant> to,
            long before,
            int limit);

    /** Walks the chain. */
    Verification verify();

    /** One entry. @param hash "" while it is not chained yet */
    record Entry(
            long id,
            Instant at,
            String account,
            String onBehalf,
            Door door,
            String what,
            String about,
            Map<String, Object> details,
            String hash) {}

    /** @param broken first entry that does not fit, empty when the chain is whole @param tail entries not chained yet */
    record Verification(long checked, Optional<Long> broken, long tail) {
        public boolean whole() {
            return broken.isEmpty();
        }
    }
}
