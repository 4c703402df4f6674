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
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.config.ConfigurationPart;
import org.stepwise.kernel.api.config.Item;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.setting.StoredSettings;
import org.stepwise.kernel.internal.setting.StoredSettings.Place;

/** Settings that differ from what is shipped: of the company by their id, of a unit as {@code id@unit}. */
@Component(service = ConfigurationPart.class)
public final class SettingsPart implements ConfigurationPart {
    private static final String VALUE = "value";
    private final Transactions transactions;
    private final StoredSettings settings;

    @Activate
    public SettingsPart(@Reference Transactions transactions, @Reference StoredSettings settings) {
        this.transactions = transactions;
        this.settings = settings;
    }

    @Override
    public String id() {
        return "settings";
    }

    @Override
    public int order() {
        return 40;
    }

    @Override
    public Set<String> entries() {
        return Set.of(VALUE);
    }

    @Override
    public Map<String, Item> items() {
        Map<Long, String> units = new HashMap<>();
        units().forEach((code, id) -> units.put(id, code));
        Map<String, Item> items = new LinkedHashMap<>();
        settings.own().forEach((place, value) -> {
            if (place.scope() == 0) items.put(place.id(), Item.of(VALUE, value));
            else if (units.containsKey(place.scope()))
                items.put(place.id() + "@" + units.get(place.scope()), Item.of(VALUE, value));
        });
        return items;
    }

    private Map<String, Long> units() {
        Map<String, Long> units = new HashMap<>();
        transactions
                .sql()
                .each(
                        "select code, id from directory_unit where deleted = false",
                        row -> units.put(row.text(1), row.number(2)));
        return units;
    }

    private static String unit(String code) {
        return code.contains("@") ? code.substring(code.indexOf('@') + 1) : "";
    }

    private static String setting(String code) {
        return code.contains("@") ? code.substring(0, code.indexOf('@')) : code;
    }

    /** Empty when there is no such unit. */
    private static Optional<Place> place(String code, Map<String, Long> units) {
        String unit = unit(code);
        if (unit.isEmpty()) return Optional.of(new Place(setting(code), 0));
        return Optional.ofNullable(units.get(unit)).map(id -> new Place(setting(code), id));
    }

    @Override
    public Map<String, Item> beneath(Set<String> codes) {
        Map<String, Long> units = units();
        Map<String, Item> beneath = new LinkedHashMap<>();
        for (String code : codes) {
            place(code, units).flatMap(this::inherited).ifPresent(value -> beneath.put(code, Item.of(VALUE, value)));
        }
        return beneath;
    }

    private Optional<String> inherited(Place place) {
        try {
            return Optional.of(settings.inherited(place));
        } catch (NotFound unknown) {
            return Optional.empty();
        }
    }

    @Override
    public List<Flaw> flaws(Changes changes) {
        Map<String, Long> units = units();
        List<Flaw> flaws = new ArrayList<>();
        changes.put().keySet().forEach(code -> {
            Optional<Place> place = place(code, units);
            if (place.isEmpty()) {
                flaws.add(Wrong.unknown(code, "", unit(code), units.keySet()));
                return;
            }
            try {
                settings.refuseWrong(place.get().id(), place.get().scope(), together(changes, unit(code)));
            } catch (Problem wrong) {
                flaws.addAll(Wrong.of(code, wrong instanceof NotFound ? "" : VALUE, wrong));
            }
        });
        return flaws;
    }

    /** All that is set for one unit, by setting. */
    private static Map<String, String> together(Changes changes, String unit) {
        Map<String, String> values = new LinkedHashMap<>();
        changes.put().forEach((code, item) -> {
            if (unit(code).equals(unit)) values.put(setting(code), item.text(VALUE));
        });
        return values;
    }

    @Override
    public void apply(Changes changes) {
        Map<String, Long> units = units();
        changes.put()
                .forEach((code, item) -> place(code, units)
                        .ifPresent(place -> settings.store(place.id(), place.scope(), item.text(VALUE))));
        changes.removed()
                .forEach(code -> place(code, units).ifPresent(place -> settings.reset(place.id(), place.scope())));
    }
}
