package org.stepwise.records.internal;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.record.Journal;
import org.stepwise.records.internal.history.Histories;

/** What an import did to a record is a step in the record's life. */
@Component(service = Journal.class)
public final class ImportSteps implements Journal {
    private final Engine engine;
    private final Callers callers;

    @Activate
    public ImportSteps(@Reference RecordGateway records, @Reference Callers callers) {
        this.engine = records.engine();
        this.callers = callers;
    }

    @Override
    public void imported(List<Step> steps) {
        if (steps.isEmpty()) return;
        List<Histories.Step> all = steps.stream()
                .map(step -> new Histories.Step(
                        step.record(), step.version(), step.created() ? "created" : "changed", step.changes()))
                .toList();
        callers.run(
                callers.current().through(Door.IMPORT), () -> engine.histories().write(all));
    }
}
