package org.stepwise.web.internal.page;

import java.util.Optional;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.web.internal.Services;

/** One contributed panel, as the block that a card or home asks for. */
public final class PanelPage implements OwnPage {
    private final Services services;
    private final Panels panels;
    private final PanelRunner runner;

    public PanelPage(Services services, Panels panels, PanelRunner runner) {
        this.services = services;
        this.panels = panels;
        this.runner = runner;
    }

    record Model(String id, String title, String slot, String body) {}

    @Override
    public boolean opensTransactions() {
        return true;
    }

    @Override
    public Reply get(Visit visit) {
        Panels.Entry panel = panels.find(visit.rest())
                .filter(entry -> Panels.visible(entry, services.access, visit.caller()))
                .orElseThrow(() -> NotFound.of(visit.path()));
        Optional<RecordId> on =
                visit.param("on").isEmpty() ? Optional.empty() : Optional.of(RecordId.parse(visit.param("on")));
        boolean fits = on.map(record -> record.type().equals(panel.on()) && services.records.visible(record))
                .orElse("home".equals(panel.on()));
        if (!fits) throw NotFound.of(visit.path());
        String body = runner.render(panel, on, visit);
        return Reply.block("panel", new Model(panel.id(), panel.title(), panel.slot(), body));
    }
}
