package org.stepwise.moduletest;

import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.validation.constraints.Max;
import javax.validation.constraints.Min;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Pattern;
import javax.validation.constraints.Size;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.record.Entity;
import org.stepwise.kernel.api.record.FieldKind;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.setting.Choices;
import org.stepwise.testkit.TestKernel;

/**
 * Makes records of any type from what its fields declare, each of another number with other values. What the type's rules refuse is
 * left as a new record has it; where that does not help, the module's contract completes the sample.
 */
final class Samples {
    private static final int TRIES = 4;
    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 15);
    private final TestKernel kernel;
    private final BiConsumer<Entity, Integer> completed;
    private final Map<String, RecordId> made = new HashMap<>();

    /** @param completed told each record before it is saved, with its number */
    Samples(TestKernel kernel, BiConsumer<Entity, Integer> completed) {
        this.kernel = kernel;
        this.completed = completed;
    }

    /** The record of that number and owner, the same at each call. */
    RecordId record(String type, long owner, int number) {
        String key = type + " " + owner + " " + number;
        RecordId known = made.get(key);
        if (known != null) return known;
        RecordType<?> described = kernel.get(Types.class).require(type);
        RecordId saved = saved(described, owner, number);
        made.put(key, saved);
        return saved;
    }

    /** With all fields filled, else with what is needed alone. */
    private RecordId saved(RecordType<?> type, long owner, int number) {
        List<Violation> broken = List.of();
        for (boolean all : new boolean[] {true, false}) {
            Entity entity = filled(type, owner, number, all);
            for (int i = 0; i < TRIES; i++) {
                try {
                    completed.accept(entity, number);
                    return kernel.system(() -> kernel.get(Records.class).save(entity));
                } catch (Invalid invalid) {
                    broken = invalid.violations();
                    broken.forEach(violation -> reset(type, violation.field(), entity));
                }
            }
        }
        throw new AssertionError("no sample of " + type.id() + " can be saved: " + broken
                + "; override complete(Entity, int) in the module's contract");
    }

    private static Entity blank(RecordType<?> type) {
        try {
            return type.entity().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.id(), e);
        }
    }

    private Entity filled(RecordType<?> type, long owner, int number, boolean all) {
        Entity entity = blank(type);
        entity.ownerId = owner;
        for (org.stepwise.kernel.api.record.Field field : type.fields()) {
            boolean fixed = field.member().getDeclaringClass() == Entity.class;
            boolean left = !all && !required(field.member()) && !field.isPart();
            if (fixed || left || field.isReadOnly() || field.isSecret()) continue;
            value(type, field, owner, all ? number : 0).ifPresent(value -> set(field.member(), entity, value));
        }
        return entity;
    }

    private static void reset(RecordType<?> type, String name, Entity entity) {
        type.find(name)
                .map(org.stepwise.kernel.api.record.Field::member)
                .ifPresent(member -> set(member, entity, get(member, blank(type))));
    }

    private Optional<Object> value(
            RecordType<?> type, org.stepwise.kernel.api.record.Field field, long owner, int number) {
        Field member = field.member();
        return switch (field.kind()) {
            case TEXT ->
                member.isAnnotationPresent(Pattern.class) ? Optional.empty() : Optional.of(text(member, field, number));
            case LONG_TEXT -> Optional.of(text(member, field, number));
            case INTEGER -> Optional.of(whole(member, number));
            case DECIMAL, MONEY -> Optional.of(new BigDecimal("100.50").add(BigDecimal.valueOf(number)));
            case FLAG -> Optional.of(number % 2 == 0);
            case DATE -> Optional.of(FIRST_DAY.plusDays(number));
            case INSTANT -> Optional.of(moment(number));
            case ENUM -> Optional.of(constant(member, number));
            case CHOICE -> required(member) ? choice(field.choices(), number) : Optional.empty();
            case REFERENCE -> reference(type, field, owner, number).map(id -> (Object) id);
        };
    }

    private Instant moment(int number) {
        return kernel.clock().instant().truncatedTo(ChronoUnit.SECONDS).minus(number + 1L, ChronoUnit.HOURS);
    }

    private static boolean required(Field member) {
        return member.isAnnotationPresent(NotBlank.class) || member.isAnnotationPresent(NotNull.class);
    }

    /** Unique ones differ among all records that are made here. */
    private String text(Field member, org.stepwise.kernel.api.record.Field field, int number) {
        String words = field.isUnique()
                ? "U" + made.size() + "-" + number
                : "Probe " + (field.isSearch() ? number : number % 3);
        Size size = member.getAnnotation(Size.class);
        return size == null || words.length() <= size.max() ? words : words.substring(words.length() - size.max());
    }

    private static Object whole(Field member, int number) {
        long least = member.isAnnotationPresent(Min.class)
                ? member.getAnnotation(Min.class).value()
                : 0;
        long most = member.isAnnotationPresent(Max.class)
                ? member.getAnnotation(Max.class).value()
                : 1_000_000;
        long value = least + number % Math.max(1, most - least + 1);
        boolean small = member.getType() == int.class || member.getType() == Integer.class;
        if (small) return (int) value;
        return value;
    }

    private static Object constant(Field member, int number) {
        Object[] constants = member.getType().getEnumConstants();
        return constants[number % constants.length];
    }

    private Optional<Object> choice(String list, int number) {
        List<Choices.Item> items = kernel.system(() -> kernel.get(Choices.class).items(list));
        return items.isEmpty()
                ? Optional.empty()
                : Optional.of(items.get(number % items.size()).code());
    }

    /** Its own type stays empty: what refers to itself would never end. */
    private Optional<Long> reference(
            RecordType<?> type, org.stepwise.kernel.api.record.Field field, long owner, int number) {
        if (field.ref().equals("directory.person")) return Optional.of(owner);
        boolean own =
                field.ref().startsWith(type.module() + ".") && !field.ref().equals(type.id());
        return own ? Optional.of(record(field.ref(), owner, number).id()) : Optional.empty();
    }

    static Object get(Field member, Entity entity) {
        try {
            return member.get(entity);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(member.toString(), e);
        }
    }

    private static void set(Field member, Entity entity, Object value) {
        try {
            member.set(entity, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(member.toString(), e);
        }
    }

    static boolean comparable(FieldKind kind) {
        return switch (kind) {
            case INTEGER, DECIMAL, MONEY, DATE, INSTANT, FLAG -> true;
            default -> false;
        };
    }
}
