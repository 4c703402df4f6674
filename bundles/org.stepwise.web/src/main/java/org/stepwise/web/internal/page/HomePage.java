package org.stepwise.web.internal.page;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.notice.Notice;
import org.stepwise.web.internal.Services;

/** A person's start page: contributed widgets, notices, favourites, what was opened last. */
public final class HomePage implements OwnPage {
    private static final int SHOWN = 6;
    private final Services services;
    private final Preferences preferences;
    private final Panels panels;

    public HomePage(Services services, Preferences preferences, Panels panels) {
        this.services = services;
        this.preferences = preferences;
        this.panels = panels;
    }

    /** A record in a widget. @param type label of its type */
    public record Item(String title, String path, String type, String icon) {}

    record Model(
            String greeting,
            String day,
            List<Panels.Entry> widgets,
            List<Notice> notices,
            List<Item> favourites,
            List<Item> recents) {}

    @Override
    public Reply get(Visit visit) {
        Caller caller = visit.caller();
        List<RecordId> favourites = preferences.favourites(caller.person());
        List<RecordId> recents = preferences.recents(caller.person());
        List<RecordId> all = new ArrayList<>(favourites);
        all.addAll(recents);
        Map<RecordId, String> titles = all.isEmpty() ? Map.of() : services.records.titles(all);
        Model model = new Model(
                greeting(caller),
                day(caller),
                panels.on("home", "widget", services.access, caller),
                services.notices().map(n -> n.mine(false, SHOWN)).orElse(List.of()),
                items(favourites, titles, caller),
                items(recents, titles, caller));
        return Reply.page("home", "web.home", model);
    }

    private List<Item> items(List<RecordId> records, Map<RecordId, String> titles, Caller caller) {
        List<Item> items = new ArrayList<>();
        for (RecordId record : records) {
            if (!titles.containsKey(record) || items.size() == SHOWN) continue;
            String icon = services.types.find(record.type()).map(t -> t.icon()).orElse("file-text");
            String label = services.texts.text(caller.locale(), record.type());
            items.add(new Item(titles.get(record), record.path(), label, icon));
        }
        return items;
    }

    private String greeting(Caller caller) {
        int hour = LocalDateTime.now(services.clock.withZone(caller.zone())).getHour();
        String part = hour < 6 ? "night" : hour < 12 ? "morning" : hour < 18 ? "afternoon" : "evening";
        return services.texts.text(caller.locale(), "web.home." + part, Map.of("name", givenName(caller.name())));
    }

    /** 知夏 for 林知夏, Ann for Ann Brown. */
    private static String givenName(String name) {
        if (name.isEmpty()) return name;
        if (name.codePointAt(0) < 0x2E80) return name.split("\\s+")[0];
        return name.length() == 3 ? name.substring(1) : name.length() == 4 ? name.substring(2) : name;
    }

    private String day(Caller caller) {
        LocalDateTime now = LocalDateTime.now(services.clock.withZone(caller.zone()));
        boolean english = "en".equals(caller.locale().getLanguage());
        String pattern = english ? "EEEE, d MMMM" : "M 月 d 日 EEEE";
        java.util.Locale language = english ? java.util.Locale.ENGLISH : java.util.Locale.SIMPLIFIED_CHINESE;
        return java.time.format.DateTimeFormatter.ofPattern(pattern, language).format(now);
    }
}
