package org.stepwise.kernel.internal.setting;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.setting.Setting;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.audit.Guard;
import org.stepwise.kernel.internal.calendar.CalendarRules;
import org.stepwise.kernel.internal.module.Later;
import org.stepwise.kernel.internal.text.Likeness;

/** Settings in the database: only what differs from the shipped value is stored. */
@Component(service = {Settings.class, StoredSettings.class})
public final class StoredSettings implements Settings {
    private static final Logger LOG = LoggerFactory.getLogger(StoredSettings.class);
    private static final String TYPE = "kernel.setting";
    private static final int LONGEST = 2000;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Module> modules = List.of();

    /** Optional, because the directory has settings of its own. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile ServiceReference<Directory> directory;

    private final Transactions transactions;
    private final Guard guard;
    private final Later<Directory> laterDirectory;
    private final Audit audit;
    private final Remembered<Map<Key, String>> stored;

    private record Key(String id, long scope) {}

    @Activate
    public StoredSettings(
            @Reference Transactions transactions,
            @Reference Guard guard,
            @Reference Audit audit,
            BundleContext context) {
        this.transactions = transactions;
        this.stored = new Remembered<>(transactions, Duration.ofSeconds(5), this::load);
        this.guard = guard;
        this.laterDirectory = new Later<>(context);
        this.audit = audit;
    }

    private Map<Key, String> load() {
        return transactions
                .sql()
                .list(
                        "select id, scope_id, setting_value from kernel_setting",
                        row -> Map.entry(new Key(row.text(1), row.number(2)), row.text(3)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public <R extends Record> R get(Class<R> rules, long scope) {
        Rules shape = Rules.of(rules);
        return rules.cast(shape.with(values(shape, ofUnits(shape) ? scopes(scope) : List.of(0L))));
    }

    /** Has any unit a value of its own? Where none has, no unit is looked up. */
    private boolean ofUnits(Rules shape) {
        String rules = shape.id() + ".";
        return stored.get().keySet().stream()
                .anyMatch(key -> key.scope() != 0 && key.id().startsWith(rules));
    }

    /** Unit before segment before company. */
    private List<Long> scopes(long scope) {
        if (scope == 0) return List.of(0L);
        List<Long> scopes = new ArrayList<>(List.of(scope));
        long segment = laterDirectory
                .get(directory)
                .flatMap(units -> units.unit(scope))
                .map(Unit::segment)
                .orElse(0L);
        if (segment != 0 && segment != scope) scopes.add(segment);
        scopes.add(0L);
        return scopes;
    }

    private Map<String, Object> values(Rules shape, List<Long> scopes) {
        Map<Key, String> all = stored.get();
        if (all.isEmpty()) return new LinkedHashMap<>();
        Map<String, Object> values = new LinkedHashMap<>();
        for (String component : shape.shipped().keySet()) {
            String id = shape.id() + "." + component;
            scopes.stream()
                    .filter(scope -> all.containsKey(new Key(id, scope)))
                    .findFirst()
                    .flatMap(scope -> read(shape, component, all.get(new Key(id, scope))))
                    .ifPresent(value -> values.put(component, value));
        }
        return values;
    }

    /** A value that a newer version of the module no longer understands gives way to the shipped one. */
    private static Optional<Object> read(Rules shape, String component, String text) {
        try {
            return Optional.of(SettingText.read(shape.typeOf(component), text));
        } catch (RuntimeException e) {
            LOG.warn("setting {}.{} is not understood, the shipped value holds", shape.id(), component);
            return Optional.empty();
        }
    }

    @Override
    public void set(String id, long scope, String value) {
        guard.require(Actions.ADMINISTER, TYPE);
        refuseScope(shape(id), component(id), scope);
        refuseWrong(shape(id), Map.of(component(id), value), scope);
        store(id, scope, value);
    }

    /** Sets a value that was looked through before. */
    public void store(String id, long scope, String value) {
        transactions.run(() -> {
            String before = write(id, scope, value);
            audit.write("setting.changed", id, Map.of("scope", scope, "from", before, "to", value));
            stored.changed();
        });
    }

    /** A setting and where it has a value of its own. @param scope 0 = company */
    public record Place(String id, long scope) {}

    /** Values that differ from what is shipped or inherited, of modules that are here. */
    public Map<Place, String> own() {
        guard.require(Actions.ADMINISTER, TYPE);
        Set<String> ids = ids();
        return load().entrySet().stream()
                .filter(each -> ids.contains(each.getKey().id()))
                .collect(Collectors.toMap(
                        each -> new Place(each.getKey().id(), each.getKey().scope()), Map.Entry::getValue));
    }

    /** What holds where a place has no value of its own. @throws org.stepwise.kernel.api.NotFound naming settings that are like it */
    public String inherited(Place place) {
        String shipped = SettingText.write(shape(place.id()).shipped().get(component(place.id())));
        Map<Key, String> all = load();
        return scopes(place.scope()).stream()
                .filter(scope -> scope != place.scope() && all.containsKey(new Key(place.id(), scope)))
                .findFirst()
                .map(scope -> all.get(new Key(place.id(), scope)))
                .orElse(shipped);
    }

