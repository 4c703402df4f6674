package org.stepwise.records.internal.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.Entity;
import org.stepwise.kernel.api.record.HistoryEntry;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.records.internal.core.Gate;
import org.stepwise.records.internal.core.Platform;

/** The past of a record, for those who see the record today. */
public final class Past {
    private final Platform platform;
    private final Gate gate;
    private final Histories histories;

    public Past(Platform platform, Gate gate, Histories histories) {
        this.platform = platform;
        this.gate = gate;
        this.histories = histories;
    }

    public List<HistoryEntry> history(RecordId record, int limit) {
        return histories.read(seen(record), record, limit);
    }

    public Optional<Row> at(RecordId record, Instant time) {
        return histories.at(seen(record), record, time);
    }

    private RecordType<?> seen(RecordId record) {
        RecordType<?> type = gate.open(record.type());
        Entity found = platform.tx().entities(type.entity()).find(type.entity(), record.id());
        if (found == null || !gate.sees(type, found)) throw NotFound.of(record);
        return type;
    }
}
