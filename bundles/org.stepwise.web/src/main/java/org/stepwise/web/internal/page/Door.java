package org.stepwise.web.internal.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.MDC;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.module.Started;
import org.stepwise.kernel.api.rollout.Opening;
import org.stepwise.kernel.api.signin.SignIn;
import org.stepwise.web.internal.OwnPages;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.http.Answer;
import org.stepwise.web.internal.http.Incoming;
import org.stepwise.web.internal.http.Metrics;
import org.stepwise.web.internal.http.Site;
import org.stepwise.web.internal.http.StaticFiles;

/**
 * The door for browsers: who is it, may the request be trusted, which page answers, and what protects the answer. It opens when the
 * server has started.
 */
@Component(service = Site.class)
public final class Door implements Site {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; "
                    + "base-uri 'none'";
    private final Services services;
    private final StaticFiles files;
    private final Metrics metrics = new Metrics();
    private final Counters counters;
    private final SignInPage signIn;
    private final Problems problems;
    private final PanelRunner panels;
    private final Renderer renderer;
    private final Router router;

    @Activate
    public Door(
            @Reference Services services,
            @Reference Pages pages,
            @Reference Panels contributed,
            @Reference Started started) {
        this.services = services;
        files = new StaticFiles(services.modules);
        counters = new Counters(services, metrics);
        Preferences preferences = new Preferences(services);
        Navigation navigation = new Navigation(services, pages);
        renderer = new Renderer(services, files, navigation, preferences);
        panels = new PanelRunner(services, renderer);
        signIn = new SignInPage(services, renderer);
        problems = new Problems(services, renderer, metrics);
        OwnPages own = new OwnPages(services, renderer, preferences, contributed, panels);
        router = new Router(services, pages, own.byPath(navigation), own::of);
    }

    @Deactivate
    void close() {
        panels.close();
    }

    @Override
    public Answer answer(Incoming in) {
        long start = System.nanoTime();
        String id = PanelRunner.incident();
        MDC.put("request", id);
        metrics.begin();
        Answer answer = Answer.empty(500);
        try {
            answer = guarded(in);
        } finally {
            metrics.end(answer.status(), System.nanoTime() - start);
            MDC.remove("request");
        }
        return protect(in, answer).header("X-Request-Id", id);
    }

    private Answer guarded(Incoming in) {
        try {
            return route(in);
        } catch (RuntimeException e) {
            return problems.answer(in, Optional.empty(), e);
        }
    }

    private static Answer protect(Incoming in, Answer answer) {
        answer.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "same-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        return in.secure() ? answer.header("Strict-Transport-Security", "max-age=31536000") : answer;
    }

    private Answer route(Incoming in) {
        String path = in.path();
        if (!in.method().equals("GET") && !in.method().equals("HEAD") && !in.post()) {
            return Answer.empty(405).header("Allow", "GET, HEAD, POST");
        }
        if (path.startsWith("/static/")) return files.answer(path.substring(8), module -> open(in, module));
        if (path.equals("/favicon.ico")) return files.answer("web/img/favicon.svg", module -> true);
        if (path.equals("/metrics")) return counters.answer(in);
        Optional<SignIn.Entry> entry = session(in);
        if (path.equals("/sign-in")) return signIn.answer(in, entry);
        return entry.map(found -> signedIn(in, found)).orElseGet(() -> SignInPage.lead(in));
    }

    private Optional<SignIn.Entry> session(Incoming in) {
        String cookie = in.cookie(SignIn.COOKIE);
        if (cookie.isEmpty()) return Optional.empty();
        return services.signIn.session(cookie, org.stepwise.kernel.api.access.Door.PAGE);
    }

    private boolean open(Incoming in, String module) {
        return Opening.ALWAYS.contains(module)
                || session(in)
                        .filter(e -> e.caller().opening().modules().contains(module))
                        .isPresent();
    }

    private Answer signedIn(Incoming in, SignIn.Entry entry) {
        Visit visit = new Visit(in, entry, "");
        try {
            return services.callers.as(entry.caller(), () -> served(visit));
        } catch (RuntimeException e) {
            return services.callers.as(entry.caller(), () -> problems.answer(in, Optional.of(visit), e));
        }
    }

    private Answer served(Visit visit) {
        if (visit.in().post()) checkToken(visit);
        if (visit.path().equals("/sign-out") && visit.in().post()) return signOut(visit);
        if (visit.in().post()) checkEyes(visit);
        if (visit.entry().mustChange() && !visit.path().equals("/me/password")) return Answer.redirect("/me/password");
        return renderer.answer(visit, router.answer(visit));
    }

    private Answer signOut(Visit visit) {
        services.signIn.signOut(visit.in().cookie(SignIn.COOKIE));
        return Answer.redirect("/sign-in").cookie(SignIn.COOKIE, "", 0).header("Clear-Site-Data", "\"cache\"");
    }

    /** Who looks through another person's eyes changes nothing of that person's; what is left is to end it (ACC-9). */
    private static void checkEyes(Visit visit) {
        boolean ends =
                visit.path().equals("/admin/view-as") && visit.param("step").equals("end");
        if (visit.caller().onBehalf().isPresent() && !ends) throw new Forbidden("kernel.problem.viewAs");
    }

    /** A form of another site can send our cookie, but not our token. */
    private static void checkToken(Visit visit) {
        String sent = visit.in().header("X-CSRF-Token");
        if (sent.isEmpty()) sent = visit.param("_csrf");
        if (!same(sent, visit.entry().csrf())) throw new Forbidden("web.problem.csrf", Map.of());
    }

    static boolean same(String one, String other) {
        return !other.isEmpty()
                && MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    static Locale language(Services services, Incoming in) {
        String chosen = in.cookie("stepwise-lang");
        return services.texts.supported(chosen.isEmpty() ? in.header("Accept-Language") : chosen);
    }
}
