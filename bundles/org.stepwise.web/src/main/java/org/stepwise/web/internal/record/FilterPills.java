package org.stepwise.web.internal.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.Visit;

/** The filters above a list. */
final class FilterPills {
    private static final int SELECTABLE = 60;
    private final Services services;
    private final Values values;
    private final ListQuery query;
    private final Visit visit;

    FilterPills(Services services, Values values, ListQuery query, Visit visit) {
        this.services = services;
        this.values = values;
        this.query = query;
        this.visit = visit;
    }

    /**
     * One filter.
     *
     * @param shape options, range, pick or text
     * @param shown what is chosen, "" when it is off
     * @param clear address of the list without it
     */
    record Pill(
            String name,
            String label,
            String shape,
            String input,
            String shown,
            String clear,
            List<Option> options,
            String from,
            String to,
            String pick,
            String value) {}

    /** An option of a select. @param level depth in a tree of options */
    record Option(String value, String label, boolean chosen, int level) {}

    List<Pill> of(RecordType<?> type) {
        List<Pill> pills = new ArrayList<>();
        for (Look look : values.looks(type.filters())) pills.add(pill(look));
        return pills;
    }

    private Pill pill(Look look) {
        String name = "f." + look.name();
        return switch (look.kind()) {
            case ENUM, FLAG -> options(look, name, constants(look, name));
            case CHOICE -> choices(look, name);
            case DATE, INSTANT -> range(look, name, "date");
            case INTEGER, DECIMAL, MONEY -> range(look, name, "number");
            case REFERENCE -> pick(look, name);
            case TEXT, LONG_TEXT -> simple(look, name, "text", query.param(name), query.param(name), "");
        };
    }

    private List<Option> constants(Look look, String name) {
        List<Option> options = new ArrayList<>();
        List<String> chosen = query.params(name);
        if (look.constants().isEmpty()) {
            options.add(new Option("true", values.flag(true), chosen.contains("true"), 0));
            options.add(new Option("false", values.flag(false), chosen.contains("false"), 0));
        }
        for (String constant : look.constants()) {
            options.add(new Option(constant, values.enumLabel(look, constant), chosen.contains(constant), 0));
        }
        return options;
    }

    private Pill choices(Look look, String name) {
        if (values.choices(look.choices()).size() > SELECTABLE) {
            String code = query.param(name);
            String shown = code.isEmpty() ? "" : values.choiceLabel(look.choices(), code);
            return simple(look, name, "pick", shown, code, "/pick/choice/" + look.choices());
        }
        List<Option> options = new ArrayList<>();
        values.choices(look.choices()).forEach(item -> {
            boolean chosen = query.params(name).contains(item.code());
            options.add(new Option(item.code(), values.label(look.choices(), item), chosen, 0));
        });
        return options(look, name, options);
    }

    private Pill options(Look look, String name, List<Option> options) {
        List<String> chosen =
                options.stream().filter(Option::chosen).map(Option::label).toList();
        String shown = String.join(", ", chosen);
        return new Pill(name, look.label(), "options", "", shown, clear(name), options, "", "", "", "");
    }

    private Pill range(Look look, String name, String input) {
        String from = query.param(name + ".from");
        String to = query.param(name + ".to");
        String shown = from.isEmpty() && to.isEmpty() ? "" : from + " – " + to;
        return new Pill(name, look.label(), "range", input, shown, clear(name), List.of(), from, to, "", "");
    }

    private Pill pick(Look look, String name) {
        String value = query.param(name);
        String shown = value.isEmpty() ? "" : title(look, value);
        return simple(look, name, "pick", shown, value, PickPage.address(look.ref()));
    }

    private String title(Look look, String value) {
        if (value.equals("me")) return visit.caller().name();
        return Visit.parse(value).stream()
                .mapToObj(id -> PickPage.title(services, look.ref(), id))
                .findFirst()
                .orElse(value);
    }

    private Pill simple(Look look, String name, String shape, String shown, String value, String pick) {
        return new Pill(name, look.label(), shape, "text", shown, clear(name), List.of(), "", "", pick, value);
    }

    private String clear(String name) {
        Map<String, String> gone = new HashMap<>(Map.of(name, "", name + ".from", "", name + ".to", ""));
        return query.with(gone);
    }
}
