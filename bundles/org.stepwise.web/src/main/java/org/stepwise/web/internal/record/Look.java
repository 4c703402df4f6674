package org.stepwise.web.internal.record;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.record.Field;
import org.stepwise.kernel.api.record.FieldKind;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.text.Texts;

/**
 * A column or field as a page shows it, declared or fixed.
 *
 * @param principal holds the id of a person or unit
 * @param declared empty for a fixed column
 */
record Look(String name, String label, FieldKind kind, boolean principal, Optional<Field> declared) {
    private static final Map<String, FieldKind> FIXED = Map.ofEntries(
            Map.entry("id", FieldKind.INTEGER),
            Map.entry("number", FieldKind.TEXT),
            Map.entry("title", FieldKind.TEXT),
            Map.entry("ownerId", FieldKind.REFERENCE),
            Map.entry("unitId", FieldKind.REFERENCE),
            Map.entry("segmentId", FieldKind.REFERENCE),
            Map.entry("securityLevel", FieldKind.INTEGER),
            Map.entry("createdAt", FieldKind.INSTANT),
            Map.entry("createdBy", FieldKind.REFERENCE),
            Map.entry("updatedAt", FieldKind.INSTANT),
            Map.entry("updatedBy", FieldKind.REFERENCE));
    private static final Set<String> REQUIRED = Set.of("NotNull", "NotBlank", "NotEmpty");

    static Look of(RecordType<?> type, String name, Texts texts, Locale locale) {
        Optional<Field> field = type.find(name);
        FieldKind kind = field.map(Field::kind).orElse(FIXED.getOrDefault(name, FieldKind.TEXT));
        boolean fixed = field.isEmpty() && FIXED.containsKey(name);
        boolean principal = kind == FieldKind.REFERENCE
                && (fixed || field.map(f -> f.ref().startsWith("directory.")).orElse(false));
        String label = texts.find(locale, type.id() + "." + name)
                .orElseGet(() ->
                        fixed ? texts.text(locale, "web.fixed." + name) : texts.text(locale, type.id() + "." + name));
        return new Look(name, label, kind, principal, field);
    }

    /** Is the field for this caller, by role and roll-out? */
    boolean visible(Caller caller) {
        return declared.map(field -> field.visible(caller)).orElse(true);
    }

    boolean editable(Caller caller) {
        return declared.map(field -> field.editable(caller)).orElse(name.equals("securityLevel"));
    }

    boolean required() {
        return declared.map(field -> has(field, REQUIRED)).orElse(false);
    }

    private static boolean has(Field field, Set<String> names) {
        for (Annotation annotation : field.member().getAnnotations()) {
            if (names.contains(annotation.annotationType().getSimpleName())) return true;
        }
        return false;
    }

    /** Longest text, 0 when the shape does not say. */
    int longest() {
        if (declared.isEmpty()) return 0;
        for (Annotation annotation : declared.get().member().getAnnotations()) {
            if (!annotation.annotationType().getSimpleName().equals("Size")) continue;
            try {
                Object max = annotation.annotationType().getMethod("max").invoke(annotation);
                return max instanceof Integer most && most < 100_000 ? most : 0;
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return 0;
    }

    boolean numeric() {
        return kind == FieldKind.INTEGER || kind == FieldKind.DECIMAL || kind == FieldKind.MONEY;
    }

    String ref() {
        return declared.map(Field::ref)
                .filter(ref -> !ref.isEmpty())
                .orElse(
                        switch (name) {
                            case "unitId", "segmentId" -> "directory.unit";
                            default -> principal ? "directory.person" : "";
                        });
    }

    String choices() {
        return declared.map(Field::choices).orElse("");
    }

    /** Names of an enum's constants. */
    List<String> constants() {
        if (declared.isEmpty() || !declared.get().javaType().isEnum()) return List.of();
        Object[] constants = declared.get().javaType().getEnumConstants();
        return java.util.Arrays.stream(constants).map(c -> ((Enum<?>) c).name()).toList();
    }
}
