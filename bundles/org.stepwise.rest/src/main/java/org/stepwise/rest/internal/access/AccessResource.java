package org.stepwise.rest.internal.access;

import java.util.List;
import java.util.Locale;
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
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.access.Explanation;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.Needs;
import org.stepwise.rest.internal.door.Visits;

/** Why somebody may or may not do something (ACC-8): about oneself, or for administrators about anybody. */
@Component(service = BuiltIn.class)
@Path("access/explain")
@Needs("directory.person")
@Produces(MediaType.APPLICATION_JSON)
public final class AccessResource implements BuiltIn {
    private final Access access;
    private final Callers callers;
    private final Directory directory;
    private final Rights rights;
    private final Texts texts;
    private final Visits visits;

    @Activate
    public AccessResource(
            @Reference Access access,
            @Reference Callers callers,
            @Reference Directory directory,
            @Reference Rights rights,
            @Reference Texts texts,
            @Reference Visits visits) {
        this.access = access;
        this.callers = callers;
        this.directory = directory;
        this.rights = rights;
        this.texts = texts;
        this.visits = visits;
    }

    @GET
    public Explained explain(
            @QueryParam("user") @DefaultValue("") String user,
            @QueryParam("action") @DefaultValue("see") String action,
            @QueryParam("record") @DefaultValue("") String record) {
        Caller caller = callers.current();
        boolean own = user.isEmpty() || user.equals(caller.account());
        if (!own) rights.require(Actions.ADMINISTER, "directory.person");
        Caller subject =
                own ? caller : callers.account(directory.requireAccount(user).account(), Door.REST);
        Explanation explanation = access.explain(subject, action, RecordId.parse(record));
        Locale locale = visits.locale();
        return new Explained(
                subject.account(),
                action,
                record,
                explanation.allowed(),
                explanation.steps().stream()
                        .map(s -> new Step(
                                s.rule(),
                                s.effect().name().toLowerCase(Locale.ROOT),
                                texts.text(locale, s.key(), s.args())))
                        .toList());
    }

    /** The answer with every rule that was looked at. */
    public record Explained(String user, String action, String record, boolean allowed, List<Step> steps) {}

    /** @param effect gives, refuses or silent */
    public record Step(String rule, String effect, String text) {}
}
