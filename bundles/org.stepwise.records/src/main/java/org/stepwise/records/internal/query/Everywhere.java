package org.stepwise.records.internal.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.records.internal.core.Gate;
import org.stepwise.records.internal.core.Platform;

/** Type-ahead over all types that are open to the caller. */
public final class Everywhere {
    private final Platform platform;
    private final Gate gate;
    private final Lists lists;

    public Everywhere(Platform platform, Gate gate, Lists lists) {
        this.platform = platform;
        this.gate = gate;
        this.lists = lists;
    }

    /** Exact titles and numbers first, then titles that begin with the text, then the rest; each in the order of change. */
    public List<Row> suggest(String text, int limit) {
        String typed = text.strip().toLowerCase(Locale.ROOT);
        if (typed.isEmpty()) return List.of();
        Caller caller = gate.caller();
        List<RecordType<?>> open =
                caller.system() ? platform.types().all() : platform.access().open(caller);
        List<Row> found = new ArrayList<>();
        for (RecordType<?> type : open) found.addAll(lists.suggest(type.id(), text, limit));
        found.sort(Comparator.comparingInt(row -> rank(row, typed)));
        return List.copyOf(found.subList(0, Math.min(limit, found.size())));
    }

    private static int rank(Row row, String typed) {
        String title = row.title().toLowerCase(Locale.ROOT);
        if (title.equals(typed) || row.number().toLowerCase(Locale.ROOT).equals(typed)) return 0;
        return title.startsWith(typed) ? 1 : 2;
    }
}
