package org.stepwise.kernel.internal.setting;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stepwise.kernel.api.setting.Setting;

/** A setting's value as text: what is stored, and what an administrator types. */
final class SettingText {
    private static final Map<Class<?>, Function<String, Object>> READERS = Map.ofEntries(
            Map.entry(String.class, text -> text),
            Map.entry(int.class, Integer::valueOf),
            Map.entry(Integer.class, Integer::valueOf),
            Map.entry(long.class, Long::valueOf),
            Map.entry(Long.class, Long::valueOf),
            Map.entry(boolean.class, SettingText::truth),
            Map.entry(Boolean.class, SettingText::truth),
            Map.entry(BigDecimal.class, BigDecimal::new),
            Map.entry(LocalDate.class, LocalDate::parse),
            Map.entry(LocalTime.class, LocalTime::parse),
            Map.entry(Duration.class, Duration::parse),
            Map.entry(ZoneId.class, ZoneId::of));

    private SettingText() {}

    /** @throws RuntimeException when the text is no such value */
    static Object read(Type type, String text) {
        if (type instanceof ParameterizedType many) {
            Type of = many.getActualTypeArguments()[0];
            List<Object> items = Arrays.stream(text.split(","))
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .map(part -> read(of, part))
                    .toList();
            return many.getRawType() == List.class ? items : new LinkedHashSet<>(items);
        }
        if (type instanceof Class<?> plain && plain.isEnum()) return constant(plain, text.strip());
        Function<String, Object> reader = READERS.get(type);
        if (reader == null) throw new IllegalArgumentException("no setting can be a " + type);
        return reader.apply(type == String.class ? text : text.strip());
    }

    /** What {@link #read} makes the value of. */
    static String write(Object value) {
        if (value instanceof Collection<?> many) {
            Stream<?> items = many instanceof Set ? many.stream().sorted() : many.stream();
            return items.map(SettingText::write).collect(Collectors.joining(","));
        }
        if (value instanceof BigDecimal number) return number.toPlainString();
        return value instanceof Enum<?> constant ? constant.name() : String.valueOf(value);
    }

    static Setting.Kind kind(Type type) {
        if (type == boolean.class || type == Boolean.class) return Setting.Kind.FLAG;
        if (!choices(type).isEmpty()) return type instanceof Class<?> ? Setting.Kind.CHOICE : Setting.Kind.CHOICES;
        boolean number =
                type instanceof Class<?> plain && (plain.isPrimitive() || Number.class.isAssignableFrom(plain));
        return number ? Setting.Kind.NUMBER : Setting.Kind.TEXT;
    }

    /** Constants of an enum, or of what a collection holds. */
    static List<String> choices(Type type) {
        if (type instanceof ParameterizedType many) return choices(many.getActualTypeArguments()[0]);
        if (!(type instanceof Class<?> plain) || !plain.isEnum()) return List.of();
        return Arrays.stream(plain.getEnumConstants())
                .map(one -> ((Enum<?>) one).name())
                .toList();
    }

    private static Object truth(String text) {
        if (!text.equals("true") && !text.equals("false")) throw new IllegalArgumentException(text);
        return Boolean.valueOf(text);
    }

    private static Object constant(Class<?> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> ((Enum<?>) one).name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name));
    }
}
