package org.stepwise.kernel.internal.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.config.ConfigurationPart;
import org.stepwise.kernel.api.config.Item;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.rollout.UsageRules;
import org.stepwise.kernel.api.rollout.UsageRules.Edition;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.audit.Guard;

/** Rules of use of modules that the company changed, in their last edition; what comes over is a new edition. */
@Component(service = ConfigurationPart.class)
public final class RulesPart implements ConfigurationPart {
    private static final String TYPE = "rollout.phase";
    private static final int LONGEST = 20_000;
    private final Transactions transactions;
    private final UsageRules rules;
    private final Modules modules;
    private final Guard guard;

    @Activate
    public RulesPart(
            @Reference Transactions transactions,
            @Reference UsageRules rules,
            @Reference Modules modules,
            @Reference Guard guard) {
        this.transactions = transactions;
        this.rules = rules;
        this.modules = modules;
        this.guard = guard;
    }

    @Override
    public String id() {
        return "rules";
    }

    @Override
    public int order() {
        return 70;
    }

    @Override
    public Set<String> entries() {
        return Set.of("zh", "en");
    }

    @Override
    public Map<String, Item> items() {
        guard.require(Actions.ADMINISTER, TYPE);
        Map<String, Item> items = new LinkedHashMap<>();
        List<String> changed = transactions
                .sql()
                .list("select distinct module from rollout_rules order by module", row -> row.text(1));
        for (String module : changed) {
            Edition now = rules.editions(module).get(0);
            Item item = Item.of("zh", now.zh(), "en", now.en());
            if (!now.shipped() && !item.equals(shipped(module))) items.put(module, item);
        }
        return items;
    }

    private Item shipped(String module) {
        return rules.shipped(module)
                .map(one -> Item.of("zh", one.zh(), "en", one.en()))
                .orElseGet(() -> Item.of("zh", "", "en", ""));
    }

    @Override
    public Map<String, Item> beneath(Set<String> codes) {
        Map<String, Item> beneath = new LinkedHashMap<>();
        for (String module : codes) {
            if (rules.shipped(module).isPresent()) beneath.put(module, shipped(module));
        }
        return beneath;
    }

    @Override
    public List<Flaw> flaws(Changes changes) {
        List<Flaw> flaws = new ArrayList<>();
        changes.put().forEach((module, item) -> {
            try {
                modules.info(module);
            } catch (NotFound missing) {
                flaws.addAll(Wrong.of(module, "", missing));
            }
            for (String language : List.of("zh", "en")) {
                if (item.text(language).length() > LONGEST)
                    flaws.add(new Flaw(module, language, "rollout.problem.tooLong", Map.of("longest", LONGEST)));
            }
        });
        return flaws;
    }

    @Override
    public void apply(Changes changes) {
        changes.put().forEach((module, item) -> rules.publish(module, item.text("zh"), item.text("en")));
        changes.removed().forEach(module -> {
            Item shipped = shipped(module);
            rules.publish(module, shipped.text("zh"), shipped.text("en"));
        });
    }
}
