package org.stepwise.kernel.api.record;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.access.Caller;

/**
 * One declared field. Required, length and pattern stand on the entity (Bean Validation) and are read from there. The verbs
 * are a closed list; they are called in the constructor of the {@link RecordType} only.
 */
public final class Field {
    private final java.lang.reflect.Field member;
    private FieldKind kind;
    private boolean unique;
    private boolean search;
    private boolean secret;
    private boolean readOnly;
    private boolean total;
    private boolean help;
    private boolean part;
    private String ref = "";
    private String choices = "";
    private String currency = "";
    private String function = "";
    private int width;
    private Set<String> visibleTo = Set.of();
    private Set<String> editableBy = Set.of();
    private java.util.function.Supplier<?> initial = () -> null;

    Field(java.lang.reflect.Field member) {
        this.member = member;
        member.setAccessible(true);
        this.kind = kindOf(member.getType());
    }

    private static FieldKind kindOf(Class<?> type) {
        if (type == String.class) return FieldKind.TEXT;
        if (type == long.class || type == Long.class || type == int.class || type == Integer.class)
            return FieldKind.INTEGER;
        if (type == BigDecimal.class) return FieldKind.DECIMAL;
        if (type == boolean.class || type == Boolean.class) return FieldKind.FLAG;
        if (type == LocalDate.class) return FieldKind.DATE;
        if (type == Instant.class) return FieldKind.INSTANT;
        if (type.isEnum()) return FieldKind.ENUM;
        throw new IllegalArgumentException("no field kind for " + type.getName());
    }

    /** No two living records of the type may have the same value. */
    public Field unique() {
        unique = true;
        return this;
    }

    /** Found by the search box, palette and type-ahead besides title, number and pinyin. */
    public Field search() {
        search = true;
        return this;
    }

    /** Holds the id of a record of this type. */
    public Field ref(String type) {
        ref = type;
        kind = FieldKind.REFERENCE;
        return this;
    }

    /**
     * The record is a part of the one referred to: owner, unit, segment, level and shares are those of the whole, always, and
     * the whole's card shows its parts as a tab. At most one field of a type; after {@link #ref}.
     */
    public Field part() {
        part = true;
        return this;
    }

    /** Amount in the currency that the named text field holds. */
    public Field money(String currencyField) {
        currency = currencyField;
        kind = FieldKind.MONEY;
        return this;
    }

    /** Code of an item of the editable list with this id, {@code crm.industry}. */
    public Field choice(String listId) {
        choices = listId;
        kind = FieldKind.CHOICE;
        return this;
    }

    public Field longText() {
        kind = FieldKind.LONG_TEXT;
        return this;
    }

    /** Never leaves the server: not in page, API, export, history or log. */
    public Field secret() {
        secret = true;
        return this;
    }

    /** Set by rules only. */
    public Field readOnly() {
        readOnly = true;
        return this;
    }

    /** Roles that see it; to others it is absent everywhere. */
    public Field visibleTo(String... roles) {
        visibleTo = Set.of(roles);
        return this;
    }

    /** Roles that change it; others who see it only read it (ACC-6). */
    public Field editableBy(String... roles) {
        editableBy = Set.of(roles);
        return this;
    }

    /** Value of a new record. */
    public Field initial(java.util.function.Supplier<?> value) {
        initial = value;
        return this;
    }

    /** Lists show the sum. */
    public Field total() {
        total = true;
        return this;
    }

    /** Relative width in a list, 1–6. */
    public Field width(int columns) {
        width = columns;
        return this;
    }

    /** A help text {@code <type>.<field>.help} stands beside it. */
    public Field help() {
        help = true;
        return this;
    }

    /** Belongs to a function of the module that is opened on its own, {@code crm/opportunities}. */
    public Field function(String address) {
        function = address;
        return this;
    }

    public String name() {
        return member.getName();
    }

    public Class<?> javaType() {
        return member.getType();
    }

    public java.lang.reflect.Field member() {
        return member;
    }

    public FieldKind kind() {
        return kind;
    }

    public boolean isUnique() {
        return unique;
    }

    public boolean isSearch() {
        return search;
    }

    public boolean isSecret() {
        return secret;
    }

    public boolean isReadOnly() {
        return readOnly;
    }

    public boolean isTotal() {
        return total;
    }

    public boolean hasHelp() {
        return help;
    }

    public boolean isPart() {
        return part;
    }

    /** Record type referred to, "" when none. */
    public String ref() {
        return ref;
    }

    /** Id of the editable list, "" when none. */
    public String choices() {
        return choices;
    }

    public String currencyField() {
        return currency;
    }

    public String function() {
        return function;
    }

    public int width() {
        return width;
    }

    /** Does the caller see it, by role and roll-out? Who does not finds no trace of it; a secret one is seen by nobody. */
    public boolean visible(Caller caller) {
        return !secret && isFor(caller);
    }

    /** Does the caller set it? A secret one is set without being seen; a read-only one by the system alone. */
    public boolean editable(Caller caller) {
        if (caller.system()) return true;
        return !readOnly
                && isFor(caller)
                && (editableBy.isEmpty() || editableBy.stream().anyMatch(caller::has));
    }

    private boolean isFor(Caller caller) {
        if (caller.system()) return true;
        boolean role = visibleTo.isEmpty() || visibleTo.stream().anyMatch(caller::has);
        return role && (function.isEmpty() || caller.opening().opens(function));
    }

    public Optional<Object> initialValue() {
        return Optional.ofNullable(initial.get());
    }

    /** @return the value, null when it has none */
    public Object get(Object entity) {
        try {
            return member.get(entity);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    public void set(Object entity, Object value) {
        try {
            member.set(entity, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
