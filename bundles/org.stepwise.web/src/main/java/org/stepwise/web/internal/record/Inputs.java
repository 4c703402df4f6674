package org.stepwise.web.internal.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.record.Field;
import org.stepwise.kernel.api.record.FieldKind;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.setting.Choices;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.Visit;
import org.stepwise.web.internal.view.Formats;

/** Inputs of a form, from the declared fields: one place for every kind. */
final class Inputs {
    private static final int SELECTABLE = 60;
    private final Services services;
    private final RecordType<?> type;
    private final Values values;
    private final Formats formats;
    private final Visit visit;

    Inputs(Services services, RecordType<?> type, Values values, Formats formats, Visit visit) {
        this.services = services;
        this.type = type;
        this.values = values;
        this.formats = formats;
        this.visit = visit;
    }

    /**
     * One input.
     *
     * @param shape line, long, number, flag, date, moment, select or pick
     * @param shown title of what is picked
     */
    record Input(
            String name,
            String label,
            String shape,
            String value,
            String shown,
            boolean required,
            int longest,
            String help,
            String error,
            String pick,
            boolean wide,
            List<FilterPills.Option> options) {}

    /** A group of inputs. @param heading "" for the main one */
    record Section(String heading, List<Input> inputs) {}

    /** Fields of the form that the caller may fill in. */
    List<Look> editable() {
        List<Look> looks = new ArrayList<>();
        type.sections().values().forEach(names -> looks.addAll(values.looks(names)));
        looks.removeIf(look -> !look.editable(visit.caller()));
        return looks;
    }

    List<Section> sections(Map<String, ?> current, List<Violation> violations) {
        Locale locale = visit.locale();
        Map<String, String> errors = new HashMap<>();
        for (Violation violation : violations) {
            errors.merge(violation.field(), services.texts.text(locale, violation), (a, b) -> a + " " + b);
        }
        List<Section> sections = new ArrayList<>();
        type.sections().forEach((section, names) -> {
            List<Input> inputs = new ArrayList<>();
            for (Look look : values.looks(names)) {
                if (look.editable(visit.caller()))
                    inputs.add(input(look, current.get(look.name()), errors.getOrDefault(look.name(), "")));
            }
            String key = type.id() + ".section." + section;
            String heading = section.equals("main") ? "" : services.texts.text(locale, key);
            if (!inputs.isEmpty()) sections.add(new Section(heading, inputs));
        });
        return sections;
    }

    private Input input(Look look, Object raw, String error) {
        String value = values.input(look, raw);
        List<FilterPills.Option> options = options(look, value);
        String shape = shape(look);
        String pick = shape.equals("pick") ? pick(look) : "";
        String help = look.declared().map(Field::hasHelp).orElse(false)
                ? services.texts.text(visit.locale(), type.id() + "." + look.name() + ".help")
                : "";
        return new Input(
                look.name(),
                look.label(),
                shape,
                value,
                shape.equals("pick") ? shown(look, value) : "",
                look.required(),
                look.longest(),
                help,
                error,
                pick,
                look.kind() == FieldKind.LONG_TEXT,
                shape.equals("select") ? options : List.of());
    }

    private String shape(Look look) {
        return switch (look.kind()) {
            case LONG_TEXT -> "long";
            case INTEGER, DECIMAL, MONEY -> "number";
            case FLAG -> "flag";
            case DATE -> "date";
            case INSTANT -> "moment";
            case ENUM -> "select";
            case CHOICE -> many(look) ? "pick" : "select";
            case REFERENCE -> "pick";
            case TEXT -> "line";
        };
    }

    private static String pick(Look look) {
        return look.kind() == FieldKind.CHOICE ? "/pick/choice/" + look.choices() : PickPage.address(look.ref());
    }

    private String shown(Look look, String value) {
        if (look.kind() == FieldKind.CHOICE) return values.choiceLabel(look.choices(), value);
        return Visit.parse(value).stream()
                .mapToObj(id -> PickPage.title(services, look.ref(), id))
                .findFirst()
                .orElse("");
    }

    private boolean many(Look look) {
        return values.choices(look.choices()).size() > SELECTABLE;
    }

    private List<FilterPills.Option> options(Look look, String value) {
        List<FilterPills.Option> options = new ArrayList<>();
        for (String constant : look.constants()) {
            options.add(new FilterPills.Option(constant, values.enumLabel(look, constant), constant.equals(value), 0));
        }
        if (look.kind() == FieldKind.CHOICE && !many(look)) addBelow("", 0, look, value, options);
        return options;
    }

    /** Items below one, each followed by those below it; items that hang on another list stand on top. */
    private void addBelow(String parent, int level, Look look, String value, List<FilterPills.Option> options) {
        List<Choices.Item> items = values.choices(look.choices());
        Set<String> codes = items.stream().map(Choices.Item::code).collect(Collectors.toSet());
        for (Choices.Item item : items) {
            String above = codes.contains(item.parent()) ? item.parent() : "";
            if (!above.equals(parent) || level > 5) continue;
            String label = "\u3000".repeat(level) + item.label(visit.locale());
            options.add(new FilterPills.Option(item.code(), label, item.code().equals(value), level));
            addBelow(item.code(), level + 1, look, value, options);
        }
    }

    /** What was posted, by field, as texts of the API. */
    Map<String, Object> posted() {
        Map<String, Object> posted = new HashMap<>();
        for (Look look : editable()) {
            List<String> sent = visit.params(look.name());
            if (sent.isEmpty()) continue;
            String last = sent.get(sent.size() - 1);
            posted.put(look.name(), meant(look, last));
        }
        posted.putAll(foreign());
        return posted;
    }

    /** Posted although the form does not offer it to this caller: left to the engine to refuse. */
    private Map<String, Object> foreign() {
        Map<String, Object> foreign = new HashMap<>();
        for (Field field : type.fields()) {
            List<String> sent = visit.params(field.name());
            if (!sent.isEmpty() && !field.editable(visit.caller())) foreign.put(field.name(), sent.get(0));
        }
        return foreign;
    }

    /** What a posted text means to the API: an instant for a local time, an id or code for a name typed where no script picks. */
    private String meant(Look look, String text) {
        if (text.isEmpty()) return text;
        if (look.kind() == FieldKind.INSTANT) return formats.instantOf(text);
        if (look.kind() == FieldKind.CHOICE) {
            return PickPage.chosen(services, look.choices(), text, visit.locale())
                    .orElse(text);
        }
        boolean named = look.kind() == FieldKind.REFERENCE && Visit.parse(text).isEmpty();
        return named
                ? PickPage.named(services, look.ref(), text)
                        .map(String::valueOf)
                        .orElse(text)
                : text;
    }

    /** The posted texts as the inputs held them. */
    Map<String, Object> typed() {
        Map<String, Object> typed = new HashMap<>();
        for (Look look : editable()) {
            List<String> sent = visit.params(look.name());
            if (!sent.isEmpty()) typed.put(look.name(), sent.get(sent.size() - 1));
        }
        return typed;
    }

    Values values() {
        return values;
    }
}
