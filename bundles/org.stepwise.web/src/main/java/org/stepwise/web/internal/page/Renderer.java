package org.stepwise.web.internal.page;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.web.View;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.help.FirstSteps;
import org.stepwise.web.internal.help.Guides;
import org.stepwise.web.internal.http.Answer;
import org.stepwise.web.internal.http.Incoming;
import org.stepwise.web.internal.http.StaticFiles;
import org.stepwise.web.internal.rollout.FeedbackPage;
import org.stepwise.web.internal.rollout.RulesGate;
import org.stepwise.web.internal.view.Formats;
import org.stepwise.web.internal.view.Functions;
import org.stepwise.web.internal.view.Rendering;
import org.stepwise.web.internal.view.Templates;

/** Turns views into answers: whole pages with the shell, blocks, redirects with a message, downloads. */
public final class Renderer {
    /** Kinds that a browser may show in place: none of them can hold a script. */
    private static final Set<String> SHOWN =
            Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf");

    /** Parts of a model, kept in its class: the Java machine makes them anew whenever it is asked. */
    private static final ClassValue<List<Method>> PARTS = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> model) {
            List<Method> parts = Arrays.stream(model.getRecordComponents())
                    .map(RecordComponent::getAccessor)
                    .toList();
            parts.forEach(part -> part.setAccessible(true));
            return parts;
        }
    };

    private static final String TOAST = "stepwise-toast";
    private final Services services;
    private final StaticFiles files;
    private final Templates templates;
    private final Navigation navigation;
    private final Preferences preferences;
    private final Company company;
    private final RulesGate rules;
    private final Guides guides;
    private final FirstSteps steps;

    Renderer(Services services, StaticFiles files, Navigation navigation, Preferences preferences) {
        this.guides = new Guides(services.modules);
        this.steps = new FirstSteps(services, preferences, guides);
        this.services = services;
        this.files = files;
        this.templates = new Templates(services.modules, new Functions(files));
        this.navigation = navigation;
        this.preferences = preferences;
        this.company = new Company(services);
        this.rules = new RulesGate(services);
    }

    public Formats formats(Caller caller) {
        return new Formats(services.texts, caller.locale(), caller.zone(), services.clock);
    }

    Answer answer(Visit visit, Reply reply) {
        View view = reply.view();
        if (reply.ready().isPresent()) return reply.ready().get();
        if (view.download().isPresent()) return download(visit, view.download().get());
        if (!view.redirect().isEmpty()) return redirect(visit, view);
        boolean whole = !visit.partial() && !view.title().isEmpty();
        return whole ? page(visit, reply) : Answer.html(reply.status(), block(visit, reply));
    }

    private Answer download(Visit visit, View.Download file) {
        boolean shown = SHOWN.contains(file.type());
        String name = URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
        View.Body asReader = out -> services.callers.as(visit.caller(), () -> write(file, out));
        return Answer.stream(file.type(), asReader)
                .header("Content-Disposition", (shown ? "inline" : "attachment") + "; filename*=UTF-8''" + name)
                .header("Cache-Control", "private, no-store");
    }

    private static boolean write(View.Download file, java.io.OutputStream out) {
        try {
            file.body().write(out);
            return true;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Answer redirect(Visit visit, View view) {
        boolean htmx = !visit.in().header("HX-Request").isEmpty();
        Answer answer =
                htmx ? Answer.empty(204).header("HX-Redirect", view.redirect()) : Answer.redirect(view.redirect());
        Object session = view.args().get("cookie");
        if (session != null) answer.cookie(org.stepwise.kernel.api.signin.SignIn.COOKIE, session.toString(), -1);
        if (view.toast().isEmpty()) return answer;
        String text = services.texts.text(visit.locale(), view.toast(), view.args());
        String undo = view.args().getOrDefault("undo", "").toString();
        String tone = view.args().getOrDefault("tone", "ok").toString();
        String flash = tone + "\n" + undo + "\n" + text;
        return answer.cookie(TOAST, URLEncoder.encode(flash, StandardCharsets.UTF_8), 60);
    }

    private Answer page(Visit visit, Reply reply) {
        String[] flash = flash(visit.in());
        Shell shell = services.tx.read(() -> shell(visit, reply, flash));
        Rendering rendering = rendering(visit, false);
        Map<String, Object> context = context(reply.view().model(), rendering, "web:layout");
        context.put("shell", shell);
        String html = templates.render(reply.component(), reply.view().template(), context, visit.locale());
        Answer answer = Answer.html(reply.status(), html).header("Cache-Control", "no-store");
        return flash.length > 0 ? answer.cookie(TOAST, "", 0) : answer;
    }

    String block(Visit visit, Reply reply) {
        Map<String, Object> context = context(reply.view().model(), rendering(visit, true), "web:bare");
        return templates.render(reply.component(), reply.view().template(), context, visit.locale());
    }

    /** A page for somebody who is not signed in. */
    Answer plain(int status, String template, Object model, Locale locale, String csrf) {
        Formats formats = new Formats(services.texts, locale, java.time.ZoneOffset.UTC, services.clock);
        Rendering rendering =
                new Rendering(services.texts, services.access, Optional.empty(), formats, csrf, false, Map::of);
        Map<String, Object> context = context(model, rendering, "web:plain");
        context.put("lang", tag(locale));
        return Answer.html(status, templates.render(Reply.class, template, context, locale))
                .header("Cache-Control", "no-store");
    }

    private Rendering rendering(Visit visit, boolean fragment) {
        Optional<Caller> caller = Optional.of(visit.caller());
        return new Rendering(
                services.texts,
                services.access,
                caller,
                formats(visit.caller()),
                visit.entry().csrf(),
                fragment,
                services::faces);
    }

    private static Map<String, Object> context(Object model, Rendering rendering, String layout) {
        Map<String, Object> context = new HashMap<>();
        if (model instanceof Map<?, ?> map) map.forEach((name, value) -> context.put(name.toString(), value));
        if (model instanceof Record row) spread(row, context);
        context.put("model", model);
        context.put("layout", layout);
        context.put("_rendering", rendering);
        return context;
    }

    private static void spread(Record model, Map<String, Object> context) {
        for (Method part : PARTS.get(model.getClass())) {
            try {
                context.put(part.getName(), part.invoke(model));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static String[] flash(Incoming in) {
        String cookie = in.cookie(TOAST);
        if (cookie.isEmpty()) return new String[0];
        String[] parts = URLDecoder.decode(cookie, StandardCharsets.UTF_8).split("\n", 3);
        return parts.length == 3 ? parts : new String[0];
    }

    static String tag(Locale locale) {
        return "en".equals(locale.getLanguage()) ? "en" : "zh-CN";
    }

    private Shell shell(Visit visit, Reply reply, String[] flash) {
        Caller caller = visit.caller();
        Map<String, String> set = preferences.of(visit);
        String current = reply.current().isEmpty() ? visit.path() : reply.current();
        List<Shell.Area> areas = navigation.areas(caller, current);
        return new Shell(
                company.name(caller),
                tag(caller.locale()),
                styled(visit),
                set.getOrDefault("theme", "auto"),
                set.getOrDefault("density", "normal"),
                !"off".equals(set.get("keys")),
                services.texts.text(
                        caller.locale(), reply.view().title(), reply.view().args()),
                visit.path(),
                reply.crumbs(),
                areas,
                navigation.tabs(areas, current, caller.locale()),
                navigation.create(caller),
                caller.name(),
                caller.person(),
                services.notices().map(n -> n.unread()).orElse(0),
                flash.length > 0 ? flash[2] : "",
                flash.length > 0 ? flash[0] : "",
                undo(flash),
                caller.onBehalf().isPresent() ? caller.name() : "",
                FeedbackPage.module(caller, visit.path()),
                rules.reminder(visit),
                help(visit),
                steps.panel(visit, set));
    }

    /** The guide's page on the module that is shown, else the list of them. */
    private String help(Visit visit) {
        String module = FeedbackPage.module(visit.caller(), visit.path());
        boolean guided =
                !module.isEmpty() && guides.page(module, visit.locale()).isPresent();
        return guided ? "/help/" + module : "/help";
    }

    /** The module of the page when it is open and has a stylesheet {@code <module>.css} of its own, else "". */
    private String styled(Visit visit) {
        String[] steps = visit.path().split("/", 3);
        String module = steps.length > 1 ? steps[1] : "";
        boolean open = visit.caller().opening().modules().contains(module);
        return open && files.has(module, module + ".css") ? module : "";
    }

    /** Only an address of ours, whatever the cookie says. */
    private static String undo(String[] flash) {
        return flash.length > 0 && flash[1].startsWith("/") && !flash[1].startsWith("//") ? flash[1] : "";
    }
}
