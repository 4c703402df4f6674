package org.stepwise.web.internal.rollout;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.rollout.Feedback;
import org.stepwise.kernel.api.rollout.Feedbacks;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.ModuleNames;
import org.stepwise.web.internal.page.OwnPage;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/**
 * Feedback (ROL-8): the form at {@code /feedback/new?from=…}, one at {@code /feedback/17}, and the list; who answers none sees what he
 * sent.
 */
public final class FeedbackPage implements OwnPage {
    /** Cookie with the last incident id that was told. */
    public static final String INCIDENT = "stepwise-incident";

    private static final String NOT_DONE = "open";
    private static final int SHOWN = 200;
    private static final String PATH = "/feedback";
    private final Services services;

    public FeedbackPage(Services services) {
        this.services = services;
    }

    /** A choice in a list. */
    record Choice(String value, String label, boolean chosen) {}

    /** What the form shows before it is sent. */
    record Form(
            String from,
            String title,
            String module,
            String moduleName,
            String language,
            String incident,
            String text,
            List<Choice> kinds,
            List<String> problems) {}

    /** A line of the list. */
    record Line(Feedback feedback, String module) {}

    record Listing(
            List<Line> lines,
            boolean answers,
            boolean mine,
            String phase,
            List<Choice> modules,
            List<Choice> kinds,
            List<Choice> states,
            boolean open,
            boolean every,
            boolean urgent) {}

    record One(Feedback feedback, String module, boolean answers, List<Choice> states, List<String> problems) {}

    /** Module of a page at this address that a phase opens to the caller, "" for none. */
    public static String module(Caller caller, String path) {
        String[] parts = path.split("/", 3);
        String module = parts.length > 1 ? parts[1] : "";
        return caller.onBehalf().isEmpty() && caller.opening().modules().contains(module) ? module : "";
    }

    @Override
    public Reply get(Visit visit) {
        if (visit.rest().equals("new")) {
            return form(visit, visit.param("from"), visit.param("title"), "", Feedback.Kind.QUESTION, List.of());
        }
        if (visit.rest().isEmpty()) return list(visit);
        OptionalLong id = Visit.parse(visit.rest());
        if (id.isEmpty()) throw NotFound.of(visit.path());
        return one(visit, services.feedbacks.get(id.getAsLong()), List.of());
    }

    @Override
    public Reply post(Visit visit) {
        if (visit.rest().equals("new")) return send(visit);
        OptionalLong id = Visit.parse(visit.rest());
        if (id.isEmpty()) throw NotFound.of(visit.path());
        return answer(visit, id.getAsLong());
    }

    private Reply form(Visit visit, String from, String title, String text, Feedback.Kind kind, List<String> problems) {
        String module = module(visit.caller(), from);
        if (module.isEmpty()) throw NotFound.of(visit.path());
        Form form = new Form(
                from,
                title,
                module,
                name(visit, module),
                visit.locale().toLanguageTag(),
                visit.in().cookie(INCIDENT),
                text,
                choices(visit, "rollout.feedback.kind.", Feedback.Kind.values(), Optional.of(kind)),
                problems);
        return Reply.page("feedback-form", "web.feedback.give", form)
                .current(PATH)
                .status(problems.isEmpty() ? 200 : 422);
    }

    private Reply send(Visit visit) {
        String from = visit.param("from");
        String module = module(visit.caller(), from);
        if (module.isEmpty()) throw NotFound.of(visit.path());
        Set<String> kept = new TreeSet<>(visit.params("keep"));
        Feedback.Screen screen = Feedback.Screen.of(
                kept(kept, "page", from),
                kept(kept, "page", visit.param("title")),
                kept(kept, "language", visit.locale().toLanguageTag()),
                kept(kept, "width", visit.param("width")),
                kept(kept, "incident", visit.in().cookie(INCIDENT)));
        Feedback.Kind kind = choice(Feedback.Kind.values(), visit.param("kind")).orElse(Feedback.Kind.QUESTION);
        try {
            services.feedbacks.send(module, kind, visit.param("text"), screen);
        } catch (Invalid e) {
            return services.tx.get(
                    () -> form(visit, from, visit.param("title"), visit.param("text"), kind, problems(visit, e)));
        }
        boolean ours = from.startsWith("/") && !from.startsWith("//") && !from.contains("\\");
        return Reply.redirect(ours ? from : PATH, "web.feedback.sent", Map.of());
    }

