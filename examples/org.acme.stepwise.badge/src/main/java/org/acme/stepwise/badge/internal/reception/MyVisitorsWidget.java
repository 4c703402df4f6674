package org.acme.stepwise.badge.internal.reception;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.acme.stepwise.badge.internal.visit.Visits;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.web.Panel;
import org.stepwise.kernel.api.web.PanelSource;
import org.stepwise.kernel.api.web.Request;
import org.stepwise.kernel.api.web.View;

/** On home: whom one expects today. */
@Component(service = PanelSource.class)
@Panel(on = "home", slot = "widget", title = "badge.mine", permission = "badge.visit:see", order = 60)
public final class MyVisitorsWidget implements PanelSource {
    private final Visits visits;
    private final Clock clock;

    @Activate
    public MyVisitorsWidget(@Reference Visits visits, @Reference Clock clock) {
        this.visits = visits;
        this.clock = clock;
    }

    /** What the template reads. */
    public record Model(List<Visits.Entry> visits) {}

    @Override
    public Optional<View> render(Optional<RecordId> on, Request request) {
        LocalDate today = LocalDate.now(clock.withZone(request.caller().zone()));
        long me = request.caller().person();
        return Optional.of(View.block(
                "mine", new Model(visits.of(me, today, request.caller().locale()))));
    }
}
