package org.stepwise.records.internal.query;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.record.Card;
import org.stepwise.kernel.api.record.Entity;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.records.internal.core.Cells;
import org.stepwise.records.internal.core.Column;
import org.stepwise.records.internal.core.Columns;
import org.stepwise.records.internal.core.Gate;
import org.stepwise.records.internal.core.Platform;

/** One record in full. */
public final class Cards {
    private static final Set<String> SYSTEM_ACTIONS = Set.of(
            Actions.SEE,
            Actions.CREATE,
            Actions.EDIT,
            Actions.DELETE,
            Actions.SHARE,
            Actions.EXPORT,
            Actions.ADMINISTER);
    private final Platform platform;
    private final Gate gate;
    private final Titles titles;

    public Cards(Platform platform, Gate gate, Titles titles) {
        this.platform = platform;
        this.gate = gate;
        this.titles = titles;
    }

    public Card card(RecordId record) {
        return card(gate.open(record.type()), record);
    }

    private <T extends Entity> Card card(RecordType<T> type, RecordId record) {
        T found = find(type, record).orElseThrow(() -> NotFound.of(record));
        Caller caller = gate.caller();
        if (type.isViewsAudited() && !caller.system()) {
            platform.audit().write("record.viewed", record.toString(), Map.of("title", found.title));
        }
        Set<Long> people = new LinkedHashSet<>(List.of(found.ownerId, found.unitId, found.createdBy, found.updatedBy));
        people.remove(0L);
        Map<Long, String> names =
                people.isEmpty() ? Map.of() : platform.directory().names(people);
        return new Card(
                row(type, record, found),
                found.ownerId,
                names.getOrDefault(found.ownerId, ""),
                found.unitId,
                names.getOrDefault(found.unitId, ""),
                found.segmentId,
                found.securityLevel,
                found.deleted,
                moment(found.createdAt),
                names.getOrDefault(found.createdBy, ""),
                moment(found.updatedAt),
                names.getOrDefault(found.updatedBy, ""),
                actions(type, found, caller),
                caller.system() ? Optional.empty() : type.lock(found, caller));
    }

    private static Instant moment(Instant stored) {
        return stored == null ? Instant.EPOCH : stored;
    }

    private Set<String> actions(RecordType<?> type, Entity found, Caller caller) {
        if (!caller.system()) return platform.access().actions(caller, type.id(), found);
        Set<String> all = new LinkedHashSet<>(SYSTEM_ACTIONS);
        type.actions().forEach(action -> all.add(action.id()));
        return all;
    }

    private Row row(RecordType<?> type, RecordId record, Entity found) {
        List<Column> declared =
                Columns.of(platform.types(), type, gate.caller()).declared();
        Map<String, Object> values = new LinkedHashMap<>();
        for (Column column : declared) {
            values.put(column.name(), Cells.of(column.field().orElseThrow(), found));
        }
        Row row = new Row(record, found.version, found.number, found.title, values, Map.of());
        return titles.refer(List.of(row), declared).get(0);
    }

    private <T extends Entity> Optional<T> find(RecordType<T> type, RecordId record) {
        T found = platform.tx().entities(type.entity()).find(type.entity(), record.id());
        return Optional.ofNullable(found).filter(r -> gate.sees(type, r));
    }

    public boolean visible(RecordId record) {
        return living(record).isPresent();
    }

    /** Looks without being a view. */
    public boolean may(RecordId record, String action) {
        return living(record)
                .filter(found -> gate.may(platform.types().require(record.type()), found, action))
                .isPresent();
    }

    private Optional<Entity> living(RecordId record) {
        Optional<RecordType<?>> type = platform.types().find(record.type()).filter(t -> gate.opened(t, gate.caller()));
        if (type.isEmpty()) return Optional.empty();
        return find(type.get(), record).map(Entity.class::cast).filter(found -> !found.deleted);
    }
}
