package org.stepwise.web.internal.record;

import java.util.Map;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.Days;
import org.stepwise.web.internal.page.Visit;

/** Values in the form of the API, texts and numbers, as a reader knows them: labels and names, not codes and ids. */
record Spoken(Services services, Values values) {
    /** @param value not empty */
    String of(Look look, RecordId record, String value) {
        return switch (look.kind()) {
            case CHOICE, ENUM ->
                values.cell(new Row(record, 0, "", "", Map.of(look.name(), value), Map.of()), look)
                        .text();
            case FLAG -> values.flag(Boolean.parseBoolean(value));
            case REFERENCE ->
                Visit.parse(value).stream()
                        .mapToObj(id -> PickPage.title(services, look.ref(), id))
                        .findFirst()
                        .orElse(value);
            case INSTANT -> Days.time(value).map(values::instant).orElse(value);
            default -> value;
        };
    }
}
