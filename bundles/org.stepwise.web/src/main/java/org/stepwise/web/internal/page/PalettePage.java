package org.stepwise.web.internal.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.web.internal.Services;

/** The command palette: pages, records by name, number or pinyin, and things to create. */
public final class PalettePage implements OwnPage {
    private static final int RECORDS = 8;
    private final Services services;
    private final Preferences preferences;
    private final Navigation navigation;

    public PalettePage(Services services, Preferences preferences, Navigation navigation) {
        this.services = services;
        this.preferences = preferences;
        this.navigation = navigation;
    }

    /** An option. */
    record Option(String label, String path, String icon, String note) {}

    /** Options below a heading. */
    record Group(String heading, List<Option> options) {}

    @Override
    public Reply get(Visit visit) {
        String text = visit.param("q").trim();
        List<Group> groups = new ArrayList<>();
        add(groups, text.isEmpty() ? "web.palette.recents" : "web.palette.records", records(visit, text));
        add(groups, "web.palette.pages", pages(visit, text));
        add(groups, "web.palette.create", create(visit, text));
        return Reply.page("palette", "web.palette", Map.of("groups", groups, "q", text));
    }

    private static void add(List<Group> groups, String heading, List<Option> options) {
        if (!options.isEmpty()) groups.add(new Group(heading, options));
    }

    private List<Option> records(Visit visit, String text) {
        List<Option> options = new ArrayList<>();
        if (text.isEmpty()) {
            List<RecordId> recents = preferences.recents(visit.caller().person()).stream()
                    .limit(RECORDS)
                    .toList();
            Map<RecordId, String> titles = recents.isEmpty() ? Map.of() : services.records.titles(recents);
            for (RecordId record : recents) {
                if (titles.containsKey(record)) options.add(option(visit, record, titles.get(record), ""));
            }
            return options;
        }
        for (Row row : services.records.suggestAll(text, RECORDS)) {
            options.add(option(visit, row.record(), row.title(), row.number()));
        }
        return options;
    }

    private Option option(Visit visit, RecordId record, String title, String number) {
        String icon =
                services.types.find(record.type()).map(type -> type.icon()).orElse("file-text");
        String kind = services.texts.text(visit.locale(), record.type());
        return new Option(title, record.path(), icon, number.isEmpty() ? kind : kind + " · " + number);
    }

    private List<Option> pages(Visit visit, String text) {
        Caller caller = visit.caller();
        List<Option> options = new ArrayList<>();
        for (Shell.Area area : navigation.areas(caller, "")) {
            for (Shell.Item item : area.items()) {
                if (fits(item.label(), item.path(), text))
                    options.add(new Option(item.label(), item.path(), item.icon(), ""));
            }
        }
        for (AdminGate.Door door : AdminGate.open(services, caller)) {
            String label = services.texts.text(caller.locale(), door.title());
            boolean there = options.stream().anyMatch(option -> option.path().equals(door.path()));
            if (!there && !text.isEmpty() && fits(label, door.path(), text)) {
                options.add(new Option(label, door.path(), door.icon(), ""));
            }
        }
        return options;
    }

    private List<Option> create(Visit visit, String text) {
        List<Option> options = new ArrayList<>();
        for (Shell.Item item : navigation.create(visit.caller())) {
            String label = services.texts.text(visit.locale(), "web.form.new", Map.of("type", item.label()));
            if (fits(label, item.path(), text)) options.add(new Option(label, item.path(), "plus", ""));
        }
        return options;
    }

    private static boolean fits(String label, String path, String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return label.toLowerCase(Locale.ROOT).contains(wanted) || path.contains(wanted);
    }
}
