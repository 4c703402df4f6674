package org.stepwise.crm.internal.activity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.web.Panel;
import org.stepwise.kernel.api.web.PanelSource;
import org.stepwise.kernel.api.web.Request;
import org.stepwise.kernel.api.web.View;

/** On home: one's contact plans of the coming week, and those overdue. */
@Component(service = PanelSource.class)
@Panel(on = "home", slot = "widget", title = "crm.plans", permission = "crm.activity:see", order = 20)
public final class MyPlansWidget implements PanelSource {
    private static final int SHOWN = 5;
    private static final Duration BACK = Duration.ofDays(30);
    private static final Duration AHEAD = Duration.ofDays(7);
    private final Feed feed;
    private final Clock clock;

    @Activate
    public MyPlansWidget(@Reference Feed feed, @Reference Clock clock) {
        this.feed = feed;
        this.clock = clock;
    }

    /** What the template reads. */
    public record Model(List<Plan> plans, int more) {}

    /** One plan. */
    public record Plan(Feed.Entry entry, boolean overdue) {}

    @Override
    public Optional<View> render(Optional<RecordId> on, Request request) {
        Instant now = clock.instant();
        List<Plan> open = feed
                .between(
                        now.minus(BACK),
                        now.plus(AHEAD),
                        request.caller().person(),
                        request.caller().locale())
                .stream()
                .filter(entry -> !entry.done())
                .map(entry -> new Plan(entry, entry.when().isBefore(now)))
                .toList();
        List<Plan> shown = open.subList(0, Math.min(SHOWN, open.size()));
        return Optional.of(View.block("my-plans", new Model(shown, open.size() - shown.size())));
    }
}
