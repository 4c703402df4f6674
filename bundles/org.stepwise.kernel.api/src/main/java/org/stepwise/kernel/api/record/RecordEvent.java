package org.stepwise.kernel.api.record;

import java.util.Set;

/**
 * Published after each change of a record, keyed by the record.
 *
 * @param record {@code crm.customer:17}
 * @param what as in {@link HistoryEntry}: created, changed, deleted, restored, handedOver or an action's id
 * @param fields names of the changed fields
 * @param by principal id of the person, 0 for the system
 */
public record RecordEvent(String record, long version, String what, Set<String> fields, long by) {}
