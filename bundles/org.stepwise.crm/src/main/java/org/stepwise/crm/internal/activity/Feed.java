package org.stepwise.crm.internal.activity;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.record.Filter;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.kernel.api.setting.Choices;

/** Activities as pages show them; read through the gateway with the reader's rights. */
@Component(service = Feed.class)
public final class Feed {
    private static final String TYPE = "crm.activity";
    private static final List<String> FIELDS = List.of(
            "customerId",
            "contactId",
            "kind",
            "subject",
            "plannedAt",
            "plan",
            "doneAt",
            "result",
            "nextStep",
            "nextAt",
            "place",
            "ownerId",
            "createdBy",
            "correctsId");
    private static final Map<String, String> ICONS = Map.of(
            "call",
            "phone",
            "visit",
            "map-pin",
            "mail",
            "mail",
            "message",
            "message-circle",
            "meeting",
            "users",
            "demo",
            "presentation");
    private final Records records;
    private final Choices choices;

    @Activate
    public Feed(@Reference Records records, @Reference Choices choices) {
        this.records = records;
        this.choices = choices;
    }

    /**
     * One activity.
     *
     * @param author who recorded it; what the system brought in counts as the manager's
     * @param manager who is responsible now
     * @param when the time it was done, else planned for
     */
    public record Entry(
            String path,
            String icon,
            String tone,
            String kind,
            String subject,
            String text,
            String nextStep,
            Object nextAt,
            String contact,
            String customer,
            String customerPath,
            String author,
            String manager,
            boolean done,
            boolean correction,
            Instant when) {}

    /** Newest first. */
    List<Entry> ofCustomer(long customer, int limit, Locale locale) {
        return read(
                Query.ALL
                        .where(Filter.eq("customerId", customer))
                        .sort("-plannedAt")
                        .limit(limit),
                locale);
    }

    /** Planned or done between two moments, earliest first, of all the reader sees or of one owner (0 = all). */
    List<Entry> between(Instant from, Instant to, long owner, Locale locale) {
        Query query = Query.ALL
                .where(
                        new Filter("plannedAt", Filter.Op.GE, from.toString()),
                        new Filter("plannedAt", Filter.Op.LT, to.toString()))
                .sort("plannedAt")
                .limit(500);
        return read(owner == 0 ? query : query.where(Filter.eq("ownerId", owner)), locale);
    }

    private List<Entry> read(Query query, Locale locale) {
        return records.list(TYPE, query.fields(FIELDS)).rows().stream()
                .map(row -> entry(row, locale))
                .toList();
    }

    private Entry entry(Row row, Locale locale) {
        String code = text(row, "kind");
        var kind = choices.find("crm.activity", code);
        boolean done = row.value("doneAt") != null;
        Object customer = row.value("customerId");
        String manager = row.references().getOrDefault("ownerId", "");
        return new Entry(
                row.record().path(),
                ICONS.getOrDefault(code, "flag"),
                done ? kind.map(Choices.Item::tone).orElse("") : "",
                kind.map(item -> item.label(locale)).orElse(code),
                row.title(),
                text(row, done ? "result" : "plan"),
                text(row, "nextStep"),
                row.value("nextAt"),
                row.references().getOrDefault("contactId", ""),
                row.references().getOrDefault("customerId", ""),
                customer == null ? "" : "/crm/customer/" + customer,
                row.references().getOrDefault("createdBy", manager),
                manager,
                done,
                row.value("correctsId") != null,
                (Instant) (done ? row.value("doneAt") : row.value("plannedAt")));
    }

    private static String text(Row row, String field) {
        Object value = row.value(field);
        return value == null ? "" : value.toString();
    }
}
