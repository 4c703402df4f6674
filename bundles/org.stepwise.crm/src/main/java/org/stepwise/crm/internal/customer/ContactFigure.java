package org.stepwise.crm.internal.customer;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.Filter;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.web.Panel;
import org.stepwise.kernel.api.web.PanelSource;
import org.stepwise.kernel.api.web.Request;
import org.stepwise.kernel.api.web.View;

/** On the customer's card: the last contact, and how many there were within some time. */
@Component(service = PanelSource.class)
@Panel(on = "crm.customer", slot = "figure", title = "crm.figure.contact", permission = "crm.activity:see", order = 10)
public final class ContactFigure implements PanelSource {
    private final Records records;
    private final Settings settings;
    private final Clock clock;

    @Activate
    public ContactFigure(@Reference Records records, @Reference Settings settings, @Reference Clock clock) {
        this.records = records;
        this.settings = settings;
        this.clock = clock;
    }

    /** What the template reads. @param last moment of the last contact, empty when there was none */
    public record Model(Optional<Object> last, int days, long times, boolean exact) {}

    @Override
    public Optional<View> render(Optional<RecordId> on, Request request) {
        RecordId customer = on.orElseThrow();
        CardRules rules = settings.get(CardRules.class);
        String since =
                clock.instant().minus(Duration.ofDays(rules.contactDays())).toString();
        Query recent =
                Query.ALL.where(Filter.eq("customerId", customer.id()), new Filter("doneAt", Filter.Op.GE, since));
        var count = records.count("crm.activity", recent, rules.counted());
        Object last = records.card(customer).row().value("lastContact");
        return Optional.of(View.block(
                "figure-contact",
                new Model(Optional.ofNullable(last), rules.contactDays(), count.value(), count.exact())));
    }
}
