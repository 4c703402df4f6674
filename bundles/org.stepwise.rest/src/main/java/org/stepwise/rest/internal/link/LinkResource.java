package org.stepwise.rest.internal.link;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.link.Link;
import org.stepwise.kernel.api.link.LinkGroup;
import org.stepwise.kernel.api.link.LinkKind;
import org.stepwise.kernel.api.link.Links;
import org.stepwise.rest.internal.Answer;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.Most;
import org.stepwise.rest.internal.Needs;
import org.stepwise.rest.internal.door.Visits;

/** Links between records, and the graph around one. */
@Component(service = BuiltIn.class)
@Path("links")
@Needs("")
@Produces(MediaType.APPLICATION_JSON)
public final class LinkResource implements BuiltIn {
    private static final int MOST = 500;

    private final Links links;
    private final Visits visits;

    @Activate
    public LinkResource(@Reference Links links, @Reference Visits visits) {
        this.links = links;
        this.visits = visits;
    }

    /** Links of one record: grouped by type, or those to one type page by page. */
    @GET
    public Panel of(
            @QueryParam("of") @DefaultValue("") String of,
            @QueryParam("type") @DefaultValue("") String type,
            @QueryParam("before") @DefaultValue("0") long before,
            @QueryParam("limit") @DefaultValue("20") @Most(MOST) int limit) {
        RecordId record = readable(of);
        if (type.isEmpty()) {
            return new Panel(links.of(record, limit).stream()
                    .filter(g -> visits.allows(g.type(), false))
                    .toList());
        }
        visits.require(type, false);
        List<Link> page = links.of(record, type, before, limit);
        return new Panel(List.of(new LinkGroup(type, page.size(), page.size() < limit, page)));
    }

    /** Records around a record, by their ids. */
    @GET
    @Path("graph")
    public Graph around(
            @QueryParam("of") @DefaultValue("") String of,
            @QueryParam("depth") @DefaultValue("1") int depth,
            @QueryParam("limit") @DefaultValue("100") @Most(MOST) int limit) {
        if (depth < 1 || depth > 3) throw Invalid.of("depth", "rest.problem.depth");
        Map<RecordId, List<Link>> found = links.around(readable(of), depth, limit);
        Map<String, List<Link>> readable = found.entrySet().stream()
                .filter(e -> visits.allows(e.getKey().type(), false))
                .collect(Collectors.toMap(
                        e -> e.getKey().toString(),
                        e -> e.getValue().stream()
                                .filter(l -> visits.allows(l.other().type(), false))
                                .toList()));
        return new Graph(readable);
    }

    @GET
    @Path("kinds")
    @Answer(body = String.class, list = true)
    public List<String> kinds() {
        return links.kinds();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Answer(body = Made.class, status = 201)
    public Response link(NewLink wanted) {
        RecordId from = RecordId.parse(wanted.from());
        RecordId to = RecordId.parse(wanted.to());
        visits.require(from.type(), true);
        visits.require(to.type(), false);
        long id = links.link(from, to, wanted.kind(), wanted.note());
        return Response.status(Response.Status.CREATED)
                .entity(new Made(id))
                .header("Location", "/api/links/" + id)
                .build();
    }

    @DELETE
    @Path("{id: [0-9]{1,18}}")
    @Needs("kernel.link")
    @Answer(status = 204)
    public void unlink(@PathParam("id") long id) {
        links.unlink(id);
    }

    private RecordId readable(String of) {
        RecordId record = RecordId.parse(of);
        visits.require(record.type(), false);
        return record;
    }

    /** @param groups one for each type at the other end */
    public record Panel(List<LinkGroup> groups) {}

    /** @param records record → links to its neighbours */
    public record Graph(Map<String, List<Link>> records) {}

    /** @param kind {@code related} when absent */
    public record NewLink(String from, String to, String kind, String note) {
        public NewLink {
            if (from == null) throw Invalid.of("from", "rest.problem.required");
            if (to == null) throw Invalid.of("to", "rest.problem.required");
            kind = kind == null ? LinkKind.RELATED : kind;
            note = note == null ? "" : note;
        }
    }

    /** The link that was made, or was there already. */
    public record Made(long id) {}
}
