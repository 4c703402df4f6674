package org.stepwise.crm.internal.customer;

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
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.web.Panel;
import org.stepwise.kernel.api.web.PanelSource;
import org.stepwise.kernel.api.web.Request;
import org.stepwise.kernel.api.web.View;

/** On the customer's card: how many contacts, and the main one. */
@Component(service = PanelSource.class)
@Panel(on = "crm.customer", slot = "figure", title = "crm.figure.people", permission = "crm.contact:see", order = 20)
public final class PeopleFigure implements PanelSource {
    private final Records records;
    private final Settings settings;

    @Activate
    public PeopleFigure(@Reference Records records, @Reference Settings settings) {
        this.records = records;
        this.settings = settings;
    }

    /** What the template reads. @param main name of the main contact, "" when there is none */
    public record Model(long people, boolean exact, String main, String path) {}

    @Override
    public Optional<View> render(Optional<RecordId> on, Request request) {
        Query contacts =
                Query.ALL.where(Filter.eq("customerId", on.orElseThrow().id()));
        var count = records.count(
                "crm.contact", contacts, settings.get(CardRules.class).counted());
        List<Row> main = records.list(
                        "crm.contact", contacts.where(Filter.eq("main", true)).limit(1))
                .rows();
        Model model = new Model(
                count.value(),
                count.exact(),
                main.isEmpty() ? "" : main.get(0).title(),
                main.isEmpty() ? "" : main.get(0).record().path());
        return Optional.of(View.block("figure-people", model));
    }
}
