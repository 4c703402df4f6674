package org.stepwise.rest.internal.module;

import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.ws.rs.Consumes;
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
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.job.Jobs;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.module.Releases;
import org.stepwise.kernel.api.module.Removal;
import org.stepwise.kernel.api.rollout.Rehearsal;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.rest.internal.Answer;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.Needs;
import org.stepwise.rest.internal.access.Rights;
import org.stepwise.rest.internal.door.Visits;

/** Modules: those that are open to the caller; all of them, and their life cycle, for administrators. */
@Component(service = BuiltIn.class)
@Path("modules")
@Needs("kernel.module")
@Produces(MediaType.APPLICATION_JSON)
public final class ModuleResource implements BuiltIn {
    private static final String TYPE = "kernel.module";

    private final Modules modules;
    private final Jobs jobs;
    private final Rights rights;
    private final Texts texts;
    private final Visits visits;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Releases releases;

    @Activate
    public ModuleResource(
            @Reference Modules modules,
            @Reference Jobs jobs,
            @Reference Rights rights,
            @Reference Texts texts,
            @Reference Visits visits) {
        this.modules = modules;
        this.jobs = jobs;
        this.rights = rights;
        this.texts = texts;
        this.visits = visits;
    }

    @GET
    @Answer(body = ModuleView.class, list = true)
    public List<ModuleView> all() {
        return modules.all().stream()
                .filter(m -> administers() || open(m.id()))
                .map(this::view)
                .toList();
    }

    @GET
    @Path("{id}")
    public ModuleView one(@PathParam("id") String id) {
        if (!administers() && !open(id)) throw NotFound.of(id);
        return view(modules.info(id));
    }

    /** What installing would bring; nothing is changed. */
    @GET
    @Path("{id}/preview")
    public Preview preview(@PathParam("id") String id) {
        rights.require(Actions.ADMINISTER, TYPE);
        return new Preview(modules.preview(id), modules.pendingMigrations(id));
    }

    @POST
    @Path("{id}/install")
    public ModuleView install(@PathParam("id") String id) {
        rights.require(Actions.ADMINISTER, TYPE);
        return view(modules.install(id));
    }

    /** Installs a module that is not there: the body is the kar file itself. */
    @POST
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Answer(body = ModuleView.class)
    public ModuleView bring(
            @QueryParam("name") @DefaultValue("") String name,
            @QueryParam("checksum") @DefaultValue("") String checksum,
            InputStream archive) {
        rights.require(Actions.ADMINISTER, TYPE);
        return view(releases().install(delivery(name, checksum, archive)));
    }

    /** Brings another version of a module that is there: the body is the kar file itself. What fails is taken back. */
    @POST
    @Path("upgrade")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Answer(body = ModuleView.class)
    public ModuleView renew(
            @QueryParam("name") @DefaultValue("") String name,
            @QueryParam("checksum") @DefaultValue("") String checksum,
            InputStream archive) {
        rights.require(Actions.ADMINISTER, TYPE);
        return view(releases().upgrade(delivery(name, checksum, archive)));
    }

    private static Releases.Delivery delivery(String name, String checksum, InputStream archive) {
        if (name.isBlank()) throw Invalid.of("name", "rest.problem.required");
        return Releases.Delivery.of(archive, name, checksum);
    }

    /** Goes to a version that is kept, or without one to that which the server itself carries. */
    @POST
    @Path("{id}/upgrade")
    public ModuleView change(@PathParam("id") String id, @QueryParam("version") @DefaultValue("") String version) {
        rights.require(Actions.ADMINISTER, TYPE);
        return view(releases().upgrade(id, version));
    }

    /** Versions from outside that are kept, and the last attempt that was taken back. */
    @GET
    @Path("{id}/releases")
    public ReleaseView releases(@PathParam("id") String id) {
        rights.require(Actions.ADMINISTER, TYPE);
        modules.info(id);
        List<FailureView> failures = releases().failure(id).stream()
                .map(failed -> new FailureView(
                        failed.version(),
                        failed.at().toString(),
                        texts.text(visits.locale(), failed.key(), failed.args())))
                .toList();
        return new ReleaseView(releases().of(id), failures);
    }

    private Releases releases() {
        Releases now = releases;
        if (now == null) throw new Unavailable("release.problem.unavailable");
        return now;
    }

    /** How much data the module has: its tables with their record types, and what others keep of its records. */
    @GET
    @Path("{id}/data")
    @Answer(body = Removal.Holding.class, list = true)
    public List<Removal.Holding> data(@PathParam("id") String id) {
        rights.require(Actions.ADMINISTER, TYPE);
        return modules.holdings(id);
    }

    /**
     * The data is kept unless said otherwise. {@code export} and {@code purge} go on in the background: 202 with the run. A purge
     * needs the module's id in {@code confirm}.
     */
    @POST
    @Path("{id}/uninstall")
    @Answer(body = ModuleView.class)
    public Response uninstall(
            @PathParam("id") String id,
            @QueryParam("data") @DefaultValue("keep") String data,
            @QueryParam("confirm") @DefaultValue("") String confirm) {
        rights.require(Actions.ADMINISTER, TYPE);
        Removal.Data chosen = chosen(data);
        modules.requireRemovable(id, chosen, confirm);
        if (chosen == Removal.Data.KEEP)
            return Response.ok(view(modules.uninstall(id))).build();
        return JobResource.accepted(
                jobs.start("kernel.module.removing", progress -> modules.remove(id, chosen, confirm, progress)));
    }

    private static Removal.Data chosen(String data) {
        try {
            return Removal.Data.valueOf(data.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Invalid.of("data", "rest.problem.moduleData", Map.of("data", data));
        }
    }

    private boolean administers() {
        return rights.may(Actions.ADMINISTER, TYPE);
    }

    private boolean open(String id) {
        return modules.find(id).isPresent() && rights.caller().opening().opens(id);
    }

    private ModuleView view(Modules.Info module) {
        Locale locale = visits.locale();
        boolean all = administers();
        return new ModuleView(
                module.id(),
                texts.find(locale, module.id() + ".module.name").orElse(module.id()),
                module.version(),
                module.state().name().toLowerCase(Locale.ROOT),
                all ? module.reason() : "",
                all ? module.waitsFor() : List.of(),
                all ? module.phases() : Set.of(),
                module.types(),
                module.functions(),
                module.bytes());
    }

    /** A module as REST shows it. */
    public record ModuleView(
            String id,
            String name,
            String version,
            String state,
            String reason,
            List<String> waitsFor,
            Set<String> phases,
            List<String> types,
            List<String> functions,
            long bytes) {}

    /** Versions of a module that are kept, newest first; at most one failure. */
    public record ReleaseView(List<Releases.Release> releases, List<FailureView> failures) {}

    /** An attempt that was taken back. */
    public record FailureView(String version, String at, String reason) {}

    /** Bundles and schema files that would come. */
    public record Preview(List<Rehearsal.Install> install, List<String> migrations) {}
}
