package org.stepwise.web.internal.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.access.Explanation;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.audit.AuditWords;
import org.stepwise.kernel.api.job.Jobs;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.rollout.Totals;
import org.stepwise.kernel.api.signin.SignIn;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.AdminGate;
import org.stepwise.web.internal.page.Days;
import org.stepwise.web.internal.page.OwnPage;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** Administration: modules, audit log, jobs, why somebody may do something, and looking through somebody's eyes. */
public final class AdminPage implements OwnPage {
    private static final int ENTRIES = 100;
    private final Services services;
    private final Archives archives;

    public AdminPage(Services services) {
        this.services = services;
        this.archives = new Archives(services);
    }

    /**
     * A module.
     *
     * @param use people with access and active ones, as the board counts them; empty when that may not be seen
     * @param failure why its last change of version was taken back, "" when it was not
     */
    record ModuleRow(
            Modules.Info info,
            String name,
            String description,
            String state,
            String tone,
            boolean kernel,
            Optional<Totals> use,
            String failure) {}

    record AuditRow(Audit.Entry entry, String what, String account, String about, List<String> details) {}

    record AuditModel(
            List<AuditRow> rows,
            String what,
            String account,
            String about,
            String from,
            String to,
            String older,
            List<Audit.Verification> checked) {}

    record JobRow(Jobs.Info info, String name, String every) {}

    record RunRow(Jobs.Run run, String name, String state, String tone, boolean going) {}

    record Step(String rule, String effect, String tone, String icon, String text) {}

    record AccessModel(
            String account,
            String action,
            String record,
            String title,
            List<String> actions,
            List<Step> steps,
            boolean asked,
            boolean allowed) {}

    @Override
    public Reply get(Visit visit) {
        return switch (visit.rest()) {
            case "" ->
                Reply.page("admin", "web.admin", Map.of("doors", AdminGate.open(services, visit.caller())))
                        .current("/admin");
            case "modules" -> modules(visit);
            case "audit" -> audit(visit, List.of());
            case "jobs" -> jobs(visit);
            case "access" -> access(visit);
            default -> throw NotFound.of(visit.path());
        };
    }

    @Override
    public Reply post(Visit visit) {
        return switch (visit.rest()) {
            case "modules" -> changeModule(visit);
            case "audit" -> {
                AdminGate.require(services, visit.caller(), "kernel.audit:see");
                Audit.Verification verification = services.audit.verify();
                yield services.tx.get(() -> audit(visit, List.of(verification)));
            }
            case "jobs" -> changeJob(visit);
            case "view-as" -> viewAs(visit);
            default -> throw NotFound.of(visit.path());
        };
    }

    private Reply page(Visit visit, String template, String title, Object model) {
        String above = services.texts.text(visit.locale(), "web.admin");
        return Reply.page(template, title, model)
                .under(new Reply.Crumb(above, "/admin"))
                .current("/admin");
    }

    private Reply modules(Visit visit) {
        AdminGate.require(services, visit.caller(), "kernel.module:administer");
        List<ModuleRow> rows = new ArrayList<>();
        boolean figures = services.access.may(visit.caller(), "rollout.phase", Actions.SEE);
        Map<String, Totals> use = figures ? services.rollout.use() : Map.of();
        for (Modules.Info info : services.modules.all()) {
            String name = services.texts
                    .find(visit.locale(), info.id() + ".module.name")
                    .orElse(info.id());
            String description = services.texts
                    .find(visit.locale(), info.id() + ".module.description")
                    .orElse("");
            String state = services.texts.text(
                    visit.locale(), "web.modules." + info.state().name());
            boolean kernel = services.modules
                    .find(info.id())
                    .map(m -> m.area().equals("kernel"))
                    .orElse(false);
            Optional<Totals> used = Optional.ofNullable(use.get(info.id()));
            String failure = kernel ? "" : archives.failure(visit, info.id());
            rows.add(new ModuleRow(info, name, description, state, tone(info.state()), kernel, used, failure));
        }
        return page(visit, "modules", "web.modules", Map.of("modules", rows, "archives", archives.possible()));
    }

    private static String tone(Modules.State state) {
        return switch (state) {
            case READY -> "ok";
            case FAILED -> "bad";
            case WAITING, MIGRATING -> "warn";
            case AVAILABLE -> "";
        };
    }

    private Reply changeModule(Visit visit) {
        AdminGate.require(services, visit.caller(), "kernel.module:administer");
        Optional<Reply> brought = archives.brought(visit);
        if (brought.isPresent()) return brought.get();
        String id = visit.param("module");
        boolean install = visit.param("step").equals("install");
        if (install) services.modules.install(id);
        else services.modules.uninstall(id);
        return Reply.redirect(
                "/admin/modules", install ? "web.modules.installed" : "web.modules.uninstalled", Map.of("module", id));
    }

