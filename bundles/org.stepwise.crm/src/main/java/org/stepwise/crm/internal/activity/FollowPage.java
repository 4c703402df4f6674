package org.stepwise.crm.internal.activity;

import java.util.HashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.web.Page;
import org.stepwise.kernel.api.web.PageHandler;
import org.stepwise.kernel.api.web.Request;
import org.stepwise.kernel.api.web.View;

/** Takes the quick entry of the timeline: an activity that was done just now. */
@Component(service = PageHandler.class)
@Page(path = "/crm/follow", permission = "crm.activity:create")
public final class FollowPage implements PageHandler {
    private final Records records;

    @Activate
    public FollowPage(@Reference Records records) {
        this.records = records;
    }

    /** Opened by hand, it leads to the customers. */
    @Override
    public View get(Request request) {
        return View.redirect("/crm/customer", "", Map.of());
    }

    @Override
    public View post(Request request) {
        RecordId customer = RecordId.parse(request.param("customer"));
        Map<String, Object> values = new HashMap<>();
        values.put("customerId", customer.id());
        values.put("kind", request.param("kind"));
        values.put("result", request.param("result"));
        if (!request.param("nextAt").isBlank()) values.put("nextAt", request.param("nextAt"));
        records.create("crm.activity", values);
        return View.redirect(customer.path(), "crm.timeline.saved", Map.of());
    }
}
