package org.stepwise.kernel.api.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.annotation.versioning.ConsumerType;
import org.stepwise.kernel.api.access.Caller;

/**
 * Descriptor of one kind of record. Extend it beside a plain JPA entity, call the verbs in the constructor and register it:
 * {@code @Component(service = RecordType.class)}. List, card, form, REST, import, export, history, search by prefix, links and
 * permissions follow from it. Immutable after construction; overrides are called inside a transaction.
 *
 * @param <T> the entity; its table is the type id with '_' for '.' and is made by {@code create record table crm_deal (…)} in the
 *     module's SQL, where the kernel adds the fixed columns
 */
@ConsumerType
public abstract class RecordType<T extends Entity> {
    private final String id;
    private final Class<T> entity;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final Map<String, List<String>> form = new LinkedHashMap<>();
    private final List<Action<T>> actions = new ArrayList<>();
    private List<String> list = List.of();
    private List<String> filters = List.of();
    private List<String> links = List.of();
    private String sort = "-createdAt";
    private String numberRule = "";
    private String sequence;
    private String function = "";
    private String icon = "file-text";
    private boolean superiorsSee;
    private boolean menu;
    private boolean viewsAudited;
    private Function<? super T, String> title = e -> e.number;

    protected RecordType(String id, Class<T> entity) {
        this.id = id;
        this.entity = entity;
        this.sequence = id.replace('.', '_') + "_seq";
    }

    protected final void title(Function<? super T, String> rule) {
        title = rule;
    }

    /** Declares a field of the entity, in the order of API and import. @throws IllegalArgumentException when the entity lacks it */
    protected final Field field(String name) {
        Field made = new Field(member(name));
        fields.put(name, made);
        return made;
    }

    private java.lang.reflect.Field member(String name) {
        for (Class<?> c = entity; c != null; c = c.getSuperclass()) {
            for (java.lang.reflect.Field f : c.getDeclaredFields()) {
                if (f.getName().equals(name)) return f;
            }
        }
        throw new IllegalArgumentException(id + ": no field " + name);
    }

    /** Columns of the list, the first is the title's link. Fixed columns may be named too. Each can be sorted by, from an index. */
    protected final void list(String... names) {
        list = List.of(names);
    }

    /** Fields offered as filters above the list, each with an index. */
    protected final void filters(String... names) {
        filters = List.of(names);
    }

    /** Fields of the form's main section, and of the card. */
    protected final void form(String... names) {
        section("main", names);
    }

    /** A further section of form and card, headed by {@code <type>.section.<section>}. */
    protected final void section(String section, String... names) {
        form.put(section, List.of(names));
    }

    /** Types that the link panel offers first, {@code project.project}; any other type links as well. */
    protected final void links(String... types) {
        links = List.of(types);
    }

    /** Default sort: a list column, '-' before it for descending. */
    protected final void sort(String column) {
        sort = column;
    }

    /** Rule such as <code>C-{yyyy}-{0000}</code>: the counter restarts with the period; no gaps, no doubles. Editable as data later. */
    protected final void number(String rule) {
        numberRule = rule;
    }

    /** Ids come from this sequence instead of the table's own: for types that share one, as persons and units do. */
    protected final void idsFrom(String name) {
        sequence = name;
    }

    /** The owner's direct and indirect superiors see it (ACC-2). */
    protected final void superiorsSee() {
        superiorsSee = true;
    }

    /** The list stands in the navigation. */
    protected final void menu() {
        menu = true;
    }

    /** Looking at a record is written to the audit log. */
    protected final void auditViews() {
        viewsAudited = true;
    }

    /** Name of a Tabler outline icon. */
    protected final void icon(String name) {
        icon = name;
    }

    /** The type belongs to a function that is opened on its own. */
    protected final void function(String address) {
        function = address;
    }

    /** An action on a record, as a button and at {@code POST …/actions/{id}}; needs the permission of the same word. */
    protected final void action(String action, ActionBody<T> body) {
        actions.add(new Action<>(action, body));
    }