    private Reply audit(Visit visit, List<Audit.Verification> checked) {
        AdminGate.require(services, visit.caller(), "kernel.audit:see");
        List<Audit.Entry> entries = services.audit.list(
                visit.param("what"),
                visit.param("account"),
                visit.param("about"),
                start(visit, "from", 0),
                start(visit, "to", 1),
                visit.number("before").orElse(0),
                ENTRIES);
        List<AuditRow> rows = new ArrayList<>();
        AuditWords words = new AuditWords(services.texts, visit.locale());
        for (Audit.Entry entry : entries) {
            String what =
                    services.texts.find(visit.locale(), "audit." + entry.what()).orElse(entry.what());
            rows.add(new AuditRow(
                    entry,
                    what,
                    words.account(entry.account()),
                    words.about(entry.what(), entry.about()),
                    words.of(entry.details())));
        }
        String older = entries.size() < ENTRIES
                ? ""
                : String.valueOf(entries.get(ENTRIES - 1).id());
        AuditModel model = new AuditModel(
                rows,
                visit.param("what"),
                visit.param("account"),
                visit.param("about"),
                visit.param("from"),
                visit.param("to"),
                older,
                checked);
        return page(visit, "audit", "web.audit", model);
    }

    private static Optional<Instant> start(Visit visit, String name, int plusDays) {
        return Days.read(name, visit.param(name))
                .map(day -> day.plusDays(plusDays)
                        .atStartOfDay(visit.caller().zone())
                        .toInstant());
    }

    private Reply jobs(Visit visit) {
        AdminGate.require(services, visit.caller(), "kernel.job:administer");
        List<JobRow> jobs = services.jobs.jobs().stream()
                .map(info -> new JobRow(info, jobName(visit, info.id()), period(visit, info.every())))
                .toList();
        List<RunRow> runs = services.jobs.runs("", ENTRIES).stream()
                .map(run -> run(visit, run))
                .toList();
        return page(visit, "jobs", "web.jobs", Map.of("jobs", jobs, "runs", runs));
    }

    private String jobName(Visit visit, String id) {
        return services.texts
                .find(visit.locale(), "job." + id)
                .or(() -> services.texts.find(visit.locale(), id))
                .orElse(id);
    }

    /** A time of day, or a duration in whole hours or minutes. */
    private String period(Visit visit, String every) {
        if (every.contains(":")) return services.texts.text(visit.locale(), "web.jobs.daily", Map.of("time", every));
        long minutes = Duration.parse(every).toMinutes();
        return minutes % 60 == 0
                ? services.texts.text(visit.locale(), "web.jobs.hours", Map.of("count", minutes / 60))
                : services.texts.text(visit.locale(), "web.jobs.minutes", Map.of("count", minutes));
    }

    private RunRow run(Visit visit, Jobs.Run run) {
        String tone = switch (run.state()) {
            case DONE -> "ok";
            case FAILED -> "bad";
            case RUNNING -> "brand";
            case WAITING, CANCELLED -> "";
        };
        boolean going = run.state() == Jobs.State.RUNNING || run.state() == Jobs.State.WAITING;
        String state =
                services.texts.text(visit.locale(), "web.jobs." + run.state().name());
        return new RunRow(run, jobName(visit, run.job()), state, tone, going);
    }

    private Reply changeJob(Visit visit) {
        AdminGate.require(services, visit.caller(), "kernel.job:administer");
        if (visit.param("step").equals("cancel")) {
            services.jobs.cancel(visit.number("run").orElse(0));
            return Reply.redirect("/admin/jobs", "web.jobs.cancelled", Map.of());
        }
        services.jobs.start(visit.param("job"));
        return Reply.redirect("/admin/jobs", "web.jobs.started", Map.of());
    }

    private Reply access(Visit visit) {
        AdminGate.require(services, visit.caller(), "directory.person:administer");
        String account = visit.param("account").trim();
        String record = visit.param("record").trim();
        String action =
                visit.param("action").isBlank() ? "see" : visit.param("action").trim();
        List<Step> steps = new ArrayList<>();
        boolean asked = !account.isEmpty() && !record.isEmpty();
        boolean allowed = false;
        String title = record;
        if (asked) {
            services.directory.requireAccount(account);
            Access access = services.access;
            RecordId about = RecordId.parse(record);
            title = services.records.titles(List.of(about)).getOrDefault(about, record);
            Explanation said = access.explain(services.callers.account(account, Door.PAGE), action, about);
            said.steps().forEach(step -> steps.add(step(visit, step)));
            allowed = said.allowed();
        }
        return page(
                visit,
                "access",
                "web.access",
                new AccessModel(account, action, record, title, Actions.STANDARD, steps, asked, allowed));
    }

    private Step step(Visit visit, Explanation.Step step) {
        String tone = switch (step.effect()) {
            case GIVES -> "ok";
            case REFUSES -> "bad";
            case SILENT -> "";
        };
        String icon = tone.equals("ok") ? "circle-check" : tone.equals("bad") ? "circle-x" : "minus";
        String effect = services.texts.text(
                visit.locale(), "web.access." + step.effect().name());
        return new Step(step.rule(), effect, tone, icon, services.texts.text(visit.locale(), step.key(), step.args()));
    }

    /** Begins with a person, until it is ended (ACC-9). */
    private Reply viewAs(Visit visit) {
        String cookie = visit.in().cookie(SignIn.COOKIE);
        boolean begin = !visit.param("step").equals("end");
        if (begin && visit.number("person").isEmpty()) throw Invalid.of("person", "web.viewas.whom");
        services.signIn.viewAs(
                cookie, begin ? Optional.of(visit.number("person").getAsLong()) : Optional.empty());
        return Reply.redirect("/");
    }
}
