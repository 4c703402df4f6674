package org.stepwise.kernel.api.record;

import java.time.Instant;
import java.util.Map;
import org.stepwise.kernel.api.access.Door;

/**
 * One step in a record's life (REC-4).
 *
 * @param version the version it led to
 * @param what created, changed, deleted, restored, handedOver, shared, unshared, linked, unlinked or an action's id
 * @param changes by field name; fields hidden from the reader are absent. Steps of sharing have the principal's name in place of
 *     the field, steps of linking the title of the other end and the kind, with {@code .inverse} when the link was made from
 *     there; a reader who does not see the other end has no such step
 */
public record HistoryEntry(
        long version, Instant at, long by, String byName, Door door, String what, Map<String, Change> changes) {}
