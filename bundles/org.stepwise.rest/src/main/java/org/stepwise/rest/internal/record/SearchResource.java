package org.stepwise.rest.internal.record;

import java.util.List;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.Most;
import org.stepwise.rest.internal.Needs;
import org.stepwise.rest.internal.door.Visits;

/** Search by prefix of name, number, pinyin or initials, over everything that is open to the caller. */
@Component(service = BuiltIn.class)
@Path("search")
@Needs("")
@Produces(MediaType.APPLICATION_JSON)
public final class SearchResource implements BuiltIn {
    private static final int MOST = 100;

    private final Records records;
    private final OpenTypes types;
    private final Visits visits;

    @Activate
    public SearchResource(@Reference Records records, @Reference OpenTypes types, @Reference Visits visits) {
        this.records = records;
        this.types = types;
        this.visits = visits;
    }

    @GET
    public Hits find(
            @QueryParam("q") @DefaultValue("") String text,
            @QueryParam("type") @DefaultValue("") String type,
            @QueryParam("limit") @DefaultValue("20") @Most(MOST) int limit) {
        return new Hits(rows(text.strip(), type, limit).stream()
                .filter(r -> visits.allows(r.record().type(), false))
                .map(r -> new Hit(r.record(), r.record().type(), r.id(), r.number(), r.title()))
                .toList());
    }

    private List<Row> rows(String text, String type, int most) {
        if (text.isEmpty()) return List.of();
        if (type.isEmpty()) return records.suggestAll(text, most);
        return records.suggest(types.require(type).id(), text, most);
    }

    /** Best first. */
    public record Hits(List<Hit> items) {}

    /** One record found. */
    public record Hit(RecordId ref, String type, long id, String number, String title) {}
}
