package org.stepwise.kernel.internal.setting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.setting.Choices;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.audit.Guard;
import org.stepwise.kernel.internal.module.Resources;
import org.stepwise.kernel.internal.text.Likeness;

/**
 * Lists as modules ship them, read from their files when they come, so that switching a module on writes nothing; an item that the
 * company added or changed stands in the database and wins, whatever later versions ship.
 */
@Component(service = {Choices.class, ShippedChoices.class, StoredChoices.class})
public final class StoredChoices implements Choices, ShippedChoices {
    private static final String TYPE = "kernel.choice";
    private static final Set<String> TONES = Set.of("", "ok", "warn", "bad", "vio", "teal", "brand");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,59}");
    private static final int LONGEST = 200;
    private static final Comparator<Item> ORDER =
            Comparator.comparingInt(Item::order).thenComparing(Item::code);
    private final Transactions transactions;
    private final Guard guard;
    private final Audit audit;
    private final Map<String, List<Item>> shipped = new ConcurrentHashMap<>();
    private final Remembered<Map<String, Listed>> lists;

    /** A list as it is looked up, and those of its items that are offered. */
    private record Listed(Map<String, Item> all, List<Item> offered) {
        static final Listed NONE = new Listed(Map.of(), List.of());

        static Map<String, Listed> of(Map<String, Map<String, Item>> lists) {
            Map<String, Listed> listed = new HashMap<>();
            lists.forEach((list, items) -> listed.put(
                    list,
                    new Listed(
                            items, items.values().stream().filter(Item::active).toList())));
            return listed;
        }
    }

    @Activate
    public StoredChoices(@Reference Transactions transactions, @Reference Guard guard, @Reference Audit audit) {
        this.transactions = transactions;
        this.lists = new Remembered<>(transactions, Duration.ofMinutes(1), () -> Listed.of(load()));
        this.guard = guard;
        this.audit = audit;
    }

    /** List → code → item, in order: what modules ship, and over it what the company changed. */
    private Map<String, Map<String, Item>> load() {
        Map<String, Map<String, Item>> all = new HashMap<>();
        shipped.forEach((list, items) -> items.forEach(item -> add(all, list, item)));
        transactions
                .sql()
                .each(
                        "select list_id, code, parent, zh, en, tone, sort_order, active from kernel_choice",
                        row -> add(all, row.text(1), item(row)));
        all.replaceAll((list, items) -> inOrder(items.values()));
        return all;
    }

    private static void add(Map<String, Map<String, Item>> all, String list, Item item) {
        all.computeIfAbsent(list, id -> new HashMap<>()).put(item.code(), item);
    }

    private static Map<String, Item> inOrder(Collection<Item> items) {
        Map<String, Item> ordered = new LinkedHashMap<>();
        items.stream().sorted(ORDER).forEach(item -> ordered.put(item.code(), item));
        return ordered;
    }

    private static Item item(Sql.Row row) {
        return new Item(
                row.text(2), row.text(3), row.text(4), row.text(5), row.text(6), (int) row.number(7), row.flag(8));
    }

    @Override
    public List<Item> items(String list) {
        return lists.get().getOrDefault(list, Listed.NONE).offered();
    }

    @Override
    public Optional<Item> find(String list, String code) {
        return Optional.ofNullable(
                lists.get().getOrDefault(list, Listed.NONE).all().get(code));
    }

    @Override
    public void put(String list, Item item) {
        guard.require(Actions.ADMINISTER, TYPE);
        Map<String, Map<String, Item>> all = load();
        if (!all.containsKey(list)) throw Likeness.notFound(list, all.keySet());
        refuseWrong(all.get(list), item);
        store(list, item);
    }

    /** Adds or changes an item that was looked through before. */
    public void store(String list, Item item) {
        transactions.run(() -> {
            write(list, item);
            audit.write(
                    "choice.changed",
                    list,
                    Map.of("code", item.code(), "zh", item.zh(), "en", item.en(), "active", item.active()));
            lists.changed();
        });
    }

    /** Takes back what the company changed: the item is as shipped, or gone. */
    public void drop(String list, String code) {
        guard.require(Actions.ADMINISTER, TYPE);
        transactions.run(() -> {
            transactions.sql().update("delete from kernel_choice where list_id = ? and code = ?", list, code);
            audit.write("choice.dropped", list, Map.of("code", code));
            lists.changed();
        });
    }

    /** What the company added or changed, by list and code; of lists that are here. */
    public Map<String, Map<String, Item>> own() {
        guard.require(Actions.ADMINISTER, TYPE);
        Set<String> here = load().keySet();
        Map<String, Map<String, Item>> own = new HashMap<>();
        transactions
                .sql()
                .each(
                        "select list_id, code, parent, zh, en, tone, sort_order, active from kernel_choice",
                        row -> add(own, row.text(1), item(row)));
        own.keySet().retainAll(here);
        return own;
    }

    /** Every list with all of its items, by code and in order, as the database has them now. */
    public Map<String, Map<String, Item>> everything() {
        return load();
    }

    /** An item as its module ships it. */
    public Optional<Item> shipped(String list, String code) {
        return shipped.getOrDefault(list, List.of()).stream()
                .filter(item -> item.code().equals(code))
                .findFirst();
    }

    /** Refuses an item that does not fit into a list of these items. */
    public static void refuseWrong(Map<String, Item> items, Item item) {
        List<Violation> wrong = new ArrayList<>();
        if (!CODE.matcher(item.code()).matches()) wrong.add(new Violation("code", "choice.problem.code"));
        if (item.zh().isBlank() || item.zh().length() > LONGEST) wrong.add(new Violation("zh", "choice.problem.label"));
        if (item.en().isBlank() || item.en().length() > LONGEST) wrong.add(new Violation("en", "choice.problem.label"));
        if (!TONES.contains(item.tone())) {
            wrong.add(new Violation("tone", "choice.problem.tone", Map.of("value", item.tone())));
        }
        if (!fits(items, item))
            wrong.add(new Violation("parent", "choice.problem.parent", Map.of("value", item.parent())));
        if (!wrong.isEmpty()) throw new Invalid(wrong);
    }

    /** Under nothing, another item of the list, or where the list hangs on another one, as levels on a status, what others are under. */
    private static boolean fits(Map<String, Item> items, Item item) {
        String parent = item.parent();
        if (parent.isEmpty()) return true;
        return items.values().stream()
                .filter(other -> !other.code().equals(item.code()))
                .anyMatch(other -> other.code().equals(parent) || other.parent().equals(parent));
    }

    private void write(String list, Item item) {
        Sql sql = transactions.sql();
        int changed = sql.update(
                "update kernel_choice set parent = ?, zh = ?, en = ?, tone = ?, sort_order = ?, active = ?"
                        + " where list_id = ? and code = ?",
                item.parent(),
                item.zh(),
                item.en(),
                item.tone(),
                item.order(),
                item.active(),
                list,
                item.code());
        if (changed > 0) return;
        sql.update(
                "insert into kernel_choice (list_id, code, parent, zh, en, tone, sort_order, active)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                list,
                item.code(),
                item.parent(),
                item.zh(),
                item.en(),
                item.tone(),
                item.order(),
                item.active());
    }

    @Override
    public void moduleReady(Module module, Resources resources) {
        for (String path : resources.list("choices", ".csv")) {
            String list = path.substring(path.lastIndexOf('/') + 1, path.length() - ".csv".length());
            List<Item> items = new ArrayList<>();
            for (List<String> cells : Csv.rows(resources.text(path))) items.add(shipped(list, cells, items.size() + 1));
            shipped.put(list, List.copyOf(items));
        }
        lists.forget();
    }

    private static Item shipped(String list, List<String> cells, int order) {
        if (cells.size() < 5) throw new IllegalStateException("choices/" + list + ".csv: not five columns: " + cells);
        return new Item(cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(4), order * 10, true);
    }
}
