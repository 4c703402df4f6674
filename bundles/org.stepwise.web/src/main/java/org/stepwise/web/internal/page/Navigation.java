package org.stepwise.web.internal.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.web.internal.Services;

/** Navigation from what is installed, rolled out and permitted (WEB-1). */
public final class Navigation {
    private static final List<String> AREAS = List.of("business", "management", "collaboration");
    private final Services services;
    private final Pages pages;

    Navigation(Services services, Pages pages) {
        this.services = services;
        this.pages = pages;
    }

    /** An entry with its module, before it is known which is the current one. */
    public record Entry(String module, String label, String path, String icon, int order) {}

    /** Lists and pages that the caller may open, in the order of modules. */
    List<Entry> entries(Caller caller) {
        List<Entry> found = new ArrayList<>();
        for (RecordType<?> type : services.types.all()) {
            if (type.isMenu() && !kernel(type) && seen(caller, type)) found.add(entry(type, caller));
        }
        for (Pages.Entry page : pages.menu()) {
            Contribution declared = page.contribution();
            if (declared.open(caller) && declared.allowed(services.access, caller)) {
                String label = services.texts.text(caller.locale(), page.menu());
                found.add(new Entry(declared.module(), label, page.path(), page.icon(), page.order()));
            }
        }
        return found;
    }

    private boolean kernel(RecordType<?> type) {
        return services.modules
                .find(type.module())
                .map(module -> module.area().equals("kernel"))
                .orElse(true);
    }

    /** By a role, which costs no query, else by a share. */
    private boolean seen(Caller caller, RecordType<?> type) {
        return AdminGate.granted(services, caller, type.id(), Actions.SEE)
                || services.access.may(caller, type.id(), Actions.SEE);
    }

    private Entry entry(RecordType<?> type, Caller caller) {
        String label = services.texts.text(caller.locale(), type.id() + ".plural");
        return new Entry(
                type.module(),
                label,
                "/" + type.id().replace('.', '/'),
                type.icon(),
                type.part().isPresent() ? 150 : 100);
    }

    List<Shell.Area> areas(Caller caller, String current) {
        Locale locale = caller.locale();
        List<Entry> entries = entries(caller);
        List<Shell.Area> areas = new ArrayList<>();
        areas.add(new Shell.Area("", List.of(item(text(locale, "web.home.menu"), "/", "home", current, "g h"))));
        byArea(entries).forEach((area, items) -> {
            List<Shell.Item> shown = new ArrayList<>();
            for (Entry entry : items) shown.add(item(entry.label(), entry.path(), entry.icon(), current, key(entry)));
            areas.add(new Shell.Area(areaLabel(locale, area), shown));
        });
        areas.add(new Shell.Area(text(locale, "web.area.organisation"), organisation(caller, current)));
        return areas;
    }

    private String areaLabel(Locale locale, String area) {
        return services.texts.find(locale, "web.area." + area).orElseGet(() -> text(locale, "web.area.other"));
    }

    private Map<String, List<Entry>> byArea(List<Entry> entries) {
        Map<String, List<Entry>> areas = new LinkedHashMap<>();
        AREAS.forEach(area -> areas.put(area, new ArrayList<>()));
        Map<String, Module> modules = new LinkedHashMap<>();
        for (Entry entry : entries) {
            services.modules.find(entry.module()).ifPresent(module -> modules.put(module.id(), module));
        }
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparingInt((Entry e) -> modules.containsKey(e.module())
                        ? modules.get(e.module()).order()
                        : 900)
                .thenComparing(Entry::module)
                .thenComparingInt(Entry::order));
        for (Entry entry : sorted) {
            Module module = modules.get(entry.module());
            if (module == null || "kernel".equals(module.area())) continue;
            areas.computeIfAbsent(module.area(), area -> new ArrayList<>()).add(entry);
        }
        areas.values().removeIf(List::isEmpty);
        return areas;
    }

    /** People, units and what administrators need. */
    private List<Shell.Item> organisation(Caller caller, String current) {
        List<Shell.Item> items = new ArrayList<>();
        Locale locale = caller.locale();
        items.add(item(text(locale, "web.organisation.menu"), "/organisation", "hierarchy-2", current, "g o"));
        if (AdminGate.allowed(services, caller, "rollout.phase:see") || responsible(caller)) {
            items.add(item(text(locale, "web.rollout.menu"), "/rollout", "stairs-up", current, "g r"));
        }
        if (AdminGate.any(services, caller)) {
            items.add(item(text(locale, "web.admin.menu"), "/admin", "settings", current, ""));
        }
        return items;
    }

    /** Of a phase: who is finds it here, with its figures and feedback. */
    private boolean responsible(Caller caller) {
        return caller.onBehalf().isEmpty() && services.feedbacks.mayAnswer();
    }

    /** At most five entries for the bar at the bottom of a phone. */
    List<Shell.Item> tabs(List<Shell.Area> areas, String current, Locale locale) {
        List<Shell.Item> tabs = new ArrayList<>();
        for (Shell.Area area : areas) {
            for (Shell.Item item : area.items()) {
                if (tabs.size() < 3) tabs.add(item);
            }
        }
        tabs.add(item(text(locale, "web.notices.menu"), "/notices", "bell", current, "g n"));
        tabs.add(item(text(locale, "web.more.menu"), "/more", "apps", current, ""));
        return tabs;
    }

    List<Shell.Item> create(Caller caller) {
        List<Shell.Item> items = new ArrayList<>();
        for (RecordType<?> type : services.types.all()) {
            if (!type.isMenu() || !AdminGate.granted(services, caller, type.id(), Actions.CREATE)) continue;
            String path = "/" + type.id().replace('.', '/') + "/new";
            items.add(new Shell.Item(text(caller.locale(), type.id()), path, type.icon(), false, ""));
        }
        return items;
    }

    private static String key(Entry entry) {
        String name = entry.path().substring(entry.path().lastIndexOf('/') + 1);
        return name.isEmpty() ? "" : "g " + name.charAt(0);
    }

    private static Shell.Item item(String label, String path, String icon, String current, String key) {
        return new Shell.Item(label, path, icon, path.equals(current), key);
    }

    private String text(Locale locale, String key) {
        return services.texts.text(locale, key);
    }
}
