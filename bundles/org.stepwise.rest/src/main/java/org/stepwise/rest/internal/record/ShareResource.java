package org.stepwise.rest.internal.record;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Share;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.rest.internal.Answer;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.door.Visits;

/** With whom a record is shared. */
@Component(service = BuiltIn.class)
@Path("{module: [a-z][a-z0-9]*}/{type: [a-z][a-z0-9]*}/{id: [0-9]{1,18}}/shares")
@Produces(MediaType.APPLICATION_JSON)
public final class ShareResource implements BuiltIn {
    private static final long EVERYONE = 1;
    private final Records records;
    private final Directory directory;
    private final Access access;
    private final OpenTypes types;
    private final Texts texts;
    private final Visits visits;

    @Activate
    public ShareResource(
            @Reference Records records,
            @Reference Directory directory,
            @Reference Access access,
            @Reference OpenTypes types,
            @Reference Texts texts,
            @Reference Visits visits) {
        this.records = records;
        this.directory = directory;
        this.access = access;
        this.types = types;
        this.texts = texts;
        this.visits = visits;
    }

    @GET
    @Answer(body = Shared.class, list = true)
    public List<Shared> list(
            @PathParam("module") String module, @PathParam("type") String name, @PathParam("id") String id) {
        return named(types.id(module, name, id));
    }

    /** Adds the share, or replaces the one that this principal has. */
    @PUT
    @Path("{principal: [0-9]{1,18}}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Answer(body = Shared.class, list = true)
    public List<Shared> put(
            @PathParam("module") String module,
            @PathParam("type") String name,
            @PathParam("id") String id,
            @PathParam("principal") long principal,
            Rights body) {
        RecordId record = types.id(module, name, id);
        records.share(new Share(record, principal, "", body.rights, Optional.ofNullable(body.until)));
        return named(record);
    }

    private List<Shared> named(RecordId record) {
        List<Share> shares = records.shares(record);
        List<Long> principals = shares.stream().map(Share::principal).toList();
        Map<Long, String> names = new HashMap<>(directory.names(principals));
        Map<Long, Access.Closed> closed = access.closed(record.type(), principals);
        names.put(EVERYONE, texts.text(visits.locale(), "rest.share.everyone"));
        return shares.stream()
                .map(share -> new Shared(
                        record,
                        share.principal(),
                        names.getOrDefault(share.principal(), ""),
                        share.rights(),
                        share.until(),
                        Optional.ofNullable(closed.get(share.principal()))))
                .toList();
    }

    @DELETE
    @Path("{principal: [0-9]{1,18}}")
    @Answer(status = 204)
    public void remove(
            @PathParam("module") String module,
            @PathParam("type") String name,
            @PathParam("id") String id,
            @PathParam("principal") long principal) {
        records.unshare(types.id(module, name, id), principal);
    }

    /** A share, and to how many of its people the module is not open yet; without that when it reaches all of them. */
    public record Shared(
            RecordId record,
            long principal,
            String principalName,
            Set<String> rights,
            Optional<LocalDate> until,
            Optional<Access.Closed> notOpenYet) {}

    /** @param rights actions such as {@code see} and {@code edit} @param until last day, absent = without end */
    public record Rights(Set<String> rights, LocalDate until) {
        public Rights {
            if (rights == null || rights.isEmpty()) throw Invalid.of("rights", "rest.problem.required");
        }
    }
}
