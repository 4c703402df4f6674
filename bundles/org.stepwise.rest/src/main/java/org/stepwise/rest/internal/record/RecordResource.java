package org.stepwise.rest.internal.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PATCH;
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
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.Card;
import org.stepwise.kernel.api.record.HistoryEntry;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.kernel.api.record.Rows;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.rest.internal.Answer;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.Most;
import org.stepwise.rest.internal.Times;
import org.stepwise.rest.internal.door.Visits;
import org.stepwise.rest.internal.json.JsonBody;
import org.stepwise.rest.internal.json.JsonView;
import org.stepwise.rest.internal.json.RowJson;

/** Records of every type, at {@code /api/crm/customer}. */
@Component(service = BuiltIn.class)
@Path("{module: [a-z][a-z0-9]*}/{type: [a-z][a-z0-9]*}")
@Produces(MediaType.APPLICATION_JSON)
public final class RecordResource implements BuiltIn {
    private static final String ITEM = "{id: [0-9]{1,18}}";
    private static final int COUNT_TO = 1_000;
    private static final int HISTORY = 500;

    private final Records records;
    private final OpenTypes types;
    private final Texts texts;
    private final Visits visits;
    private final Idempotency idempotency;
    private final Echo echo;

    @Activate
    public RecordResource(
            @Reference Records records,
            @Reference OpenTypes types,
            @Reference Texts texts,
            @Reference Visits visits,
            @Reference Idempotency idempotency) {
        this.records = records;
        this.types = types;
        this.texts = texts;
        this.visits = visits;
        this.idempotency = idempotency;
        this.echo = new Echo(records);
    }

