package org.stepwise.web.internal.page;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.web.internal.Services;

/** What one person set for the pages, marked and opened: theme, density, favourites, recents. */
public final class Preferences {
    private static final Logger LOG = LoggerFactory.getLogger(Preferences.class);
    private static final int KEPT = 30;
    private final Services services;

    public Preferences(Services services) {
        this.services = services;
    }

    /** Those of the visitor, as they were when first asked for in this request. */
    public Map<String, String> of(Visit visit) {
        return visit.preferences(this::of);
    }

    public Map<String, String> of(long person) {
        return services
                .tx
                .sql()
                .list(
                        "select name, content from web_preference where person = ?",
                        row -> Map.entry(row.text(1), row.text(2)),
                        person)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** One of them, empty when it was never set. */
    public Optional<String> value(long person, String name) {
        return services
                .tx
                .sql()
                .list(
                        "select content from web_preference where person = ? and name = ?",
                        row -> row.text(1),
                        person,
                        name)
                .stream()
                .findFirst();
    }

    public void set(long person, String name, String content) {
        services.tx.run(() -> {
            Sql sql = services.tx.sql();
            int changed = sql.update(
                    "update web_preference set content = ? where person = ? and name = ?", content, person, name);
            if (changed == 0) sql.update("insert into web_preference values (?, ?, ?)", person, name, content);
        });
    }

    public List<RecordId> favourites(long person) {
        return marked("web_favourite", person);
    }

    public List<RecordId> recents(long person) {
        return marked("web_recent", person);
    }

    private List<RecordId> marked(String table, long person) {
        return services.tx
                .sql()
                .list(
                        "select type, record_id from " + table + " where person = ? order by marked_at desc"
                                + services.tx.sql().limit(KEPT),
                        row -> RecordId.of(row.text(1), row.number(2)),
                        person);
    }

    public boolean favourite(long person, RecordId record) {
        return services.tx
                        .sql()
                        .number(
                                "select count(*) from web_favourite where person = ? and type = ? and record_id = ?",
                                person,
                                record.type(),
                                record.id())
                > 0;
    }

    /** Marks the record as a favourite, or no longer. */
    public boolean toggleFavourite(long person, RecordId record) {
        return services.tx.get(() -> {
            int gone = services.tx
                    .sql()
                    .update(
                            "delete from web_favourite where person = ? and type = ? and record_id = ?",
                            person,
                            record.type(),
                            record.id());
            if (gone == 0) mark("web_favourite", person, record);
            return gone == 0;
        });
    }

    public void opened(long person, RecordId record) {
        try {
            services.tx.run(() -> noted(person, record));
        } catch (Conflict opened) {
            LOG.debug("{} was opened twice at once and is noted", record, opened);
        }
    }

    private void noted(long person, RecordId record) {
        int changed = services.tx
                .sql()
                .update(
                        "update web_recent set marked_at = ? where person = ? and type = ? and record_id = ?",
                        Instant.now(services.clock),
                        person,
                        record.type(),
                        record.id());
        if (changed > 0) return;
        mark("web_recent", person, record);
        forgetOldest(person);
    }

    private void mark(String table, long person, RecordId record) {
        services.tx
                .sql()
                .update(
                        "insert into " + table + " values (?, ?, ?, ?)",
                        person,
                        record.type(),
                        record.id(),
                        Instant.now(services.clock));
    }

    private void forgetOldest(long person) {
        List<Instant> times = services.tx
                .sql()
                .list(
                        "select marked_at from web_recent where person = ? order by marked_at desc"
                                + services.tx.sql().limit(KEPT + 20),
                        row -> row.instant(1).orElse(Instant.EPOCH),
                        person);
        if (times.size() < KEPT + 20) return;
        services.tx
                .sql()
                .update("delete from web_recent where person = ? and marked_at < ?", person, times.get(KEPT - 1));
    }
}
