package org.stepwise.config.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.config.ConfigurationPart;
import org.stepwise.kernel.api.config.Item;
import org.stepwise.kernel.api.tx.Transactions;

/** What a module does to have its configuration carried over. */
final class PaintColours implements ConfigurationPart {
    private final Transactions transactions;

    PaintColours(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public String id() {
        return "paint-colours";
    }

    @Override
    public Set<String> entries() {
        return Set.of("name");
    }

    @Override
    public Map<String, Item> items() {
        Map<String, Item> items = new LinkedHashMap<>();
        transactions
                .sql()
                .each(
                        "select code, name from paint_colour order by code",
                        row -> items.put(row.text(1), Item.of("name", row.text(2))));
        return items;
    }

    @Override
    public List<Flaw> flaws(Changes changes) {
        return changes.put().entrySet().stream()
                .filter(each -> each.getValue().text("name").equals("khaki"))
                .map(each -> new Flaw(each.getKey(), "name", "paint.problem.ugly", Map.of("name", "khaki")))
                .toList();
    }

    /** Says of one name only when it is too late that it cannot be. */
    @Override
    public void apply(Changes changes) {
        changes.removed().forEach(code -> transactions.sql().update("delete from paint_colour where code = ?", code));
        changes.put().forEach((code, item) -> {
            transactions.sql().update("delete from paint_colour where code = ?", code);
            transactions.sql().update("insert into paint_colour (code, name) values (?, ?)", code, item.text("name"));
            if (item.text("name").equals("drying")) throw Invalid.of("name", "paint.problem.ugly", Map.of("name", ""));
        });
    }
}
