package org.acme.stepwise.skeleton.internal;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.record.Filter;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.kernel.api.web.Page;
import org.stepwise.kernel.api.web.PageHandler;
import org.stepwise.kernel.api.web.Request;
import org.stepwise.kernel.api.web.View;

/** The open ones at a glance, with the rights of the reader. */
@Component(service = PageHandler.class)
@Page(
        path = "/skeleton/overview",
        permission = "skeleton.item:see",
        menu = "skeleton.overview",
        icon = "list-check",
        order = 510)
public final class OverviewPage implements PageHandler {
    private static final int SHOWN = 20;
    private final Records records;

    @Activate
    public OverviewPage(@Reference Records records) {
        this.records = records;
    }

    /** What the template reads. */
    public record Model(List<Line> items) {}

    /** One line. @param due null when it is not due at all */
    public record Line(String path, String name, Object due) {}

    @Override
    public View get(Request request) {
        Query open = Query.ALL
                .where(Filter.eq("state", Item.State.OPEN))
                .sort("dueOn")
                .limit(SHOWN);
        List<Line> lines = records.list(ItemType.ID, open).rows().stream()
                .map(OverviewPage::line)
                .toList();
        return View.page("overview", "skeleton.overview", new Model(lines));
    }

    private static Line line(Row row) {
        return new Line(row.record().path(), row.title(), row.value("dueOn"));
    }
}
