package org.stepwise.kernel.api.record;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;
import org.stepwise.kernel.api.RecordId;

/**
 * The one gateway to records: pages, REST, import, export, links and files all pass here, with the rights of the current
 * {@link org.stepwise.kernel.api.access.Caller}, roll-out included. Values are maps by field name; texts are read as the field's
 * kind (numbers, ISO dates, ids, codes), so that forms, JSON and spreadsheets need no parsing of their own. Joins a running
 * transaction or opens one. Thread-safe.
 *
 * <p>Errors: NotFound (type or record not there, not visible, not open), Forbidden (seen but not allowed), Invalid (violations),
 * Conflict (stale version, duplicate, locked state).
 */
@ProviderType
public interface Records {
    /** The same gateway with the rights of the system; logged with the reason. */
    Records asSystem(String reason);

    Rows list(String type, Query query);

    /** Counts up to {@code atMost} + 1 and says 'more'. */
    Rows.Count count(String type, Query query, int atMost);

    /** All rows of the query, streamed, permission-filtered; written to the audit log as an export with the row count. */
    long export(String type, Query query, Consumer<Row> sink);

    Card card(RecordId record);

    /** Visible? Never throws for a record that is not there. */
    boolean visible(RecordId record);

    /**
     * May the caller do this with the living record? Never throws for a record that is not there, and is no view of it.
     *
     * @param action a word of {@link org.stepwise.kernel.api.access.Actions} or an action's id
     */
    boolean may(RecordId record, String action);

    /** May the caller make a record of this part's type for the living whole? Asks what saving it would ask; never throws. */
    boolean mayAdd(RecordId whole, String part);

    /** Titles of those the caller may see, one query per type. */
    Map<RecordId, String> titles(Collection<RecordId> records);

    /** Titles of those that lie in the recycle bin and that the caller could see if they did not. */
    default Map<RecordId, String> deletedTitles(Collection<RecordId> records) {
        return Map.of();
    }

    /** Type-ahead: prefix of name, number, pinyin, initials; most recently changed first. */
    List<Row> suggest(String type, String text, int limit);

    /** The same over all types that are open to the caller, best first. */
    List<Row> suggestAll(String text, int limit);

    /** Values of a new, unsaved record for a form. */
    Map<String, Object> initial(String type);

    RecordId create(String type, Map<String, ?> values);

    /** @param version the version that the writer saw; @return the new version */
    long update(RecordId record, long version, Map<String, ?> changes);

    /** Checks without saving; throws what saving would. */
    void check(String type, Optional<RecordId> record, Map<String, ?> values);

    /** To the recycle bin. */
    void delete(RecordId record, long version);

    void restore(RecordId record);

    /** Runs one of the type's actions. @return the new version */
    long act(RecordId record, long version, String action);

    /** Another owner; unit and segment become the new owner's. Parts follow. */
    void handOver(RecordId record, long newOwner);

    List<HistoryEntry> history(RecordId record, int limit);

    /** The state at a time, empty when it did not exist yet. */
    Optional<Row> at(RecordId record, Instant time);

    List<org.stepwise.kernel.api.access.Share> shares(RecordId record);

    void share(org.stepwise.kernel.api.access.Share share);

    void unshare(RecordId record, long principal);

    /** Typed reading inside a module: the entity itself, detached. */
    <T extends Entity> T load(Class<T> entity, long id);

    /** Typed writing inside a module, with the same rules. @return the record's id */
    <T extends Entity> RecordId save(T entity);
}
