package org.stepwise.rest.internal.access;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.access.Grant;
import org.stepwise.kernel.api.access.GrantChange;
import org.stepwise.kernel.api.access.Grants;
import org.stepwise.kernel.api.access.Scope;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.rest.internal.Answer;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.Needs;

/** What a role allows, with its history. */
@Component(service = BuiltIn.class)
@Path("directory/roles/{role}/grants")
@Needs("directory.role")
@Produces(MediaType.APPLICATION_JSON)
public final class GrantResource implements BuiltIn {
    private static final int HISTORY = 200;
    private final Directory directory;
    private final Grants grants;

    @Activate
    public GrantResource(@Reference Directory directory, @Reference Grants grants) {
        this.directory = directory;
        this.grants = grants;
    }

    /** With the number of people who hold the role. */
    @GET
    public Allowed all(@PathParam("role") String role) {
        return new Allowed(grants.holders(role), directory.roleGrants(role));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Answer(status = 204)
    public void give(@PathParam("role") String role, Wanted wanted) {
        grants.give(grant(role, wanted.type(), wanted.action(), wanted.scope()));
    }

    @DELETE
    @Answer(status = 204)
    public void take(
            @PathParam("role") String role,
            @QueryParam("type") String type,
            @QueryParam("action") String action,
            @QueryParam("scope") String scope) {
        grants.take(grant(role, type, action, scope));
    }

    /** Newest first. */
    @GET
    @Path("history")
    @Answer(body = GrantChange.class, list = true)
    public List<GrantChange> history(@PathParam("role") String role) {
        return grants.changes(role, HISTORY);
    }

    @POST
    @Path("history/{change: [0-9]{1,18}}/undo")
    @Answer(status = 204)
    public void undo(@PathParam("role") String role, @PathParam("change") long change) {
        grants.undo(role, change);
    }

    private static Grant grant(String role, String type, String action, String scope) {
        if (type == null) throw Invalid.of("type", "rest.problem.required");
        if (action == null) throw Invalid.of("action", "rest.problem.required");
        if (scope == null) throw Invalid.of("scope", "rest.problem.required");
        try {
            return new Grant(role, type, action, Scope.valueOf(scope.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            throw Invalid.of("scope", "rest.problem.grantScope", Map.of("scope", scope));
        }
    }

    /** @param holders people who hold the role now */
    public record Allowed(long holders, List<Grant> grants) {}

    /** One to give. */
    public record Wanted(String type, String action, String scope) {}
}
