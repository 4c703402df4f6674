package org.stepwise.rest.internal.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.rest.internal.Answer;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.Most;
import org.stepwise.rest.internal.Needs;
import org.stepwise.rest.internal.Times;

/** The audit log, for auditors. */
@Component(service = BuiltIn.class)
@Path("audit")
@Needs("kernel.audit")
@Produces(MediaType.APPLICATION_JSON)
public final class AuditResource implements BuiltIn {
    private static final int MOST = 500;

    private final Audit audit;
    private final Rights rights;

    @Activate
    public AuditResource(@Reference Audit audit, @Reference Rights rights) {
        this.audit = audit;
        this.rights = rights;
    }

    @GET
    @Answer(body = Audit.Entry.class, list = true)
    public List<Audit.Entry> list(
            @QueryParam("what") @DefaultValue("") String what,
            @QueryParam("account") @DefaultValue("") String account,
            @QueryParam("about") @DefaultValue("") String about,
            @QueryParam("from") @DefaultValue("") String from,
            @QueryParam("to") @DefaultValue("") String to,
            @QueryParam("before") @DefaultValue("0") long before,
            @QueryParam("limit") @DefaultValue("100") @Most(MOST) int limit) {
        rights.require(Actions.SEE, "kernel.audit");
        return audit.list(what, account, about, time("from", from), time("to", to), before, limit);
    }

    @GET
    @Path("verify")
    public Audit.Verification verify() {
        rights.require(Actions.SEE, "kernel.audit");
        return audit.verify();
    }

    private static Optional<Instant> time(String name, String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Times.instant(name, text));
    }
}
