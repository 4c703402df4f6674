package org.stepwise.kernel.api.record;

import java.util.Map;
import org.stepwise.kernel.api.RecordId;

/**
 * A record as somebody may see it: values by field name in Java types ({@code Long} for references), hidden fields absent.
 *
 * @param references title of each referenced record that the reader may see, by field name
 * @param rehearsal made in the trial of a phase, to be removed before that goes live
 */
public record Row(
        RecordId record,
        long version,
        String number,
        String title,
        Map<String, Object> values,
        Map<String, String> references,
        boolean rehearsal) {
    public Row(
            RecordId record,
            long version,
            String number,
            String title,
            Map<String, Object> values,
            Map<String, String> references) {
        this(record, version, number, title, values, references, false);
    }

    /** The same with the mark of a rehearsal. */
    public Row rehearsed() {
        return new Row(record, version, number, title, values, references, true);
    }

    public long id() {
        return record.id();
    }

    /** @return the value, null when absent or empty */
    public Object value(String field) {
        return values.get(field);
    }
}
