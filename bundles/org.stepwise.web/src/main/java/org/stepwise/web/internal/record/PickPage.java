package org.stepwise.web.internal.record;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Person;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.kernel.api.setting.Choices;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.OwnPage;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** Type-ahead for records, people, units, principals and long lists of choices. Shows what the caller may see, no more. */
public final class PickPage implements OwnPage {
    private static final int SHOWN = 20;
    private final Services services;

    public PickPage(Services services) {
        this.services = services;
    }

    /** An option. @param note what tells it from others of the same name */
    public record Option(String value, String label, String note, String icon) {}

    /** Address of the picker for records of a type. */
    public static String address(String type) {
        return switch (type) {
            case "directory.person" -> "/pick/person";
            case "directory.unit" -> "/pick/unit";
            default -> "/pick/" + type;
        };
    }

    /** Title of what is picked already. */
    public static String title(Services services, String type, long id) {
        if (id == 0) return "";
        if (type.startsWith("directory.")) {
            String name = services.directory.names(Set.of(id)).get(id);
            if (name != null) return name;
        }
        RecordId record = RecordId.of(type, id);
        return services.records.titles(List.of(record)).getOrDefault(record, "");
    }

    /** The one record or person of that name, for forms without script. */
    static Optional<Long> named(Services services, String type, String name) {
        String wanted = name.trim();
        List<Option> options = type.equals("directory.person")
                ? services.directory.suggest(wanted, 2).stream()
                        .map(person -> new Option(String.valueOf(person.id()), person.name(), "", ""))
                        .toList()
                : services.records.suggest(type, wanted, 2).stream()
                        .map(row -> new Option(String.valueOf(row.id()), row.title(), "", ""))
                        .toList();
        List<Option> exact =
                options.stream().filter(option -> option.label().equals(wanted)).toList();
        List<Option> best = exact.isEmpty() ? options : exact;
        return best.size() == 1 ? Optional.of(Long.valueOf(best.get(0).value())) : Optional.empty();
    }

    @Override
    public Reply get(Visit visit) {
        String what = visit.rest();
        String text = visit.param("q").trim();
        List<Option> options = switch (what) {
            case "person" -> people(text);
            case "unit" -> units(text, false, visit);
            case "principal" -> principals(text, visit);
            case "record" -> anything(text, visit);
            default ->
                what.startsWith("choice/") ? choices(what.substring(7), text, visit.locale()) : records(what, text);
        };
        return Reply.block("pick", Map.of("options", options));
    }

    private List<Option> people(String text) {
        List<Option> options = new ArrayList<>();
        for (Person person : services.directory.suggest(text, SHOWN)) {
            String note = (person.unitName() + " " + person.postName()).trim();
            options.add(new Option(String.valueOf(person.id()), person.name(), note, "face"));
        }
        return options;
    }

    private List<Option> units(String text, boolean marked, Visit visit) {
        String wanted = text.toLowerCase(Locale.ROOT);
        List<Option> options = new ArrayList<>();
        List<Unit> tree = services.directory.tree(Directory.MAIN, java.time.LocalDate.now(services.clock));
        for (Unit unit : tree) {
            boolean fits = unit.name().toLowerCase(Locale.ROOT).contains(wanted)
                    || unit.code().toLowerCase(Locale.ROOT).startsWith(wanted);
            if (!fits || options.size() >= SHOWN) continue;
            options.add(new Option(String.valueOf(unit.id()), unit.name(), unit.code(), marked ? "building" : ""));
            if (marked) {
                String label = services.texts.text(visit.locale(), "web.pick.below", Map.of("unit", unit.name()));
                options.add(new Option(String.valueOf(unit.below()), label, unit.code(), "sitemap"));
            }
        }
        return options;
    }

