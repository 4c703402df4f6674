package org.stepwise.rest.internal.directory;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
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
import org.stepwise.kernel.api.directory.PersonState;
import org.stepwise.kernel.api.signin.SignIn;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.rest.internal.Answer;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.Most;
import org.stepwise.rest.internal.Needs;
import org.stepwise.rest.internal.access.Rights;
import org.stepwise.rest.internal.rollout.Names;

/** People beyond their records: who leads whom, state, roles, one-time passwords. */
@Component(service = BuiltIn.class)
@Path("directory/people")
@Needs("directory.person")
@Produces(MediaType.APPLICATION_JSON)
public final class PeopleResource implements BuiltIn {
    private static final String TYPE = "directory.person";
    private static final int MOST = 50;

    private final Directory directory;
    private final SignIn signIn;
    private final Transactions tx;
    private final Names names;
    private final Rights rights;

    @Activate
    public PeopleResource(
            @Reference Directory directory,
            @Reference SignIn signIn,
            @Reference Transactions tx,
            @Reference Names names,
            @Reference Rights rights) {
        this.directory = directory;
        this.signIn = signIn;
        this.tx = tx;
        this.names = names;
        this.rights = rights;
    }

    /** Active people by name, account, pinyin or initials. */
    @GET
    @Answer(body = Person.class, list = true)
    public List<Person> suggest(
            @QueryParam("q") @DefaultValue("") String text,
            @QueryParam("limit") @DefaultValue("20") @Most(MOST) int limit) {
        return tx.read(() -> directory.suggest(text, limit));
    }

    @GET
    @Path("{person}")
    public Person person(@PathParam("person") String person) {
        return directory.person(id(person)).orElseThrow(() -> NotFound.of(person));
    }

    /** Direct superior first. */
    @GET
    @Path("{person}/superiors")
    @Answer(body = Person.class, list = true)
    public List<Person> superiors(@PathParam("person") String person) {
        return tx.read(() -> directory.superiors(id(person)));
    }

    /** Ids of all direct and indirect subordinates. */
    @GET
    @Path("{person}/subordinates")
    public Subordinates subordinates(@PathParam("person") String person) {
        return new Subordinates(tx.read(() -> directory.subordinates(id(person))));
    }

    /** Freezing ends every open session at the next request. */
    @PUT
    @Path("{person}/state")
    @Consumes(MediaType.APPLICATION_JSON)
    public Person state(@PathParam("person") String person, NewState wanted) {
        rights.require(Actions.ADMINISTER, TYPE);
        tx.run(() -> directory.state(id(person), wanted.state()));
        return person(person);
    }

    /** A one-time password that must be changed at the first sign-in; shown this once. */
    @POST
    @Path("{person}/invite")
    public Invited invite(@PathParam("person") String person) {
        rights.require(Actions.ADMINISTER, TYPE);
        String account = person(person).account();
        return new Invited(account, signIn.invite(account));
    }

    @PUT
    @Path("{person}/roles/{role}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Answer(status = 204)
    public void grant(@PathParam("person") String person, @PathParam("role") String role, Units units) {
        rights.require(Actions.ADMINISTER, TYPE);
        tx.run(() -> directory.grantRole(role, id(person), names.units(units.units())));
    }

    @DELETE
    @Path("{person}/roles/{role}")
    @Answer(status = 204)
    public void revoke(@PathParam("person") String person, @PathParam("role") String role) {
        rights.require(Actions.ADMINISTER, TYPE);
        tx.run(() -> directory.revokeRole(role, id(person)));
    }

    private long id(String person) {
        return Optional.of(names.persons(List.of(person)))
                .map(Set::iterator)
                .orElseThrow()
                .next();
    }

    /** Ids. */
    public record Subordinates(Set<Long> ids) {}

    /** The state to come. */
    public record NewState(PersonState state) {
        public NewState {
            if (state == null) throw Invalid.of("state", "rest.problem.required");
        }
    }

    /** An account and its one-time password. */
    public record Invited(String account, String password) {}

    /** @param units ids, codes or names, for a role whose scope is chosen units */
    public record Units(List<String> units) {
        public Units {
            units = units == null ? List.of() : units;
        }
    }
}
