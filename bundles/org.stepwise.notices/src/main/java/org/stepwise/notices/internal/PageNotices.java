package org.stepwise.notices.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.notice.Notice;
import org.stepwise.kernel.api.notice.Notices;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.rollout.RehearsalMarks;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.api.tx.Transactions;

/**
 * Notices in the page. What a notice is about is checked when it is read, in batches: a notice about a module that is not open, or a
 * record that is not visible, to the reader is not there, nor counted.
 */
@Component(service = Notices.class)
public final class PageNotices implements Notices {
    private static final int BATCH = 100;
    private static final int MOST_BATCHES = 10;
    private static final int MOST_UNREAD = 100;
    private static final int MOST_LISTED = 200;
    private static final int MOST_KINDS = 200;
    private static final String ORDER = " order by sent_at desc, id desc";
    private final Transactions tx;
    private final Callers callers;
    private final Records records;
    private final Texts texts;
    private final Settings settings;
    private final Clock clock;
    private final Catching catching;

    @Activate
    public PageNotices(
            @Reference Transactions tx,
            @Reference Callers callers,
            @Reference Records records,
            @Reference Texts texts,
            @Reference Settings settings,
            @Reference Clock clock,
            @Reference RehearsalMarks marks) {
        this.tx = tx;
        this.callers = callers;
        this.records = records;
        this.texts = texts;
        this.settings = settings;
        this.clock = clock;
        this.catching = new Catching(tx, callers, records, marks, texts);
    }

