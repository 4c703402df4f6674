package org.stepwise.records.internal;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.link.LinkListener;
import org.stepwise.kernel.api.record.Change;
import org.stepwise.records.internal.history.Histories;

/** Linking is a step in the life of both ends (REC-4). An end whose module is away has no history to write to. */
@Component(service = LinkListener.class)
public final class LinkSteps implements LinkListener {
    private static final String INVERSE = ".inverse";
    private final Engine engine;

    @Activate
    public LinkSteps(@Reference RecordGateway records) {
        this.engine = records.engine();
    }

    @Override
    public void linked(RecordId from, RecordId to, String kind) {
        keep(from, Histories.LINKED, to, new Change(null, kind));
        keep(to, Histories.LINKED, from, new Change(null, kind + INVERSE));
    }

    @Override
    public void unlinked(RecordId from, RecordId to, String kind) {
        keep(from, Histories.UNLINKED, to, new Change(kind, null));
        keep(to, Histories.UNLINKED, from, new Change(kind + INVERSE, null));
    }

    private void keep(RecordId record, String what, RecordId other, Change change) {
        engine.platform().types().find(record.type()).ifPresent(type -> {
            long version = engine.platform()
                    .sql()
                    .number("select version from " + type.table() + " where id = ?", record.id());
            engine.histories().write(record, version, what, Map.of(other.toString(), change));
        });
    }
}
