package org.stepwise.survey.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.config.ConfigurationTransfer;
import org.stepwise.kernel.api.config.Item;
import org.stepwise.kernel.api.setting.Choices;
import org.stepwise.kernel.api.web.View;

/** Answers that were handed in and have a place in the configuration: rows of lists, and units. */
@Component(service = Carrying.class)
public final class Carrying {
    private static final List<String> UNIT_COLUMNS = List.of("code", "parent", "kind", "name_zh", "name_en", "head");
    private static final String FORMULA = "=+-@\t\r";
    private static final int FIRST = 1000;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<ConfigurationTransfer> transfers = List.of();

    private final Choices choices;

    @Activate
    public Carrying(@Reference Choices choices) {
        this.choices = choices;
    }

    /** @param document a configuration to be looked at, "" for units, which are a file for the organisation's import */
    public record Offer(String label, String goes, int rows, String document) {}

    List<Offer> offers(Round round, List<Sheet> sheets, Locale locale) {
        List<Offer> offers = new ArrayList<>();
        for (Question question : round.form().questions()) {
            if (question.goes().isEmpty()) continue;
            List<Item> rows = rows(question, sheets);
            if (rows.isEmpty()) continue;
            boolean units = question.goes().equals(Question.UNITS);
            Optional<String> document = units ? Optional.of("") : document(question.goes(), rows);
            document.ifPresent(
                    text -> offers.add(new Offer(question.label(locale), question.goes(), rows.size(), text)));
        }
        return offers;
    }

    /** Of all units that handed in, one row a code. */
    private static List<Item> rows(Question question, List<Sheet> sheets) {
        Map<String, Item> rows = new LinkedHashMap<>();
        sheets.stream()
                .filter(Sheet::handedIn)
                .flatMap(sheet -> sheet.answers().rows(question.key()).stream())
                .forEach(row -> rows.putIfAbsent(row.text("code"), row));
        return List.copyOf(rows.values());
    }

    /** Empty for those who may not carry configuration over. */
    private Optional<String> document(String list, List<Item> rows) {
        Map<String, Item> items = new LinkedHashMap<>();
        int order = FIRST;
        for (Item row : rows) {
            String code = row.text("code");
            Optional<Choices.Item> known = choices.find(list, code);
            order++;
            items.put(
                    list + "/" + code,
                    Item.of(
                            "zh", row.text("zh"),
                            "en", row.text("en").isEmpty() ? row.text("zh") : row.text("en"),
                            "parent", known.map(Choices.Item::parent).orElse(row.text("parent")),
                            "tone", known.map(Choices.Item::tone).orElse(""),
                            "order", known.map(Choices.Item::order).orElse(order),
                            "active", true));
        }
        try {
            return transfers.stream().findFirst().map(one -> one.document(Map.of("choices", items)));
        } catch (Forbidden notThisReader) {
            return Optional.empty();
        }
    }

    /** A sheet {@code units} in the shape of the organisation's import, which shows what it would change. */
    View units(Round round, List<Sheet> sheets) {
        StringBuilder csv = new StringBuilder("\uFEFF" + String.join(",", UNIT_COLUMNS) + "\r\n");
        for (Question question : round.form().questions()) {
            if (!question.goes().equals(Question.UNITS)) continue;
            for (Item row : rows(question, sheets)) {
                csv.append(UNIT_COLUMNS.stream()
                                .map(column -> cell(column, row))
                                .collect(Collectors.joining(",")))
                        .append("\r\n");
            }
        }
        byte[] file = csv.toString().getBytes(StandardCharsets.UTF_8);
        return View.file("units.csv", "text/csv", out -> out.write(file));
    }

    private static String cell(String column, Item row) {
        String text = row.text(column);
        if (column.equals("kind") && text.isEmpty()) text = "DEPARTMENT";
        boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
