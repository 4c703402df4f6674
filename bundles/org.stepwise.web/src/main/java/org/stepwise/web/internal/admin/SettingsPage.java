package org.stepwise.web.internal.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.setting.Setting;
import org.stepwise.kernel.api.setting.Settings;
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

    /** One setting. */
    record Line(Setting setting, String field, String label, String help) {}

    /** The settings of one rules record. */
    record Group(String label, List<Line> lines) {}

    record Model(List<Group> groups, long unit, String unitName) {}

    private Settings settings() {
        return services.settings().orElseThrow(() -> new Unavailable("web.settings.unavailable"));
    }

    @Override
    public Reply get(Visit visit) {
        AdminGate.require(services, visit.caller(), NEEDED);
        long unit = visit.number("unit").orElse(0);
        String name =
                unit == 0 ? "" : services.directory.unit(unit).map(Unit::name).orElse("");
        long scope = name.isEmpty() ? 0 : unit;
        Map<String, List<Line>> groups = new LinkedHashMap<>();
        for (Setting setting : settings().all(scope)) {
            String rules = setting.id().substring(0, setting.id().lastIndexOf('.'));
            groups.computeIfAbsent(rules, id -> new ArrayList<>()).add(line(visit, setting));
        }
        List<Group> shown = new ArrayList<>();
        groups.forEach((rules, lines) -> shown.add(new Group(group(visit, rules), lines)));
        String above = services.texts.text(visit.locale(), "web.admin");
        return Reply.page("settings", "web.settings", new Model(shown, scope, name))
                .under(new Reply.Crumb(above, "/admin"))
                .current("/admin");
    }

    private Line line(Visit visit, Setting setting) {
        String id = setting.id();
        return new Line(
                setting,
                "s-" + id.replace('.', '-'),
                text(visit, id).orElse(id),
                text(visit, id + ".help").orElse(""));
    }

    private Optional<String> text(Visit visit, String key) {
        return services.texts.find(visit.locale(), key).or(() -> services.texts.find(visit.locale(), "setting." + key));
    }

    /** Of the rules, else of their module. */
    private String group(Visit visit, String rules) {
        String module = rules.split("\\.")[0];
        return text(visit, rules)
                .or(() -> services.texts.find(visit.locale(), module + ".module.name"))
                .orElse(rules);
    }

    @Override
    public Reply post(Visit visit) {
        AdminGate.require(services, visit.caller(), NEEDED);
        long unit = visit.number("unit").orElse(0);
        String id = visit.param("id");
        boolean reset = visit.param("step").equals("reset");
        if (reset) settings().reset(id, unit);
        else settings().set(id, unit, visit.param("value"));
        String back = "/admin/settings" + (unit == 0 ? "" : "?unit=" + unit);
        String label = text(visit, id).orElse(id);
        return Reply.redirect(back, reset ? "web.settings.reset.done" : "web.settings.saved", Map.of("name", label));
    }
}
