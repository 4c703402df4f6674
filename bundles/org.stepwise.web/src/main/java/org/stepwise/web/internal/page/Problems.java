package org.stepwise.web.internal.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.web.View;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.http.Answer;
import org.stepwise.web.internal.http.Incoming;
import org.stepwise.web.internal.http.Json;
import org.stepwise.web.internal.http.Metrics;
import org.stepwise.web.internal.rollout.FeedbackPage;

/** What went wrong, as a page or a message: what happened, what is safe, what to do. No stack trace leaves the server. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String WAIT = "seconds";

    /** Seconds for which an incident can be told in feedback. */
    private static final int REMEMBERED = 900;

    private final Services services;
    private final Renderer renderer;
    private final Metrics metrics;

    Problems(Services services, Renderer renderer, Metrics metrics) {
        this.services = services;
        this.renderer = renderer;
        this.metrics = metrics;
    }

    /** @param details sentences below the first one */
    record Model(
            int status,
            String icon,
            String tone,
            String heading,
            String message,
            List<String> details,
            String incident) {}

    /** Seconds after which asking again makes sense: those of the problem, else a few. */
    static String retryAfter(Problem problem) {
        return String.valueOf(problem.args().getOrDefault(WAIT, 5));
    }

    Answer answer(Incoming in, Optional<Visit> visit, RuntimeException problem) {
        Locale locale = visit.map(Visit::locale).orElseGet(() -> Door.language(services, in));
        tellOperator(in, problem);
        Model model = problem instanceof Problem known ? known(in, known, locale) : bug(in, problem, locale);
        Answer answer = in.partial() && visit.isPresent() ? fragment(visit.get(), model) : page(visit, model, locale);
        if (!model.incident().isEmpty()) answer.cookie(FeedbackPage.INCIDENT, model.incident(), REMEMBERED);
        boolean later = model.status() == 503 || model.status() == 429;
        return later && problem instanceof Problem known ? answer.header("Retry-After", retryAfter(known)) : answer;
    }

    /** Busy or away: why stands in the log, once an answer. */
    static void tellOperator(Incoming in, RuntimeException problem) {
        if (!(problem instanceof Unavailable gone) || status(gone) != 503) return;
        LOG.warn("Answered 503 at {} {}: {}. Request {}.", in.method(), in.path(), gone.why(), MDC.get("request"));
    }

    private Model known(Incoming in, Problem problem, Locale locale) {
        int status = status(problem);
        List<String> details = new ArrayList<>();
        if (problem instanceof Invalid invalid) {
            for (Violation violation : invalid.violations()) details.add(services.texts.text(locale, violation));
        }
        boolean looked = problem instanceof Invalid && !in.post();
        String message =
                looked ? services.texts.text(locale, "web.problem.422.asked") : services.texts.text(locale, problem);
        return model(status, message, details, locale, "");
    }

    static int status(Problem problem) {
        if (problem instanceof NotFound) return 404;
        if (problem instanceof Forbidden) return 403;
        if (problem instanceof Invalid) return 422;
        if (problem instanceof Conflict) return 409;
        return problem.args().containsKey(WAIT) ? 429 : 503;
    }

    private Model bug(Incoming in, RuntimeException problem, Locale locale) {
        String incident = PanelRunner.incident();
        metrics.incident();
        LOG.error("Incident {} at {} {}.", incident, in.method(), in.path(), problem);
        String message = services.texts.text(locale, "web.problem.500.text", Map.of("incident", incident));
        return model(500, message, List.of(), locale, incident);
    }

    private Model model(int status, String message, List<String> details, Locale locale, String incident) {
        String icon = status == 403 ? "lock" : status == 404 ? "search" : "alert-circle";
        String tone = status == 403 ? "warn" : status >= 500 ? "bad" : "";
        String heading = services.texts.text(locale, "web.problem." + status);
        return new Model(status, icon, tone, heading, message, details, incident);
    }

    private Answer page(Optional<Visit> visit, Model model, Locale locale) {
        String title = "web.problem." + model.status();
        try {
            return visit.map(v -> renderer.answer(
                            v, Reply.page("problem", title, model).status(model.status())))
                    .orElseGet(() -> renderer.plain(model.status(), "problem", model, locale, ""));
        } catch (RuntimeException e) {
            LOG.error("The page that tells of a problem can not be shown.", e);
            return Answer.of(model.status(), "text/plain;charset=UTF-8", bytes(model));
        }
    }

    private static byte[] bytes(Model model) {
        return (model.heading() + "\n" + model.message()).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Scripts show the message; the page that is open stays as it is. */
    private Answer fragment(Visit visit, Model model) {
        Reply reply =
                Reply.of(View.block("problem-fragment", model), Reply.class).status(model.status());
        String text = model.details().isEmpty() ? model.message() : String.join(" ", model.details());
        return renderer.answer(visit, reply)
                .header("HX-Trigger", Json.toast(text, "bad"))
                .header("HX-Reswap", "none");
    }
}
