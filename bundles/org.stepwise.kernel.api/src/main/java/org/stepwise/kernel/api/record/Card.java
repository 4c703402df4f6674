package org.stepwise.kernel.api.record;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One record in full, for a card or form.
 *
 * @param actions what the reader may do with it now
 * @param locked text key of the reason why it can not be changed now
 */
public record Card(
        Row row,
        long owner,
        String ownerName,
        long unit,
        String unitName,
        long segment,
        int securityLevel,
        boolean deleted,
        Instant createdAt,
        String createdByName,
        Instant updatedAt,
        String updatedByName,
        Set<String> actions,
        Optional<String> locked) {
    /** The same with another row. */
    public Card with(Row other) {
        return new Card(
                other,
                owner,
                ownerName,
                unit,
                unitName,
                segment,
                securityLevel,
                deleted,
                createdAt,
                createdByName,
                updatedAt,
                updatedByName,
                actions,
                locked);
    }

    public boolean may(String action) {
        return actions.contains(action);
    }
}
