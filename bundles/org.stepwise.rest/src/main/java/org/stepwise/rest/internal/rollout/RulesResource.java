package org.stepwise.rest.internal.rollout;

import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.rollout.UsageRules;
import org.stepwise.kernel.api.rollout.UsageRules.Edition;
import org.stepwise.rest.internal.Answer;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.Needs;
import org.stepwise.rest.internal.access.Rights;

/** Rules of use of modules, their editions and confirmations. */
@Component(service = BuiltIn.class)
@Path("rules")
@Needs("rollout.rules")
@Produces(MediaType.APPLICATION_JSON)
public final class RulesResource implements BuiltIn {
    private static final String MODULE = "{module: [a-z][a-z0-9]*}";
    private final UsageRules rules;
    private final Callers callers;
    private final Rights rights;

    @Activate
    public RulesResource(@Reference UsageRules rules, @Reference Callers callers, @Reference Rights rights) {
        this.rules = rules;
        this.callers = callers;
        this.rights = rights;
    }

    /** Rules in force of the modules that are open to the caller. */
    @GET
    @Answer(body = Mine.class, list = true)
    public List<Mine> list() {
        return callers.current().opening().modules().stream()
                .sorted()
                .flatMap(module -> rules.current(module).stream())
                .map(this::mine)
                .toList();
    }

    @GET
    @Path(MODULE)
    public Mine one(@PathParam("module") String module) {
        if (!callers.current().opening().modules().contains(module)) rights.require("see", "rollout.phase");
        return mine(rules.current(module).orElseThrow(() -> NotFound.of(module)));
    }

    private Mine mine(Edition edition) {
        String confirmed =
                rules.confirmed(edition.module()).map(Object::toString).orElse("");
        return new Mine(edition, confirmed, rules.asked(edition.module()).isPresent());
    }

    /** Every edition, newest first. */
    @GET
    @Path(MODULE + "/editions")
    @Answer(body = Edition.class, list = true)
    public List<Edition> editions(@PathParam("module") String module) {
        return rules.editions(module);
    }

    /** Puts new rules in force; both languages empty withdraws them. */
    @PUT
    @Path(MODULE)
    @Consumes(MediaType.APPLICATION_JSON)
    public Edition publish(@PathParam("module") String module, Written written) {
        return rules.publish(module, written.zh(), written.en());
    }

    /** Confirms as the caller. */
    @POST
    @Path(MODULE + "/confirm")
    @Consumes(MediaType.APPLICATION_JSON)
    @Answer(status = 204)
    public Response confirm(@PathParam("module") String module, Confirmed confirmed) {
        rules.confirm(module, confirmed.edition());
        return Response.noContent().build();
    }

    /** @param confirmed when the caller confirmed it, "" for not yet @param asked the caller has still to confirm it */
    public record Mine(Edition edition, String confirmed, boolean asked) {}

    /** Rules in both languages. */
    public record Written(String zh, String en) {
        public Written {
            zh = zh == null ? "" : zh;
            en = en == null ? "" : en;
        }
    }

    /** The edition that was read. */
    public record Confirmed(int edition) {}
}