    @GET
    @Answer(schema = "page")
    public JsonView list(
            @PathParam("module") String module, @PathParam("type") String name, @BeanParam ListQuery asked) {
        RecordType<?> type = types.requireSeen(module, name);
        Query query = asked.query(types.caller());
        Rows rows = records.list(type.id(), query);
        Optional<Rows.Count> count =
                asked.count ? Optional.of(records.count(type.id(), query, COUNT_TO)) : Optional.empty();
        return out -> {
            RowJson json = new RowJson(type);
            out.writeStartObject();
            out.writeArrayFieldStart("items");
            for (Row row : rows.rows()) json.row(out, row);
            out.writeEndArray();
            out.writeStringField("next", rows.next().orElse(null));
            if (count.isPresent()) {
                out.writeObjectFieldStart("count");
                out.writeNumberField("value", count.get().value());
                out.writeBooleanField("exact", count.get().exact());
                out.writeEndObject();
            }
            out.writeEndObject();
        };
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Answer(schema = "item", status = 201)
    public Response create(
            @PathParam("module") String module,
            @PathParam("type") String name,
            @HeaderParam("Idempotency-Key") @DefaultValue("") String key,
            ObjectNode body) {
        RecordType<?> type = types.require(module, name);
        RecordId made = idempotency.once(
                key, type.id(), body.toString(), () -> records.create(type.id(), Values.read(type, body)));
        return written(Response.Status.CREATED, type, made)
                .header("Location", "/api" + made.path())
                .build();
    }

    @GET
    @Path("initial")
    @Answer(schema = "values")
    public JsonView initial(@PathParam("module") String module, @PathParam("type") String name) {
        RecordType<?> type = types.require(module, name);
        Map<String, Object> values = records.initial(type.id());
        return out -> new RowJson(type).values(out, values);
    }

    @GET
    @Path(ITEM)
    @Answer(schema = "item")
    public Response item(
            @PathParam("module") String module,
            @PathParam("type") String name,
            @PathParam("id") String id,
            @HeaderParam("If-None-Match") @DefaultValue("") String known) {
        RecordType<?> type = types.require(module, name);
        Card card = records.card(RecordId.parse(type.id() + ":" + id));
        String tag = Version.tag(card.row().version());
        if (known.equals(tag)) return Response.notModified().header("ETag", tag).build();
        return item(Response.ok(), type, card).build();
    }

    @PATCH
    @Path(ITEM)
    @Consumes({JsonBody.MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Answer(schema = "item", orNothing = true)
    public Response change(
            @PathParam("module") String module,
            @PathParam("type") String name,
            @PathParam("id") String id,
            @HeaderParam("If-Match") String seen,
            ObjectNode body) {
        RecordType<?> type = types.require(module, name);
        RecordId record = RecordId.parse(type.id() + ":" + id);
        long version = seen(seen, record);
        records.update(record, version, echo.changes(type, record, version, body));
        return written(Response.Status.OK, type, record).build();
    }

    @DELETE
    @Path(ITEM)
    @Answer(status = 204)
    public void delete(
            @PathParam("module") String module,
            @PathParam("type") String name,
            @PathParam("id") String id,
            @HeaderParam("If-Match") String seen) {
        RecordId record = types.id(module, name, id);
        records.delete(record, seen(seen, record));
    }

    @POST
    @Path(ITEM + "/restore")
    @Answer(schema = "item")
    public Response restore(
            @PathParam("module") String module, @PathParam("type") String name, @PathParam("id") String id) {
        RecordType<?> type = types.require(module, name);
        RecordId record = RecordId.parse(type.id() + ":" + id);
        records.restore(record);
        return item(Response.ok(), type, record).build();
    }

    @POST
    @Path(ITEM + "/actions/{action: [A-Za-z0-9-]+}")
    @Answer(schema = "item", orNothing = true)
    public Response act(
            @PathParam("module") String module,
            @PathParam("type") String name,
            @PathParam("id") String id,
            @PathParam("action") String action,
            @HeaderParam("If-Match") String seen) {
        RecordType<?> type = types.require(module, name);
        RecordId record = RecordId.parse(type.id() + ":" + id);
        if (type.actions().stream().noneMatch(a -> a.id().equals(action))) throw NotFound.of(action);
        records.act(record, seen(seen, record), action);
        return written(Response.Status.OK, type, record).build();
    }

    @POST
    @Path(ITEM + "/owner")
    @Consumes(MediaType.APPLICATION_JSON)
    @Answer(schema = "item", orNothing = true)
    public Response handOver(
            @PathParam("module") String module,
            @PathParam("type") String name,
            @PathParam("id") String id,
            NewOwner body) {
        RecordType<?> type = types.require(module, name);
        RecordId record = RecordId.parse(type.id() + ":" + id);
        records.handOver(record, body.ownerId());
        return written(Response.Status.OK, type, record).build();
    }

    @GET
    @Path(ITEM + "/history")
    @Answer(body = HistoryEntry.class, list = true)
    public List<HistoryEntry> history(
            @PathParam("module") String module,
            @PathParam("type") String name,
            @PathParam("id") String id,
            @QueryParam("limit") @DefaultValue("100") @Most(HISTORY) int limit) {
        return records.history(types.id(module, name, id), limit);
    }

    @GET
    @Path(ITEM + "/at")
    @Answer(schema = "row")
    public JsonView at(
            @PathParam("module") String module,
            @PathParam("type") String name,
            @PathParam("id") String id,
            @QueryParam("time") @DefaultValue("") String time) {
        RecordType<?> type = types.require(module, name);
        RecordId record = RecordId.parse(type.id() + ":" + id);
        Row row = records.at(record, Times.instant("time", time)).orElseThrow(() -> NotFound.of(record));
        return out -> new RowJson(type).row(out, row);
    }

    private long seen(String ifMatch, RecordId record) {
        return Version.seen(ifMatch, () -> records.card(record).row().version());
    }

    private Response.ResponseBuilder item(Response.ResponseBuilder answer, RecordType<?> type, RecordId record) {
        return item(answer, type, records.card(record));
    }

    /** The item as it is now. What was just written may be out of the writer's sight: it is done, and there is nothing to show. */
    private Response.ResponseBuilder written(Response.Status status, RecordType<?> type, RecordId record) {
        try {
            return item(Response.status(status), type, record);
        } catch (NotFound outOfSight) {
            return status == Response.Status.CREATED ? Response.status(status) : Response.noContent();
        }
    }

    private Response.ResponseBuilder item(Response.ResponseBuilder answer, RecordType<?> type, Card card) {
        String locked =
                card.locked().map(key -> texts.text(visits.locale(), key)).orElse("");
        JsonView body = out -> new RowJson(type).card(out, card, locked);
        return answer.entity(body).header("ETag", Version.tag(card.row().version()));
    }

    /** Who gets the record. */
    public record NewOwner(long ownerId) {}
}
