package org.stepwise.kernel.internal.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.config.ConfigurationPart;
import org.stepwise.kernel.api.config.Item;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.audit.Guard;

/** Groups with their rules; not whom somebody put into them. */
@Component(service = ConfigurationPart.class)
public final class GroupsPart implements ConfigurationPart {
    private static final String TYPE = "directory.group";
    private final Transactions transactions;
    private final Records records;
    private final Guard guard;

    @Activate
    public GroupsPart(@Reference Transactions transactions, @Reference Records records, @Reference Guard guard) {
        this.transactions = transactions;
        this.records = records;
        this.guard = guard;
    }

    @Override
    public String id() {
        return "groups";
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public Set<String> entries() {
        return Set.of("nameZh", "nameEn", "unit", "post", "level");
    }

    private CodedRecords groups() {
        return new CodedRecords(records, transactions.sql(), TYPE);
    }

    @Override
    public Map<String, Item> items() {
        guard.require(Actions.ADMINISTER, TYPE);
        Map<String, Item> items = new LinkedHashMap<>();
        transactions
                .sql()
                .each(
                        "select g.code, g.name_zh, g.name_en, u.code, p.code, g.rule_level from directory_group g"
                                + " left join directory_unit u on u.id = g.rule_unit_id"
                                + " left join directory_post p on p.id = g.rule_post_id"
                                + " where g.deleted = false order by g.code",
                        row -> {
                            Object level = row.value(6);
                            items.put(
                                    row.text(1),
                                    Item.of(
                                            "nameZh", row.text(2),
                                            "nameEn", row.text(3),
                                            "unit", row.text(4),
                                            "post", row.text(5),
                                            "level", level == null ? "" : level));
                        });
        return items;
    }

    @Override
    public List<Flaw> flaws(Changes changes) {
        List<Flaw> flaws = new ArrayList<>();
        Map<String, Long> units = ids("directory_unit");
        Map<String, Long> posts = ids("directory_post");
        changes.put().forEach((code, item) -> {
            boolean named = known(flaws, code, "unit", item, units) & known(flaws, code, "post", item, posts);
            if (named) flaws.addAll(groups().flaws(code, values(code, item, units, posts)));
        });
        return flaws;
    }

    private static boolean known(List<Flaw> flaws, String code, String entry, Item item, Map<String, Long> ids) {
        String name = item.text(entry);
        if (name.isEmpty() || ids.containsKey(name)) return true;
        flaws.add(Wrong.unknown(code, entry, name, ids.keySet()));
        return false;
    }

    private Map<String, Long> ids(String table) {
        Map<String, Long> ids = new HashMap<>();
        transactions
                .sql()
                .each(
                        "select code, id from " + table + " where deleted = false",
                        row -> ids.put(row.text(1), row.number(2)));
        return ids;
    }

    private static Map<String, Object> values(
            String code, Item item, Map<String, Long> units, Map<String, Long> posts) {
        Map<String, Object> values = new HashMap<>();
        values.put("code", code);
        values.put("nameZh", item.text("nameZh"));
        values.put("nameEn", item.text("nameEn"));
        values.put("ruleUnitId", units.get(item.text("unit")));
        values.put("rulePostId", posts.get(item.text("post")));
        values.put("ruleLevel", item.text("level"));
        return values;
    }

    @Override
    public void apply(Changes changes) {
        Map<String, Long> units = ids("directory_unit");
        Map<String, Long> posts = ids("directory_post");
        changes.put().forEach((code, item) -> groups().put(code, values(code, item, units, posts)));
        changes.removed().forEach(groups()::remove);
    }
}
