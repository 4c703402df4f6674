package org.stepwise.records.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Share;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.event.Events;
import org.stepwise.kernel.api.record.Card;
import org.stepwise.kernel.api.record.Entity;
import org.stepwise.kernel.api.record.HistoryEntry;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.RecordListener;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.kernel.api.record.Rows;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.rollout.RehearsalMarks;
import org.stepwise.kernel.api.setting.Choices;
import org.stepwise.kernel.api.text.SearchKeys;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.records.internal.core.Platform;
import org.stepwise.records.internal.index.IndexMaker;

/** The gateway as a service: each call in a transaction, by the part of the engine that does it. */
@Component(service = {Records.class, RecordGateway.class})
public final class RecordGateway implements Records {
    private final Transactions tx;
    private final Callers callers;
    private final Engine engine;

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile List<RecordListener> listeners = List.of();

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile List<RehearsalMarks> marks = List.of();

    @Activate
    public RecordGateway(
            @Reference Transactions tx,
            @Reference Types types,
            @Reference Callers callers,
            @Reference Access access,
            @Reference Directory directory,
            @Reference Audit audit,
            @Reference Events events,
            @Reference Choices choices,
            @Reference SearchKeys keys,
            @Reference Clock clock,
            @Reference IndexMaker indexes) {
        this.tx = tx;
        this.callers = callers;
        Platform platform = new Platform(tx, types, callers, access, directory, audit, events, choices, keys, clock);
        this.engine = new Engine(platform, indexes.indexes(), indexes::later, () -> listeners, this::asSystem);
        indexes.onGoing(engine::forget);
    }

    /** The engine, for import and export. */
    public Engine engine() {
        return engine;
    }

    /** Listeners when there is no container. */
    public RecordGateway with(List<RecordListener> told) {
        listeners = List.copyOf(told);
        return this;
    }

    /** Costs a question only while there is a rehearsal somewhere. */
    private List<Row> marked(String type, List<Row> rows) {
        if (rows.isEmpty() || !callers.current().opening().rehearsing()) return rows;
        Set<Long> ids = rows.stream().map(Row::id).collect(Collectors.toSet());
        Set<Long> marked = new HashSet<>();
        marks.forEach(known -> marked.addAll(known.of(type, ids).keySet()));
        return rows.stream()
                .map(row -> marked.contains(row.id()) ? row.rehearsed() : row)
                .toList();
    }

    @Override
    public Records asSystem(String reason) {
        return SystemRecords.of(this, callers, reason);
    }

    @Override
    public Rows list(String type, Query query) {
        return tx.read(() -> {
            Rows rows = engine.lists().list(type, query);
            return new Rows(marked(type, rows.rows()), rows.next());
        });
    }

    @Override
    public Rows.Count count(String type, Query query, int atMost) {
        return tx.read(() -> engine.counts().count(type, query, atMost));
    }

    @Override
    public long export(String type, Query query, Consumer<Row> sink) {
        return tx.once(() -> {
            long[] rows = {0};
            engine.lists().each(type, query, row -> {
                sink.accept(row);
                rows[0]++;
            });
            engine.platform().audit().write("record.exported", type, Map.of("rows", rows[0]));
            return rows[0];
        });
    }

    @Override
    public Card card(RecordId record) {
        return tx.get(() -> {
            Card card = engine.cards().card(record);
            return card.with(marked(record.type(), List.of(card.row())).get(0));
        });
    }

    @Override
    public boolean visible(RecordId record) {
        return tx.read(() -> engine.cards().visible(record));
    }

    @Override
    public boolean may(RecordId record, String action) {
        return tx.read(() -> engine.cards().may(record, action));
    }

    @Override
    public boolean mayAdd(RecordId whole, String part) {
        return tx.read(() -> engine.ownership().mayAdd(whole, part));
    }

    @Override
    public Map<RecordId, String> titles(Collection<RecordId> records) {
        return tx.read(() -> engine.titles().of(records, false));
    }

    @Override
    public Map<RecordId, String> deletedTitles(Collection<RecordId> records) {
        return tx.read(() -> engine.titles().of(records, true));
    }

    @Override
    public List<Row> suggest(String type, String text, int limit) {
        return tx.read(() -> marked(type, engine.lists().suggest(type, text, limit)));
    }

    @Override
    public List<Row> suggestAll(String text, int limit) {
        return tx.read(() -> engine.everywhere().suggest(text, limit));
    }

    @Override
    public Map<String, Object> initial(String type) {
        return tx.read(() -> engine.saves().initial(type));
    }

    @Override
    public RecordId create(String type, Map<String, ?> values) {
        return tx.get(() -> engine.saves().create(type, values));
    }

    @Override
    public long update(RecordId record, long version, Map<String, ?> changes) {
        return tx.get(() -> engine.saves().update(record, version, changes));
    }

    @Override
    public void check(String type, Optional<RecordId> record, Map<String, ?> values) {
        tx.read(() -> {
            engine.saves().check(type, record, values);
            return Boolean.TRUE;
        });
    }

    @Override
    public void delete(RecordId record, long version) {
        tx.run(() -> engine.bin().delete(record, version));
    }

    @Override
    public void restore(RecordId record) {
        tx.run(() -> engine.bin().restore(record));
    }

    @Override
    public long act(RecordId record, long version, String action) {
        return tx.get(() -> engine.saves().act(record, version, action));
    }

    @Override
    public void handOver(RecordId record, long newOwner) {
        tx.run(() -> engine.bin().handOver(record, newOwner));
    }

    @Override
    public List<HistoryEntry> history(RecordId record, int limit) {
        return tx.read(() -> engine.past().history(record, limit));
    }

    @Override
    public Optional<Row> at(RecordId record, Instant time) {
        return tx.read(() -> engine.past().at(record, time));
    }

    @Override
    public List<Share> shares(RecordId record) {
        return tx.read(() -> engine.sharing().of(record));
    }

    @Override
    public void share(Share share) {
        tx.run(() -> engine.sharing().share(share));
    }

    @Override
    public void unshare(RecordId record, long principal) {
        tx.run(() -> engine.sharing().unshare(record, principal));
    }

    @Override
    public <T extends Entity> T load(Class<T> entity, long id) {
        return tx.read(() -> engine.saves().load(entity, id));
    }

    @Override
    public <T extends Entity> RecordId save(T entity) {
        return tx.get(() -> engine.saves().save(entity));
    }
}