    private static String kept(Set<String> kept, String what, String value) {
        return kept.contains(what) ? value : "";
    }

    private Reply list(Visit visit) {
        boolean answers = services.feedbacks.mayAnswer();
        boolean mine = !answers || visit.param("show").equals("mine");
        boolean open =
                !visit.params().containsKey("state") || visit.param("state").equals(NOT_DONE);
        Optional<Feedback.State> state =
                open ? Optional.empty() : filter(Feedback.State.values(), "state", visit.param("state"));
        Optional<Feedback.Kind> kind = filter(Feedback.Kind.values(), "kind", visit.param("kind"));
        boolean urgent = visit.param("sort").equals("urgent");
        Feedbacks.Query query =
                new Feedbacks.Query(visit.param("phase"), visit.param("module"), kind, state, open, urgent, SHOWN);
        List<Line> lines = (mine ? services.feedbacks.mine(SHOWN) : services.feedbacks.list(query))
                .stream().map(one -> new Line(one, name(visit, one.module()))).toList();
        Listing listing = new Listing(
                lines,
                answers,
                mine,
                visit.param("phase"),
                modules(visit),
                choices(visit, "rollout.feedback.kind.", Feedback.Kind.values(), kind),
                choices(visit, "rollout.feedback.state.", Feedback.State.values(), state),
                open,
                !open && state.isEmpty(),
                urgent);
        return Reply.page("feedback", "web.feedback", listing).current(PATH);
    }

    private List<Choice> modules(Visit visit) {
        return services.modules.all().stream()
                .filter(info -> !info.phases().isEmpty())
                .map(info ->
                        new Choice(info.id(), name(visit, info.id()), info.id().equals(visit.param("module"))))
                .toList();
    }

    private Reply one(Visit visit, Feedback feedback, List<String> problems) {
        One one = new One(
                feedback,
                name(visit, feedback.module()),
                services.feedbacks.mayAnswer(feedback),
                choices(visit, "rollout.feedback.state.", Feedback.State.values(), Optional.of(next(feedback))),
                problems);
        return Reply.page("feedback-one", "web.feedback.one", one)
                .args(Map.of("id", feedback.id()))
                .under(new Reply.Crumb(services.texts.text(visit.locale(), "web.feedback"), PATH))
                .current(PATH)
                .status(problems.isEmpty() ? 200 : 422);
    }

    /** What an answer makes of it, unless somebody chooses otherwise. */
    private static Feedback.State next(Feedback feedback) {
        return feedback.state() == Feedback.State.OPEN ? Feedback.State.ANSWERED : feedback.state();
    }

    private Reply answer(Visit visit, long id) {
        Feedback.State state =
                choice(Feedback.State.values(), visit.param("state")).orElse(Feedback.State.ANSWERED);
        try {
            services.feedbacks.answer(id, visit.param("answer"), state);
        } catch (Invalid e) {
            return services.tx.get(() -> one(visit, services.feedbacks.get(id), problems(visit, e)));
        }
        return Reply.redirect(PATH + "/" + id, "web.feedback.answered", Map.of());
    }

    private List<String> problems(Visit visit, Invalid invalid) {
        Locale locale = visit.locale();
        return invalid.violations().stream()
                .map((Violation violation) -> services.texts.text(locale, violation))
                .toList();
    }

    private String name(Visit visit, String module) {
        return new ModuleNames(services.texts, visit.locale()).of(module);
    }

    private static <E extends Enum<E>> Optional<E> choice(E[] all, String name) {
        return Arrays.stream(all).filter(one -> one.name().equals(name)).findFirst();
    }

    /** @throws Invalid for a word that stands for none of them */
    private static <E extends Enum<E>> Optional<E> filter(E[] all, String field, String name) {
        Optional<E> chosen = choice(all, name);
        if (chosen.isPresent() || name.isEmpty()) return chosen;
        String known = Arrays.stream(all).map(Enum::name).collect(Collectors.joining(", "));
        Map<String, Object> args = Map.of("value", name, "known", known);
        throw new Invalid(List.of(new Violation(field, "web.feedback.problem.filter", args)));
    }

    private <E extends Enum<E>> List<Choice> choices(Visit visit, String key, E[] all, Optional<E> chosen) {
        return Arrays.stream(all)
                .map(one -> new Choice(
                        one.name(),
                        services.texts.text(visit.locale(), key + one.name()),
                        chosen.filter(one::equals).isPresent()))
                .toList();
    }
}
