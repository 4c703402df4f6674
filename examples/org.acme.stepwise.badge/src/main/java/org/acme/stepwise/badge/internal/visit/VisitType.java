package org.acme.stepwise.badge.internal.visit;

import java.time.Clock;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.event.Events;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Saving;

/** Visits: announced by a host, then arrived, then left; afterwards they rest. */
@Component(service = RecordType.class)
public final class VisitType extends RecordType<Visit> {
    public static final String ID = "badge.visit";
    public static final String ARRIVE = "arrive";
    public static final String LEAVE = "leave";
    private final Clock clock;
    private final Events events;

    @Activate
    public VisitType(@Reference Clock clock, @Reference Events events) {
        super(ID, Visit.class);
        this.clock = clock;
        this.events = events;
        title(visit -> visit.visitor);
        number("B-{yyyy}-{0000}");
        field("visitor").search().width(2);
        field("company").search().width(2);
        field("hostId").ref("directory.person").help();
        field("comesOn");
        field("zone");
        field("remark").longText();
        field("arrivedAt").readOnly();
        field("leftAt").readOnly();
        list("visitor", "company", "hostId", "comesOn", "zone", "arrivedAt", "leftAt");
        filters("comesOn", "zone", "hostId");
        form("visitor", "company", "hostId", "comesOn", "zone");
        section("more", "arrivedAt", "leftAt", "remark");
        links("crm.customer");
        action(ARRIVE, this::arrive);
        action(LEAVE, this::leave);
        sort("-comesOn");
        icon("id-badge-2");
        menu();
    }

    private void arrive(Visit visit, Saving<Visit> saving) {
        if (visit.arrivedAt != null) saving.reject("arrivedAt", "badge.problem.arrived");
        visit.arrivedAt = clock.instant();
    }

    private void leave(Visit visit, Saving<Visit> saving) {
        if (visit.arrivedAt == null) saving.reject("leftAt", "badge.problem.notArrived");
        visit.leftAt = clock.instant();
    }

    /** Whoever announces a visitor is the host, unless somebody else is named. */
    @Override
    protected void derive(Visit visit, Saving<Visit> saving) {
        if (visit.hostId == null && !saving.caller().system())
            visit.hostId = saving.caller().person();
    }

    @Override
    protected void saved(Visit visit, Saving<Visit> saving) {
        if (visit.arrivedAt == null || visit.hostId == null || !saving.changed("arrivedAt")) return;
        events.publish(ID + ":" + visit.id, new VisitorArrived(visit.id, visit.hostId, visit.visitor));
    }

    @Override
    protected Optional<String> locked(Visit visit, Caller caller) {
        return visit.leftAt == null ? Optional.empty() : Optional.of("badge.visit.locked");
    }
}
