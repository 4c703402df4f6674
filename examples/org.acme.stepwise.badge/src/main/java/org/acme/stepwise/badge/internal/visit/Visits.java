package org.acme.stepwise.badge.internal.visit;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.Filter;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.kernel.api.text.Texts;

/** Reads visits with the rights of the caller, for pages, panels, REST and the console alike. */
@Component(service = Visits.class)
public final class Visits {
    private static final int MOST = 200;
    private final Records records;
    private final Texts texts;

    @Activate
    public Visits(@Reference Records records, @Reference Texts texts) {
        this.records = records;
        this.texts = texts;
    }

    /**
     * A visit in the reader's words.
     *
     * @param host "" when the reader may not see that person
     * @param state EXPECTED, HERE or GONE
     */
    public record Entry(
            String id,
            long version,
            String path,
            String number,
            String visitor,
            String company,
            String host,
            String zone,
            String state) {
        public boolean expected() {
            return state.equals("EXPECTED");
        }

        public boolean here() {
            return state.equals("HERE");
        }
    }

    public List<Entry> on(LocalDate day, Locale locale) {
        return read(Query.ALL.where(Filter.eq("comesOn", day)), locale);
    }

    public List<Entry> of(long host, LocalDate day, Locale locale) {
        return read(Query.ALL.where(Filter.eq("comesOn", day), Filter.eq("hostId", host)), locale);
    }

    /** One that the reader may see. */
    public Entry entry(RecordId visit, Locale locale) {
        return entry(records.card(visit).row(), locale);
    }

    private List<Entry> read(Query query, Locale locale) {
        Query wanted = query.sort("visitor").limit(MOST).fields(fields());
        return records.list(VisitType.ID, wanted).rows().stream()
                .map(row -> entry(row, locale))
                .toList();
    }

    private static List<String> fields() {
        return List.of("visitor", "company", "hostId", "zone", "arrivedAt", "leftAt");
    }

    private Entry entry(Row row, Locale locale) {
        String state = row.value("leftAt") != null ? "GONE" : row.value("arrivedAt") != null ? "HERE" : "EXPECTED";
        return new Entry(
                row.record().toString(),
                row.version(),
                row.record().path(),
                row.number(),
                row.title(),
                String.valueOf(row.value("company")),
                row.references().getOrDefault("hostId", ""),
                texts.text(locale, VisitType.ID + ".zone." + row.value("zone")),
                state);
    }
}
