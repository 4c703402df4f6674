package org.stepwise.crm.internal.activity;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.crm.internal.customer.CardRules;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.setting.Choices;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.web.Panel;
import org.stepwise.kernel.api.web.PanelSource;
import org.stepwise.kernel.api.web.Request;
import org.stepwise.kernel.api.web.View;

/** The customer's activities as a timeline, with a quick entry on top (CRM-6, CRM-8). */
@Component(service = PanelSource.class)
@Panel(on = "crm.customer", slot = "tab", title = "crm.timeline", permission = "crm.activity:see", order = 10)
public final class TimelinePanel implements PanelSource {
    private final Feed feed;
    private final Records records;
    private final Choices choices;
    private final Settings settings;

    @Activate
    public TimelinePanel(
            @Reference Feed feed,
            @Reference Records records,
            @Reference Choices choices,
            @Reference Settings settings) {
        this.feed = feed;
        this.records = records;
        this.choices = choices;
        this.settings = settings;
    }

    /** What the template reads. */
    public record Model(String customer, List<Feed.Entry> entries, List<Kind> kinds, boolean mayAdd) {}

    /** A way of contact in the quick entry. */
    public record Kind(String code, String label, boolean first) {}

    @Override
    public Optional<View> render(Optional<RecordId> on, Request request) {
        RecordId customer = on.orElseThrow();
        Locale locale = request.caller().locale();
        int shown = settings.get(CardRules.class).timelineEntries();
        List<Feed.Entry> entries = feed.ofCustomer(customer.id(), shown, locale);
        List<Choices.Item> items = choices.items("crm.activity");
        List<Kind> kinds = items.stream()
                .map(item -> new Kind(item.code(), item.label(locale), item == items.get(0)))
                .toList();
        boolean mayAdd = records.mayAdd(customer, "crm.activity");
        return Optional.of(View.block("timeline", new Model(customer.toString(), entries, kinds, mayAdd)));
    }
}
