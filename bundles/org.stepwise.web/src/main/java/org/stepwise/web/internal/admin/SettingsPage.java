package org.stepwise.web.internal.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.setting.Setting;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.AdminGate;
import org.stepwise.web.internal.page.OwnPage;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** The settings of the company, or of one unit where units may have their own. */
public final class SettingsPage implements OwnPage {
    private static final String NEEDED = "kernel.setting:administer";
    private final Services services;

    public SettingsPage(Services services) {
        this.services = services;
    }

    /** What a setting can be. */
    record Option(String value, String label, boolean chosen) {}

    /** One setting. @param value the one that holds, or what was typed @param error why it can not be, "" when it can */
    record Line(
            Setting setting,
            String field,
            String label,
            String help,
            List<Option> options,
            String shipped,
            String value,
            String error) {}

    /** The settings of one rules record. */
    record Group(String label, List<Line> lines) {}

    /** @param resting values of modules that are not here now */
    record Model(List<Group> groups, int resting, long unit, String unitName) {}

    private Settings settings() {
        return services.settings().orElseThrow(() -> new Unavailable("web.settings.unavailable"));
    }

    @Override
    public Reply get(Visit visit) {
        AdminGate.require(services, visit.caller(), NEEDED);
        return page(visit, List.of());
    }

    /** @param refused why the value that was sent can not be */
    private Reply page(Visit visit, List<Violation> refused) {
        long unit = visit.number("unit").orElse(0);
        String name =
                unit == 0 ? "" : services.directory.unit(unit).map(Unit::name).orElse("");
        long scope = name.isEmpty() ? 0 : unit;
        Map<String, List<Line>> groups = new LinkedHashMap<>();
        for (Setting setting : settings().all(scope)) {
            if (setting.label(services.texts, visit.locale()).isEmpty()) continue;
            String rules = setting.id().substring(0, setting.id().lastIndexOf('.'));
            groups.computeIfAbsent(rules, id -> new ArrayList<>()).add(line(visit, setting, refused));
        }
        List<Group> shown = new ArrayList<>();
        groups.forEach((rules, lines) -> shown.add(new Group(group(visit, rules), lines)));
        String above = services.texts.text(visit.locale(), "web.admin");
        return Reply.page(
                        "settings", "web.settings", new Model(shown, settings().resting(scope), scope, name))
                .under(new Reply.Crumb(above, "/admin"))
                .current("/admin")
                .status(refused.isEmpty() ? 200 : 422);
    }

    private Line line(Visit visit, Setting setting, List<Violation> refused) {
        String id = setting.id();
        Texts texts = services.texts;
        boolean wrong = !refused.isEmpty() && id.equals(visit.param("id"));
        String value = wrong ? String.join(",", visit.params("value")) : setting.value();
        List<String> chosen = List.of(value.split(","));
        List<Option> options = setting.choices().stream()
                .map(choice -> new Option(choice, setting.said(texts, visit.locale(), choice), chosen.contains(choice)))
                .toList();
        String shipped = setting.kind() == Setting.Kind.FLAG
                ? texts.text(visit.locale(), setting.shipped().equals("true") ? "web.yes" : "web.no")
                : setting.said(texts, visit.locale(), setting.shipped());
        return new Line(
                setting,
                "s-" + id.replace('.', '-'),
                label(visit, setting),
                setting.help(texts, visit.locale()).orElse(""),
                options,
                shipped,
                value,
                wrong ? said(visit, refused) : "");
    }

    private String said(Visit visit, List<Violation> refused) {
        return refused.stream()
                .map(violation -> services.texts.text(visit.locale(), violation))
                .collect(Collectors.joining(" "));
    }

    private String label(Visit visit, Setting setting) {
        return setting.label(services.texts, visit.locale()).orElse(setting.id());
    }

    /** Of the rules, else of their module. */
    private String group(Visit visit, String rules) {
        Texts texts = services.texts;
        return texts.find(visit.locale(), rules)
                .or(() -> texts.find(visit.locale(), "setting." + rules))
                .or(() -> texts.find(visit.locale(), rules.split("\\.")[0] + ".module.name"))
                .orElse(rules);
    }

    @Override
    public Reply post(Visit visit) {
        AdminGate.require(services, visit.caller(), NEEDED);
        long unit = visit.number("unit").orElse(0);
        String id = visit.param("id");
        boolean reset = visit.param("step").equals("reset");
        try {
            if (reset) settings().reset(id, unit);
            else settings().set(id, unit, String.join(",", visit.params("value")));
        } catch (Invalid e) {
            if (settings().all(unit).stream().noneMatch(setting -> setting.id().equals(id))) throw e;
            return services.tx.get(() -> page(visit, e.violations()));
        }
        String back = "/admin/settings" + (unit == 0 ? "" : "?unit=" + unit);
        String label = settings().all(unit).stream()
                .filter(setting -> setting.id().equals(id))
                .map(setting -> label(visit, setting))
                .findFirst()
                .orElse(id);
        return Reply.redirect(back, reset ? "web.settings.reset.done" : "web.settings.saved", Map.of("name", label));
    }
}
