package org.stepwise.rest.internal.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.signin.SignIn;
import org.stepwise.rest.internal.Answer;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.Needs;
import org.stepwise.rest.internal.door.Visits;

/** Signing in and out, the own password, and who one is. */
@Component(service = BuiltIn.class)
@Path("session")
@Needs("")
@Produces(MediaType.APPLICATION_JSON)
public final class SessionResource implements BuiltIn {
    private final SignIn signIn;
    private final Callers callers;
    private final Visits visits;

    @Activate
    public SessionResource(@Reference SignIn signIn, @Reference Callers callers, @Reference Visits visits) {
        this.signIn = signIn;
        this.callers = callers;
        this.visits = visits;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Answer(body = Opened.class, status = 201)
    public Response signIn(Credentials who, @Context HttpServletRequest request) {
        return opened(who.user(), who.password(), request, Response.Status.CREATED);
    }

    @GET
    public Self self() {
        Caller caller = callers.current();
        SignIn.Entry entry = visits.current().entry().orElseThrow();
        return new Self(
                caller.person(),
                caller.account(),
                caller.name(),
                caller.locale().toLanguageTag(),
                caller.zone().getId(),
                new TreeSet<>(caller.roles()),
                new TreeSet<>(caller.opening().modules()),
                entry.csrf(),
                entry.mustChange(),
                new TreeSet<>(entry.scopes()),
                caller.onBehalf());
    }

    @DELETE
    @Answer(status = 204)
    public Response signOut(@Context HttpServletRequest request) {
        if (!visits.current().cookie().isEmpty())
            signIn.signOut(visits.current().cookie());
        return Response.noContent()
                .header("Set-Cookie", cookie("", request) + "; Max-Age=0")
                .build();
    }

    /** A new password ends every session; this one goes on with a new cookie. */
    @POST
    @Path("password")
    @Needs("directory.person")
    @Consumes(MediaType.APPLICATION_JSON)
    @Answer(body = Opened.class)
    public Response password(NewPassword wanted, @Context HttpServletRequest request) {
        String account = callers.current().account();
        signIn.password(account, wanted.old(), wanted.password());
        return opened(account, wanted.password(), request, Response.Status.OK);
    }

    private Response opened(String user, String password, HttpServletRequest request, Response.Status status) {
        String agent = Optional.ofNullable(request.getHeader("User-Agent")).orElse("");
        SignIn.Session session = signIn.signIn(user, password, agent, request.getRemoteAddr(), Door.REST);
        return Response.status(status)
                .entity(new Opened(session.csrf(), session.mustChange()))
                .header("Set-Cookie", cookie(session.cookie(), request))
                .build();
    }

    private static String cookie(String value, HttpServletRequest request) {
        return SignIn.COOKIE + "=" + value + "; Path=/; HttpOnly; SameSite=Lax"
                + (request.isSecure() ? "; Secure" : "");
    }

    @GET
    @Path("sessions")
    @Needs("directory.person")
    @Answer(body = SessionView.class, list = true)
    public List<SessionView> sessions() {
        return signIn.sessions(callers.current().person()).stream()
                .map(s -> new SessionView(s.id(), s.since(), s.lastSeen(), s.userAgent(), s.address()))
                .toList();
    }

    @DELETE
    @Path("sessions/{id: [0-9]{1,18}}")
    @Needs("directory.person")
    @Answer(status = 204)
    public void revoke(@PathParam("id") long id) {
        signIn.revoke(id);
    }

    @GET
    @Path("tokens")
    @Needs("directory.person")
    @Answer(body = SignIn.Token.class, list = true)
    public List<SignIn.Token> tokens() {
        return signIn.tokens();
    }

    /** The secret is shown this once. */
    @POST
    @Path("tokens")
    @Needs("directory.person")
    @Consumes(MediaType.APPLICATION_JSON)
    @Answer(body = SignIn.Token.class, status = 201)
    public Response token(NewToken wanted) {
        SignIn.Token made = signIn.createToken(wanted.name(), wanted.scopes(), Optional.ofNullable(wanted.until()));
        return Response.status(Response.Status.CREATED).entity(made).build();
    }

    @DELETE
    @Path("tokens/{id: [0-9]{1,18}}")
    @Needs("directory.person")
    @Answer(status = 204)
    public void endToken(@PathParam("id") long id) {
        signIn.revokeToken(id);
    }

    /** What somebody signs in with. */
    public record Credentials(String user, String password) {
        public Credentials {
            if (user == null) throw Invalid.of("user", "rest.problem.required");
            if (password == null) throw Invalid.of("password", "rest.problem.required");
        }
    }

    /** @param csrf to be sent as {@code X-CSRF-Token} with every write of this session */
    public record Opened(String csrf, boolean mustChange) {}

    /** Old and new password. */
    public record NewPassword(String old, String password) {
        public NewPassword {
            if (old == null) throw Invalid.of("old", "rest.problem.required");
            if (password == null) throw Invalid.of("password", "rest.problem.required");
        }
    }

    /** @param scopes record types or {@code *}, with {@code :read} for reading only @param until absent = without end */
    public record NewToken(String name, Set<String> scopes, Instant until) {
        public NewToken {
            if (name == null || name.isBlank()) throw Invalid.of("name", "rest.problem.required");
            if (scopes == null || scopes.isEmpty()) throw Invalid.of("scopes", "rest.problem.required");
        }
    }

    /** The caller. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Self(
            long id,
            String account,
            String name,
            String locale,
            String zone,
            Set<String> roles,
            Set<String> modules,
            String csrf,
            boolean mustChange,
            Set<String> scopes,
            Optional<Long> onBehalf) {}

    /** A session of the caller, without its secrets. */
    public record SessionView(long id, Instant since, Instant lastSeen, String userAgent, String address) {}
}
