package org.acme.stepwise.badge.internal.reception;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.acme.stepwise.badge.internal.visit.VisitType;
import org.acme.stepwise.badge.internal.visit.Visits;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.web.Page;
import org.stepwise.kernel.api.web.PageHandler;
import org.stepwise.kernel.api.web.Request;
import org.stepwise.kernel.api.web.View;

/** Today's visitors at the reception, each with one button: let in, let out. */
@Component(service = PageHandler.class)
@Page(
        path = "/badge/reception",
        permission = "badge.visit:arrive",
        menu = "badge.reception",
        icon = "door",
        order = 210)
public final class ReceptionPage implements PageHandler {
    private final Visits visits;
    private final Records records;
    private final Clock clock;

    @Activate
    public ReceptionPage(@Reference Visits visits, @Reference Records records, @Reference Clock clock) {
        this.visits = visits;
        this.records = records;
        this.clock = clock;
    }

    /** What the template reads. */
    public record Model(LocalDate day, List<Visits.Entry> visits) {}

    @Override
    public View get(Request request) {
        LocalDate today = LocalDate.now(clock.withZone(request.caller().zone()));
        Model model = new Model(today, visits.on(today, request.caller().locale()));
        return View.page("reception", "badge.reception", model);
    }

    /** The engine checks permission, state and version of what was pressed. */
    @Override
    public View post(Request request) {
        RecordId visit = RecordId.parse(request.param("visit"));
        Visits.Entry entry = visits.entry(visit, request.caller().locale());
        String action = entry.here() ? VisitType.LEAVE : VisitType.ARRIVE;
        records.act(visit, entry.version(), action);
        return View.redirect("/badge/reception", "badge.reception." + action, Map.of("visitor", entry.visitor()));
    }
}
