package org.stepwise.kernel.internal.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.config.ConfigurationPart;
import org.stepwise.kernel.api.config.Item;
import org.stepwise.kernel.api.record.Field;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.setting.Choices;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.setting.StoredChoices;

/** Items of lists that the company added or changed, as {@code list/code}. */
@Component(service = ConfigurationPart.class)
public final class ChoicesPart implements ConfigurationPart {
    private final Transactions transactions;
    private final StoredChoices choices;
    private final Types types;

    @Activate
    public ChoicesPart(@Reference Transactions transactions, @Reference StoredChoices choices, @Reference Types types) {
        this.transactions = transactions;
        this.choices = choices;
        this.types = types;
    }

    @Override
    public String id() {
        return "choices";
    }

    @Override
    public int order() {
        return 50;
    }

    @Override
    public Set<String> entries() {
        return Set.of("parent", "zh", "en", "tone", "order", "active");
    }

    @Override
    public Map<String, Item> items() {
        Map<String, Item> items = new LinkedHashMap<>();
        choices.own().forEach((list, all) -> all.forEach((code, item) -> items.put(list + "/" + code, written(item))));
        return items;
    }

    private static Item written(Choices.Item item) {
        return Item.of(
                "zh", item.zh(),
                "en", item.en(),
                "parent", item.parent(),
                "tone", item.tone(),
                "order", item.order(),
                "active", item.active());
    }

    /** Empty when the order is no number. */
    private static Optional<Choices.Item> read(String code, Item item) {
        String order = item.text("order");
        if (!order.matches("-?[0-9]{1,9}")) return Optional.empty();
        return Optional.of(new Choices.Item(
                code(code),
                item.text("parent"),
                item.text("zh"),
                item.text("en"),
                item.text("tone"),
                Integer.parseInt(order),
                item.flag("active")));
    }

    private static String list(String code) {
        return code.contains("/") ? code.substring(0, code.indexOf('/')) : code;
    }

    private static String code(String code) {
        return code.contains("/") ? code.substring(code.indexOf('/') + 1) : "";
    }

    @Override
    public Map<String, Item> beneath(Set<String> codes) {
        Map<String, Item> beneath = new LinkedHashMap<>();
        for (String code : codes) {
            choices.shipped(list(code), code(code)).ifPresent(item -> beneath.put(code, written(item)));
        }
        return beneath;
    }

    @Override
    public List<Flaw> flaws(Changes changes) {
        List<Flaw> flaws = new ArrayList<>();
        Map<String, Map<String, Choices.Item>> after = choices.everything();
        changes.put().forEach((code, item) -> {
            Map<String, Choices.Item> list = after.get(list(code));
            Optional<Choices.Item> read = read(code, item);
            if (list == null) flaws.add(Wrong.unknown(code, "", list(code), after.keySet()));
            else if (read.isEmpty())
                flaws.add(Wrong.plain(code, "order", "number", Map.of("value", item.text("order"))));
            else list.put(code(code), read.get());
        });
        changes.removed().forEach(code -> removed(flaws, after, code));
        changes.put()
                .forEach((code, item) -> read(code, item)
                        .filter(one -> after.containsKey(list(code)))
                        .ifPresent(one -> refused(flaws, after.get(list(code)), code, one)));
        return flaws;
    }

    private static void refused(List<Flaw> flaws, Map<String, Choices.Item> list, String code, Choices.Item item) {
        try {
            StoredChoices.refuseWrong(list, item);
        } catch (Problem wrong) {
            flaws.addAll(Wrong.of(code, "", wrong));
        }
    }

    /** An item that goes altogether must not be missed by records, nor by items under it. */
    private void removed(List<Flaw> flaws, Map<String, Map<String, Choices.Item>> after, String code) {
        Map<String, Choices.Item> list = after.getOrDefault(list(code), new HashMap<>());
        Optional<Choices.Item> shipped = choices.shipped(list(code), code(code));
        if (shipped.isPresent()) {
            list.put(code(code), shipped.get());
            return;
        }
        list.remove(code(code));
        boolean parent = list.values().stream().anyMatch(one -> one.parent().equals(code(code)));
        if (parent) flaws.add(Wrong.plain(code, "", "above", Map.of("item", code(code))));
        long used = used(list(code), code(code));
        if (used > 0) flaws.add(Wrong.plain(code, "", "used", Map.of("item", code(code), "count", used)));
    }

    private long used(String list, String item) {
        long used = 0;
        for (RecordType<?> type : types.all()) {
            for (Field field : type.fields()) {
                if (!field.choices().equals(list)) continue;
                String column = types.column(type, field.name());
                used += transactions
                        .sql()
                        .number("select count(*) from " + type.table() + " where " + column + " = ?", item);
            }
        }
        return used;
    }

    @Override
    public void apply(Changes changes) {
        changes.put().forEach((code, item) -> read(code, item).ifPresent(one -> choices.store(list(code), one)));
        changes.removed().forEach(code -> choices.drop(list(code), code(code)));
    }
}