    /** Rules beyond the shape of single fields. Report with {@link Saving#reject}; nothing is saved when anything was rejected. */
    protected void validate(T record, Saving<T> saving) {}

    /** Fills derived fields before validation. */
    protected void derive(T record, Saving<T> saving) {}

    /** After the row is written, in the same transaction: other records, links, events. */
    protected void saved(T record, Saving<T> saving) {}

    /** May this caller change this record now, apart from permission? A refusal is a text key. */
    protected Optional<String> locked(T record, Caller caller) {
        return Optional.empty();
    }

    /** Entities of lines that belong to the record; part of the same persistence unit. */
    protected List<Class<?>> children() {
        return List.of();
    }

    /** Calls {@link #derive}; for the engine. */
    public final void runDerive(T record, Saving<T> saving) {
        derive(record, saving);
    }

    /** Calls {@link #validate}; for the engine. */
    public final void runValidate(T record, Saving<T> saving) {
        validate(record, saving);
    }

    /** Calls {@link #saved}; for the engine. */
    public final void runSaved(T record, Saving<T> saving) {
        saved(record, saving);
    }

    /** Calls {@link #locked}; for the engine. */
    public final Optional<String> lock(T record, Caller caller) {
        return locked(record, caller);
    }

    public final List<Class<?>> childEntities() {
        return children();
    }

    public final String id() {
        return id;
    }

    public final String module() {
        return id.substring(0, id.indexOf('.'));
    }

    public final Class<T> entity() {
        return entity;
    }

    public final String table() {
        return id.replace('.', '_');
    }

    public final List<Field> fields() {
        return List.copyOf(fields.values());
    }

    /** A declared field, or one of the fixed columns. */
    public final Optional<Field> find(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    public final List<String> columns() {
        return list;
    }

    public final List<String> filters() {
        return filters;
    }

    /** Section name → field names, in order. */
    public final Map<String, List<String>> sections() {
        return java.util.Collections.unmodifiableMap(form);
    }

    public final List<String> linkTypes() {
        return links;
    }

    public final String sort() {
        return sort;
    }

    public final String numberRule() {
        return numberRule;
    }

    /** Sequence that gives the ids. */
    public final String sequence() {
        return sequence;
    }

    public final String function() {
        return function;
    }

    /** What has to be open for it: its function, or its module. */
    public final String address() {
        return function.isEmpty() ? module() : function;
    }

    public final String icon() {
        return icon;
    }

    public final boolean isSuperiorsSee() {
        return superiorsSee;
    }

    public final boolean isMenu() {
        return menu;
    }

    public final boolean isViewsAudited() {
        return viewsAudited;
    }

    public final List<Action<T>> actions() {
        return List.copyOf(actions);
    }

    /** The field that makes this a part of another record. */
    public final Optional<Field> part() {
        return fields.values().stream().filter(Field::isPart).findFirst();
    }

    public final String titleOf(T record) {
        return title.apply(record);
    }

    /** Names used in list, filters, form, sort that the entity lacks, and the like; empty when all is well. */
    public final List<String> problems() {
        List<String> found = new ArrayList<>();
        List<String> used = new ArrayList<>(list);
        used.addAll(filters);
        form.values().forEach(used::addAll);
        used.add(sort.startsWith("-") ? sort.substring(1) : sort);
        for (String name : used) {
            try {
                member(name);
            } catch (IllegalArgumentException e) {
                found.add(e.getMessage());
            }
        }
        javax.persistence.Table named = entity.getAnnotation(javax.persistence.Table.class);
        if (named == null || !named.name().equals(table())) {
            found.add(id + ": " + entity.getSimpleName() + " needs @Table(name = \"" + table() + "\")");
        }
        if (fields.values().stream().filter(Field::isPart).count() > 1) found.add(id + ": part of more than one");
        return found;
    }

    /** What an action does; may return a text key for the toast with its arguments through {@link Saving}. */
    @FunctionalInterface
    @ConsumerType
    public interface ActionBody<T extends Entity> {
        void run(T record, Saving<T> saving);
    }

    /** A named action. */
    public record Action<T extends Entity>(String id, ActionBody<T> body) {}
}
