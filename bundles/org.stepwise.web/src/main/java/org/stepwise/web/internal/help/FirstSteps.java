package org.stepwise.web.internal.help;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.AdminGate;
import org.stepwise.web.internal.page.ModuleNames;
import org.stepwise.web.internal.page.Preferences;
import org.stepwise.web.internal.page.Visit;
import org.stepwise.web.internal.rollout.FeedbackPage;

/** The list of first steps above the pages of a module, until it was done or put away (ROL-15); what is done is kept for each person. */
public final class FirstSteps {
    private static final String AWAY = "!";
    private final Services services;
    private final Preferences preferences;
    private final Guides guides;

    public FirstSteps(Services services, Preferences preferences, Guides guides) {
        this.services = services;
        this.preferences = preferences;
        this.guides = guides;
    }

    /** A step as it is shown. */
    public record Line(String code, String label, String path, boolean done) {}

    /** @param done how many of the lines */
    public record Panel(String module, String name, List<Line> lines, int done) {}

    private static String preference(String module) {
        return "steps." + module;
    }

    /** For a page of a module that a phase opens to the reader. @param set the reader's preferences */
    public Optional<Panel> panel(Visit visit, Map<String, String> set) {
        String module = FeedbackPage.module(visit.caller(), visit.path());
        if (module.isEmpty()) return Optional.empty();
        Set<String> done = done(set.getOrDefault(preference(module), ""));
        if (done.contains(AWAY)) return Optional.empty();
        List<Line> lines = lines(visit.caller(), module, done);
        int count = (int) lines.stream().filter(Line::done).count();
        if (count == lines.size()) return Optional.empty();
        String name = new ModuleNames(services.texts, visit.locale()).of(module);
        return Optional.of(new Panel(module, name, lines, count));
    }

    /** Steps that the caller may do. */
    private List<Line> lines(Caller caller, String module, Set<String> done) {
        List<Line> lines = new ArrayList<>();
        for (Guides.Step step : guides.steps(module)) {
            if (!allowed(caller, step.permission())) continue;
            String label = services.texts.text(caller.locale(), step.label());
            lines.add(new Line(step.code(), label, step.path(), done.contains(step.code())));
        }
        return lines;
    }

    private boolean allowed(Caller caller, String permission) {
        int colon = permission.indexOf(':');
        return colon < 0
                || AdminGate.granted(services, caller, permission.substring(0, colon), permission.substring(colon + 1));
    }

    private static Set<String> done(String kept) {
        return new LinkedHashSet<>(List.of(kept.split(",")));
    }

    /** Does the module bring any? */
    boolean any(String module) {
        return !guides.steps(module).isEmpty();
    }

    /** Marks a step as done. @return its path, "" when there is no such step */
    String done(long person, String module, String code) {
        Optional<Guides.Step> step = guides.steps(module).stream()
                .filter(one -> one.code().equals(code))
                .findFirst();
        if (step.isPresent()) add(person, module, code);
        return step.map(Guides.Step::path).orElse("");
    }

    void putAway(long person, String module) {
        add(person, module, AWAY);
    }

    private void add(long person, String module, String what) {
        Set<String> done = done(preferences.value(person, preference(module)).orElse(""));
        done.remove("");
        done.add(what);
        preferences.set(person, preference(module), String.join(",", done));
    }

    void again(long person, String module) {
        preferences.set(person, preference(module), "");
    }
}
