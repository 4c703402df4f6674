package org.acme.stepwise.badge.internal.reception;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import org.acme.stepwise.badge.internal.visit.Visits;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.web.RestResource;

/** {@code GET /api/badge/visitors?day=2025-03-31}: a day's visitors, for the screen at the gate. */
@Component(service = RestResource.class)
@Path("badge/visitors")
@Produces("application/json")
public final class VisitorsResource implements RestResource {
    private final Visits visits;
    private final Callers callers;
    private final Clock clock;

    @Activate
    public VisitorsResource(@Reference Visits visits, @Reference Callers callers, @Reference Clock clock) {
        this.visits = visits;
        this.callers = callers;
        this.clock = clock;
    }

    /** @param day in ISO form, "" for today */
    @GET
    public List<Visits.Entry> visitors(@QueryParam("day") @DefaultValue("") String day) {
        Caller caller = callers.current();
        LocalDate wanted = day.isEmpty() ? LocalDate.now(clock.withZone(caller.zone())) : day(day);
        return visits.on(wanted, caller.locale());
    }

    static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw (Invalid)
                    Invalid.of("day", "badge.problem.day", Map.of("day", text)).initCause(e);
        }
    }
}