    /** Whom something may be shared with. */
    private List<Option> principals(String text, Visit visit) {
        List<Option> options = new ArrayList<>();
        String everyone = services.texts.text(visit.locale(), "web.pick.everyone");
        if (everyone.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT))) {
            options.add(new Option("1", everyone, "", "users"));
        }
        options.addAll(people(text).stream().limit(8).toList());
        options.addAll(units(text, true, visit).stream().limit(8).toList());
        for (String type : List.of("directory.role", "directory.post", "directory.group")) {
            if (services.types.find(type).isEmpty()) continue;
            String kind = services.texts.text(visit.locale(), type);
            for (Row row : services.records.asSystem("naming principals").suggest(type, text, 5)) {
                options.add(new Option(String.valueOf(row.id()), row.title(), kind, "users-group"));
            }
        }
        return options;
    }

    private List<Option> records(String type, String text) {
        if (services.types.find(type).isEmpty()) throw NotFound.of(type);
        List<Option> options = new ArrayList<>();
        for (Row row : services.records.suggest(type, text, SHOWN)) {
            options.add(new Option(String.valueOf(row.id()), row.title(), row.number(), ""));
        }
        return options;
    }

    /** Records of any type, by name or by the address of their page. */
    private List<Option> anything(String text, Visit visit) {
        Optional<RecordId> pasted = pasted(text);
        if (pasted.isPresent()) {
            return services.records.titles(List.of(pasted.get())).entrySet().stream()
                    .map(entry -> option(entry.getKey(), entry.getValue(), "", visit))
                    .toList();
        }
        String type = visit.param("type");
        List<Row> rows =
                type.isEmpty() ? services.records.suggestAll(text, SHOWN) : services.records.suggest(type, text, SHOWN);
        return rows.stream()
                .map(row -> option(row.record(), row.title(), row.number(), visit))
                .toList();
    }

    private Option option(RecordId record, String title, String number, Visit visit) {
        String kind = services.texts.text(visit.locale(), record.type());
        String icon = services.types.find(record.type()).map(t -> t.icon()).orElse("file-text");
        return new Option(record.toString(), title, (kind + " " + number).trim(), icon);
    }

    /** {@code https://host/crm/customer/17}, {@code /crm/customer/17} or {@code crm.customer:17}. */
    private static Optional<RecordId> pasted(String text) {
        try {
            if (text.matches("[a-z][a-z0-9]*\\.[a-z][a-z0-9]*:\\d+")) return Optional.of(RecordId.parse(text));
            if (!text.startsWith("http") && !text.startsWith("/")) return Optional.empty();
            String[] parts = URI.create(text).getPath().split("/");
            return parts.length < 4
                    ? Optional.empty()
                    : Optional.of(RecordId.of(parts[1] + "." + parts[2], Long.parseLong(parts[3])));
        } catch (IllegalArgumentException | NotFound e) {
            return Optional.empty();
        }
    }

    private List<Option> choices(String list, String text, Locale locale) {
        String wanted = plain(text);
        List<Option> options = new ArrayList<>();
        for (Choices.Item item : services.choices.items(list)) {
            String label = Values.way(services.choices, list, item, locale);
            if (!plain(label).contains(wanted)) continue;
            options.add(new Option(item.code(), label, item.code(), ""));
            if (options.size() >= SHOWN) break;
        }
        return options;
    }

    /** Typed with or without what stands between the steps of a way. */
    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[ /]", "");
    }

    /** The code of what was typed in full where no script picks: a code, a label or a way that only one item has. */
    static Optional<String> chosen(Services services, String list, String typed, Locale locale) {
        if (services.choices.find(list, typed).isPresent()) return Optional.of(typed);
        String wanted = plain(typed);
        List<String> codes = services.choices.items(list).stream()
                .filter(item -> plain(item.label(locale)).equals(wanted)
                        || plain(Values.way(services.choices, list, item, locale))
                                .equals(wanted))
                .map(Choices.Item::code)
                .toList();
        return codes.size() == 1 ? Optional.of(codes.get(0)) : Optional.empty();
    }
}
