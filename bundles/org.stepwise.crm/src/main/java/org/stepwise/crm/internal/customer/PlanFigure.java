package org.stepwise.crm.internal.customer;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.Filter;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.kernel.api.web.Panel;
import org.stepwise.kernel.api.web.PanelSource;
import org.stepwise.kernel.api.web.Request;
import org.stepwise.kernel.api.web.View;

/** On the customer's card: the next planned contact; 'no next action' is visible. */
@Component(service = PanelSource.class)
@Panel(on = "crm.customer", slot = "figure", title = "crm.figure.plan", permission = "crm.activity:see", order = 30)
public final class PlanFigure implements PanelSource {
    private final Records records;
    private final Clock clock;

    @Activate
    public PlanFigure(@Reference Records records, @Reference Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    /** What the template reads. @param when empty when nothing is planned */
    public record Model(Optional<Object> when, String subject, String path) {}

    @Override
    public Optional<View> render(Optional<RecordId> on, Request request) {
        Query coming = Query.ALL
                .where(
                        Filter.eq("customerId", on.orElseThrow().id()),
                        new Filter("doneAt", Filter.Op.NULL, ""),
                        new Filter("plannedAt", Filter.Op.GE, clock.instant().toString()))
                .sort("plannedAt")
                .limit(1);
        List<Row> next = records.list("crm.activity", coming).rows();
        Model model = next.isEmpty()
                ? new Model(Optional.empty(), "", "")
                : new Model(
                        Optional.ofNullable(next.get(0).value("plannedAt")),
                        next.get(0).title(),
                        next.get(0).record().path());
        return Optional.of(View.block("figure-plan", model));
    }
}
