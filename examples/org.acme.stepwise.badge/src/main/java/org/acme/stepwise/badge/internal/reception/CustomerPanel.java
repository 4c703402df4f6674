package org.acme.stepwise.badge.internal.reception;

import java.util.List;
import java.util.Optional;
import org.acme.stepwise.badge.internal.visit.VisitType;
import org.acme.stepwise.badge.internal.visit.Visits;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.link.Links;
import org.stepwise.kernel.api.web.Panel;
import org.stepwise.kernel.api.web.PanelSource;
import org.stepwise.kernel.api.web.Request;
import org.stepwise.kernel.api.web.View;

/**
 * On a customer's card: who of them was here lately, by the links between visits and the customer. It names another module's type by
 * its id alone, and is never asked where that module is not installed.
 */
@Component(service = PanelSource.class)
@Panel(on = "crm.customer", slot = "side", title = "badge.customer", permission = "badge.visit:see", order = 300)
public final class CustomerPanel implements PanelSource {
    private static final int SHOWN = 5;
    private final Links links;
    private final Visits visits;

    @Activate
    public CustomerPanel(@Reference Links links, @Reference Visits visits) {
        this.links = links;
        this.visits = visits;
    }

    /** What the template reads. */
    public record Model(List<Visits.Entry> visits) {}

    @Override
    public Optional<View> render(Optional<RecordId> on, Request request) {
        List<Visits.Entry> shown = links.of(on.orElseThrow(), VisitType.ID, 0, SHOWN).stream()
                .filter(link -> !link.deleted())
                .map(link -> visits.entry(link.other(), request.caller().locale()))
                .toList();
        return Optional.of(View.block("customer", new Model(shown)));
    }
}
