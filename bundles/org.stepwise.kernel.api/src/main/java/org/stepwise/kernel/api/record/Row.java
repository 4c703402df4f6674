package org.stepwise.kernel.api.record;

import java.util.Map;
import org.stepwise.kernel.api.RecordId;

/**
 * A record as somebody may see it: values by field name in Java types ({@code Long} for references), hidden fields absent.
 *
 * @param references title of each referenced record that the reader may see, by field name
 */
public record Row(
        RecordId record,
        long version,
        String number,
        String title,
        Map<String, Object> values,
        Map<String, String> references) {
    public long id() {
        return record.id();
    }

    /** @return the value, null when absent or empty */
    public Object value(String field) {
        return values.get(field);
    }
}
