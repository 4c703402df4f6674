package org.stepwise.web.internal.record;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.record.FieldKind;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.kernel.api.setting.Choices;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.view.Formats;

/** Turns values of rows into what is shown; names, titles and labels are fetched once a page, never per row. */
final class Values {
    private static final String STEP = " / ";
    private final Services services;
    private final Formats formats;
    private final Caller caller;
    private final RecordType<?> type;
    private final Map<String, Look> looks = new HashMap<>();
    private final Map<String, String> enums = new HashMap<>();
    private final Map<String, String> labels = new HashMap<>();
    private final Map<String, Boolean> toned = new HashMap<>();
    private final Map<Long, String> names = new HashMap<>();

    Values(Services services, Formats formats, Caller caller, RecordType<?> type) {
        this.services = services;
        this.formats = formats;
        this.caller = caller;
        this.type = type;
    }

    Look look(String name) {
        return looks.computeIfAbsent(name, n -> Look.of(type, n, services.texts, caller.locale()));
    }

    /** Those of the fields that this caller may see. */
    List<Look> looks(Collection<String> fields) {
        List<Look> found = new ArrayList<>();
        for (String name : fields) {
            if (look(name).visible(caller)) found.add(look(name));
        }
        return found;
    }

    /** Fetches the names of all people and units that the rows refer to, in one query. */
    void prepare(Collection<Row> rows, Collection<Look> shown) {
        Set<Long> wanted = new HashSet<>();
        for (Look look : shown) {
            if (!look.principal()) continue;
            for (Row row : rows) {
                boolean titled = row.references().containsKey(look.name());
                if (!titled && row.value(look.name()) instanceof Number id && id.longValue() > 0)
                    wanted.add(id.longValue());
            }
        }
        wanted.removeAll(names.keySet());
        if (!wanted.isEmpty()) names.putAll(services.directory.names(wanted));
    }

    Cell cell(Row row, Look look) {
        Object value = row.value(look.name());
        if (value == null) return Cell.text(look.label(), "");
        return switch (look.kind()) {
            case REFERENCE -> reference(row, look, ((Number) value).longValue());
            case CHOICE -> choice(look, value.toString());
            case ENUM -> chip(look, enumLabel(look, value.toString()), "");
            case MONEY -> number(look, money(row, look, value));
            case INTEGER, DECIMAL -> number(look, formats.number(new BigDecimal(value.toString())));
            case FLAG -> Cell.text(look.label(), flag(Boolean.parseBoolean(value.toString())));
            case DATE -> Cell.text(look.label(), formats.date((LocalDate) value));
            case INSTANT -> Cell.text(look.label(), formats.instant((Instant) value));
            case LONG_TEXT -> new Cell(look.label(), value.toString(), "long", "", "", "");
            case TEXT -> text(look, value.toString());
        };
    }

    private static Cell text(Look look, String value) {
        boolean web = value.startsWith("http://") || value.startsWith("https://");
        return web ? new Cell(look.label(), value, "link", "", value, "") : Cell.text(look.label(), value);
    }

    private static Cell number(Look look, String text) {
        return new Cell(look.label(), text, "num", "", "", "");
    }

    private static Cell chip(Look look, String text, String tone) {
        return new Cell(look.label(), text, "chip", tone, "", "");
    }

    private Cell reference(Row row, Look look, long id) {
        if (id == 0) return Cell.text(look.label(), "");
        String titled = row.references().get(look.name());
        String name = titled != null ? titled : names.getOrDefault(id, "");
        boolean person = look.ref().equals("directory.person");
        if (person)
            return new Cell(look.label(), name, "who", Formats.tone(id), String.valueOf(id), Formats.initials(name, 1));
        boolean open = titled != null && !look.principal();
        String href = open ? "/" + look.ref().replace('.', '/') + "/" + id : "";
        return new Cell(look.label(), name, href.isEmpty() ? "text" : "link", "", href, "");
    }

    /** A chip where the list has colours, which mean a state; else plain text. */
    private Cell choice(Look look, String code) {
        String label = choiceLabel(look.choices(), code);
        if (!toned.computeIfAbsent(look.choices(), this::hasTones)) return Cell.text(look.label(), label);
        String tone = services.choices
                .find(look.choices(), code)
                .map(Choices.Item::tone)
                .orElse("");
        return chip(look, label, tone);
    }

    private boolean hasTones(String list) {
        return services.choices.items(list).stream()
                .anyMatch(item -> !item.tone().isEmpty());
    }

    /** Also of an item that is no longer offered; the code itself when there is none. */
    String choiceLabel(String list, String code) {
        return labels.computeIfAbsent(
                list + " " + code,
                key -> services.choices
                        .find(list, code)
                        .map(item -> label(list, item))
                        .orElse(code));
    }

    /** Label of an item; below another one of the list, such as a county in its province, the way to it. */
    String label(String list, Choices.Item item) {
        return way(services.choices, list, item, caller.locale());
    }

    static String way(Choices choices, String list, Choices.Item item, Locale locale) {
        String above = item.parent().isEmpty()
                ? ""
                : choices.find(list, item.parent())
                        .map(found -> way(choices, list, found, locale) + STEP)
                        .orElse("");
        return above + item.label(locale);
    }

    /** Those offered, in order. */
    List<Choices.Item> choices(String list) {
        return services.choices.items(list);
    }

    String enumLabel(Look look, String constant) {
        return enums.computeIfAbsent(
                look.name() + "." + constant, key -> services.texts.text(caller.locale(), type.id() + "." + key));
    }

    private String money(Row row, Look look, Object value) {
        Object currency = row.value(look.declared().map(f -> f.currencyField()).orElse(""));
        return formats.money(new BigDecimal(value.toString()), currency == null ? "" : currency.toString());
    }

    String flag(boolean on) {
        return services.texts.text(caller.locale(), on ? "web.yes" : "web.no");
    }

    /** Sum over the rows of one page, as shown. */
    String total(Collection<Row> rows, Look look) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Row row : rows) {
            Object value = row.value(look.name());
            if (value != null) sum = sum.add(new BigDecimal(value.toString()));
        }
        return look.kind() == FieldKind.MONEY ? formats.money(sum, "") : formats.number(sum);
    }

    /** In the reader's zone. */
    String instant(Instant at) {
        return formats.instant(at);
    }

    /** Text of a value as an input holds it. */
    String input(Look look, Object value) {
        if (value == null) return "";
        if (value instanceof Instant at) return formats.local(at);
        if (value instanceof BigDecimal number) return number.toPlainString();
        if (look.kind() == FieldKind.REFERENCE && "0".equals(value.toString())) return "";
        return value.toString();
    }
}