    @Override
    public void send(
            String module, Collection<Long> persons, String key, Map<String, Object> args, Optional<RecordId> about) {
        Set<Long> to = new LinkedHashSet<>(persons);
        to.remove(0L);
        if (to.isEmpty()) return;
        String stored = Arguments.write(args);
        tx.run(() -> {
            tx.sql().each("select person_id from notices_muted where kind = ?", row -> to.remove(row.number(1)), key);
            Instant now = clock.instant();
            long caught = catching.phase(module, about);
            List<Object[]> rows = to.stream()
                    .map(person -> new Object[] {
                        tx.sql().nextId("notices_seq"),
                        person,
                        module,
                        key,
                        stored,
                        about.map(RecordId::type).orElse(""),
                        about.map(RecordId::id).orElse(0L),
                        now,
                        caught
                    })
                    .toList();
            tx.sql()
                    .batch(
                            "insert into notices_notice (id, person_id, module, kind, args, type, record_id, sent_at,"
                                    + " caught_phase) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                            rows);
        });
    }

    @Override
    public void send(String module, Collection<Long> persons, String key, Map<String, Object> args, Page page) {
        Set<Long> to = new LinkedHashSet<>(persons);
        to.remove(0L);
        tx.run(() -> {
            tx.sql().each("select person_id from notices_muted where kind = ?", row -> to.remove(row.number(1)), key);
            long caught = catching.phase(module, Optional.empty());
            new Leading(tx.sql(), settings.get(NoticeRules.class), clock.instant(), caught)
                    .tell(module, to, key, args, page);
        });
    }

    @Override
    public List<Notice> mine(boolean unreadOnly, int limit) {
        Caller caller = callers.current();
        int wanted = Math.max(1, Math.min(limit, MOST_LISTED));
        Wording wording = new Wording(texts, caller.locale());
        return tx.read(() -> visible(caller, unreadOnly, wanted)).stream()
                .map(seen -> wording.of(seen.kept, seen.titles))
                .toList();
    }

    @Override
    public int unread() {
        Caller caller = callers.current();
        if (caller.system()) return 0;
        return tx.read(() -> visible(caller, true, MOST_UNREAD).size());
    }

    /** A notice with the titles of those records that its reader sees, of all that were looked up with it. */
    private record Seen(Kept kept, Map<RecordId, String> titles) {}

    /** Reads on until enough is visible; a look at each batch costs a query per record type. */
    private List<Seen> visible(Caller caller, boolean unreadOnly, int wanted) {
        List<Seen> found = new ArrayList<>();
        Optional<Kept> last = Optional.empty();
        for (int i = 0; i < MOST_BATCHES && found.size() < wanted; i++) {
            List<Kept> batch = batch(caller.person(), unreadOnly, last);
            found.addAll(visible(caller, batch));
            if (batch.size() < BATCH) break;
            last = Optional.of(batch.get(BATCH - 1));
        }
        return found.size() <= wanted ? found : found.subList(0, wanted);
    }

    private List<Kept> batch(long person, boolean unreadOnly, Optional<Kept> after) {
        String sql =
                Kept.COLUMNS + " where person_id = ? and caught_phase = 0" + (unreadOnly ? " and read_at is null" : "");
        String end = ORDER + tx.sql().limit(BATCH);
        if (after.isEmpty()) return tx.sql().list(sql + end, Kept::of, person);
        Kept last = after.get();
        return tx.sql()
                .list(
                        sql + " and (sent_at < ? or sent_at = ? and id < ?)" + end,
                        Kept::of,
                        person,
                        last.at(),
                        last.at(),
                        last.id());
    }

    private List<Seen> visible(Caller caller, List<Kept> batch) {
        List<Kept> open = batch.stream()
                .filter(kept -> caller.opening().opens(kept.module()))
                .toList();
        Set<RecordId> about =
                open.stream().flatMap(kept -> kept.named().stream()).collect(Collectors.toSet());
        Map<RecordId, String> titles = about.isEmpty() ? Map.of() : records.titles(about);
        return open.stream()
                .filter(kept -> kept.about().isEmpty() || kept.named().stream().anyMatch(titles::containsKey))
                .map(kept -> new Seen(kept, titles))
                .toList();
    }

    @Override
    public void read(long notice) {
        long person = ownEyes();
        tx.run(() -> tx.sql()
                .update(
                        "update notices_notice set read_at = ? where id = ? and person_id = ? and read_at is null",
                        clock.instant(),
                        notice,
                        person));
    }

    @Override
    public void readAll() {
        long person = ownEyes();
        tx.run(() -> tx.sql()
                .update(
                        "update notices_notice set read_at = ? where person_id = ? and read_at is null",
                        clock.instant(),
                        person));
    }

    private long ownEyes() {
        Caller caller = callers.current();
        if (caller.onBehalf().isPresent()) throw new Forbidden("notices.problem.viewAs");
        return caller.person();
    }

    @Override
    public List<String> kinds() {
        Caller caller = callers.current();
        return tx.read(() -> {
            Set<String> kinds = new TreeSet<>(muted(caller));
            tx.sql()
                    .each(
                            "select distinct module, kind from notices_notice where person_id = ? and caught_phase = 0"
                                    + tx.sql().limit(MOST_KINDS),
                            row -> {
                                if (caller.opening().opens(row.text(1))) kinds.add(row.text(2));
                            },
                            caller.person());
            return List.copyOf(kinds);
        });
    }

    @Override
    public Set<String> muted() {
        Caller caller = callers.current();
        return tx.read(() -> muted(caller));
    }

    private Set<String> muted(Caller caller) {
        return Set.copyOf(tx.sql()
                .list("select kind from notices_muted where person_id = ?", row -> row.text(1), caller.person()));
    }

    @Override
    public void mute(Set<String> kinds) {
        long person = ownEyes();
        Set<String> known = new TreeSet<>(kinds());
        kinds.stream()
                .filter(kind -> !known.contains(kind))
                .filter(kind -> texts.find(Locale.ENGLISH, kind + ".kind").isEmpty())
                .findFirst()
                .ifPresent(kind -> {
                    throw Invalid.of(
                            "kinds", "notices.problem.kind", Map.of("kind", kind, "known", String.join(", ", known)));
                });
        List<Object[]> rows = kinds.stream()
                .limit(MOST_KINDS)
                .map(kind -> new Object[] {person, kind})
                .toList();
        tx.run(() -> {
            tx.sql().update("delete from notices_muted where person_id = ?", person);
            tx.sql().batch("insert into notices_muted (person_id, kind) values (?, ?)", rows);
        });
    }

    @Override
    public long caught(long phase) {
        return tx.read(() -> catching.count(phase));
    }

    @Override
    public List<Caught> caught(long phase, Caller reader, int limit) {
        return tx.read(() -> catching.list(phase, reader, limit));
    }

    @Override
    public void forgetCaught(long phase) {
        tx.run(() -> catching.forget(phase));
    }
}