    /** Refuses a value that cannot be, together with others that are set at the same time in the same place. */
    public void refuseWrong(String id, long scope, Map<String, String> together) {
        Rules shape = shape(id);
        refuseScope(shape, component(id), scope);
        Map<String, String> values = new LinkedHashMap<>();
        together.forEach((other, value) -> {
            boolean sameRules = other.startsWith(shape.id() + ".") && shape.has(component(other));
            if (sameRules && !other.equals(id)) values.put(component(other), value);
        });
        values.put(component(id), together.get(id));
        refuseWrong(shape, values, scope);
    }

    @Override
    public void reset(String id, long scope) {
        guard.require(Actions.ADMINISTER, TYPE);
        shape(id);
        transactions.run(() -> {
            String before = stored(id, scope);
            int gone = transactions.sql().update("delete from kernel_setting where id = ? and scope_id = ?", id, scope);
            if (gone > 0) audit.write("setting.reset", id, Map.of("scope", scope, "from", before));
            stored.changed();
        });
    }

    @Override
    public List<Setting> all(long scope) {
        guard.require(Actions.ADMINISTER, TYPE);
        return known().stream()
                .filter(shape -> scope == 0 || shape.perUnit())
                .sorted(Comparator.comparing(Rules::id))
                .flatMap(shape -> shape.shipped().keySet().stream().map(name -> shown(shape, name, scope)))
                .toList();
    }

    @Override
    public int resting(long scope) {
        guard.require(Actions.ADMINISTER, TYPE);
        Set<String> here = new TreeSet<>();
        known().forEach(shape -> here.add(shape.module()));
        modules.forEach(module -> here.add(module.id()));
        return (int) stored.get().keySet().stream()
                .filter(key -> key.scope() == scope && !here.contains(key.id().split("\\.")[0]))
                .count();
    }

    private Setting shown(Rules shape, String component, long scope) {
        String id = shape.id() + "." + component;
        Type type = shape.typeOf(component);
        String shipped = SettingText.write(shape.shipped().get(component));
        Object value = values(shape, scopes(scope)).get(component);
        return new Setting(
                id,
                SettingText.kind(type),
                SettingText.choices(type),
                shipped,
                value == null ? shipped : SettingText.write(value),
                stored.get().containsKey(new Key(id, scope)),
                shape.perUnit());
    }

    private Rules shape(String id) {
        int dot = id.lastIndexOf('.');
        return known().stream()
                .filter(rules -> dot > 0 && rules.id().equals(id.substring(0, dot)) && rules.has(component(id)))
                .findFirst()
                .orElseThrow(() -> Likeness.notFound(id, ids()));
    }

    private static String component(String id) {
        return id.substring(id.lastIndexOf('.') + 1);
    }

    private String stored(String id, long scope) {
        return transactions
                .sql()
                .first(
                        "select setting_value from kernel_setting where id = ? and scope_id = ?",
                        row -> row.text(1),
                        id,
                        scope)
                .orElse("");
    }

    private Set<String> ids() {
        Set<String> ids = new TreeSet<>();
        known().forEach(rules -> rules.shipped().keySet().forEach(name -> ids.add(rules.id() + "." + name)));
        return ids;
    }

    private List<Rules> known() {
        List<Rules> all = new ArrayList<>(List.of(Rules.of(CalendarRules.class)));
        modules.forEach(module -> module.settings().forEach(type -> all.add(Rules.of(type))));
        return all;
    }

    /** @param scope of the company, or of a unit that there is, for rules that units may have of their own */
    private void refuseScope(Rules shape, String component, long scope) {
        if (scope == 0) return;
        if (!shape.perUnit()) throw Invalid.of(component, "setting.problem.companyOnly");
        boolean known =
                laterDirectory.get(directory).flatMap(all -> all.unit(scope)).isPresent();
        if (!known) throw Invalid.of("unit", "setting.problem.unit", Map.of("unit", String.valueOf(scope)));
    }

    private void refuseWrong(Rules shape, Map<String, String> texts, long scope) {
        Map<String, Object> values = values(shape, scopes(scope));
        String last = "";
        String at = "";
        try {
            for (Map.Entry<String, String> each : texts.entrySet()) {
                at = each.getKey();
                last = each.getValue();
                if (last.length() > LONGEST)
                    throw Invalid.of(at, "setting.problem.tooLong", Map.of("longest", LONGEST));
                values.put(at, SettingText.read(shape.typeOf(at), last));
            }
            shape.with(values);
        } catch (Invalid e) {
            throw e;
        } catch (RuntimeException e) {
            throw Invalid.of(at, "setting.problem.value", Map.of("value", last));
        }
    }

    private String write(String id, long scope, String value) {
        var sql = transactions.sql();
        String before = stored(id, scope);
        int changed = sql.update(
                "update kernel_setting set setting_value = ? where id = ? and scope_id = ?", value, id, scope);
        if (changed == 0) {
            sql.update("insert into kernel_setting (id, scope_id, setting_value) values (?, ?, ?)", id, scope, value);
        }
        return before;
    }
}
