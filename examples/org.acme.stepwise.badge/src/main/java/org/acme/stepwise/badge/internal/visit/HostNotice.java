package org.acme.stepwise.badge.internal.visit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.event.EventHandler;
import org.stepwise.kernel.api.notice.Notices;

/** Tells the host that the visitor is there. */
@Component(service = EventHandler.class)
public final class HostNotice implements EventHandler<VisitorArrived> {
    private final Notices notices;

    @Activate
    public HostNotice(@Reference Notices notices) {
        this.notices = notices;
    }

    @Override
    public Class<VisitorArrived> event() {
        return VisitorArrived.class;
    }

    @Override
    public void handle(VisitorArrived event) {
        notices.send(
                "badge",
                List.of(event.host()),
                "badge.notice.arrived",
                Map.of("visitor", event.visitor()),
                Optional.of(RecordId.of(VisitType.ID, event.visit())));
    }
}
