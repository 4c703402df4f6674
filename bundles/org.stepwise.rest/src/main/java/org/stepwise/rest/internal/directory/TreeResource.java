package org.stepwise.rest.internal.directory;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
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
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Person;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.directory.UnitMoves;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.rest.internal.Answer;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.Needs;
import org.stepwise.rest.internal.Times;
import org.stepwise.rest.internal.access.Rights;
import org.stepwise.rest.internal.rollout.Names;

/** The tree of units, on any day, and moving a unit in it. */
@Component(service = BuiltIn.class)
@Path("directory/tree")
@Needs("directory.unit")
@Produces(MediaType.APPLICATION_JSON)
public final class TreeResource implements BuiltIn {
    private final Directory directory;
    private final Transactions tx;
    private final Names names;
    private final Rights rights;
    private final UnitMoves moves;
    private final Clock clock;

    @Activate
    public TreeResource(
            @Reference Directory directory,
            @Reference Transactions tx,
            @Reference Names names,
            @Reference Rights rights,
            @Reference UnitMoves moves,
            @Reference Clock clock) {
        this.directory = directory;
        this.tx = tx;
        this.names = names;
        this.rights = rights;
        this.moves = moves;
        this.clock = clock;
    }

    /** Parents before children. */
    @GET
    @Answer(body = Unit.class, list = true)
    public List<Unit> tree(
            @QueryParam("tree") @DefaultValue(Directory.MAIN) String tree,
            @QueryParam("day") @DefaultValue("") String day) {
        LocalDate on = day.isEmpty()
                ? LocalDate.ofInstant(clock.instant(), rights.caller().zone())
                : Times.day("day", day);
        return tx.read(() -> directory.tree(tree, on));
    }

    @GET
    @Path("{unit}")
    public Unit unit(@PathParam("unit") String unit) {
        long id = names.units(List.of(unit)).iterator().next();
        return directory.unit(id).orElseThrow(() -> NotFound.of(unit));
    }

    @GET
    @Path("{unit}/people")
    @Answer(body = Person.class, list = true)
    public List<Person> people(
            @PathParam("unit") String unit, @QueryParam("below") @DefaultValue("false") boolean below) {
        long id = names.units(List.of(unit)).iterator().next();
        return tx.read(() -> directory.people(id, below));
    }

    /** What moving the unit there would change; nothing is changed. */
    @GET
    @Path("{unit}/move")
    public UnitMoves.Preview preview(
            @PathParam("unit") String unit, @QueryParam("parent") @DefaultValue("") String parent) {
        rights.require(Actions.ADMINISTER, "directory.unit");
        long id = names.units(List.of(unit)).iterator().next();
        if (parent.isBlank()) throw Invalid.of("parent", "kernel.field.required", Map.of("field", "parent"));
        return moves.preview(id, names.units(List.of(parent)).iterator().next());
    }

    /** With all below. */
    @POST
    @Path("{unit}/move")
    @Consumes(MediaType.APPLICATION_JSON)
    public Unit move(@PathParam("unit") String unit, NewParent wanted) {
        rights.require(Actions.ADMINISTER, "directory.unit");
        long id = names.units(List.of(unit)).iterator().next();
        long parent = names.units(List.of(wanted.parent())).iterator().next();
        tx.run(() -> directory.move(id, parent));
        return directory.unit(id).orElseThrow(() -> NotFound.of(unit));
    }

    /** @param parent id, code or name */
    public record NewParent(String parent) {
        public NewParent {
            if (parent == null) throw Invalid.of("parent", "rest.problem.required");
        }
    }
}
