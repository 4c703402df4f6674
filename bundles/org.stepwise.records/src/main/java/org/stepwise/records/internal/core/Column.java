package org.stepwise.records.internal.core;

import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.record.Field;
import org.stepwise.kernel.api.record.FieldKind;

/**
 * One column of a record type's table: a declared field or a fixed one.
 *
 * @param ref record type referred to, "" when none
 * @param field the declaration, empty for a fixed column
 */
public record Column(
        String name,
        String sql,
        FieldKind kind,
        Class<?> javaType,
        String ref,
        boolean nullable,
        Optional<Field> field) {
    private static final Set<String> REQUIRED = Set.of("NotNull", "NotBlank", "NotEmpty");

    static Column of(Field field, String sql) {
        boolean nullable = !field.javaType().isPrimitive() && !required(field);
        return new Column(field.name(), sql, field.kind(), field.javaType(), field.ref(), nullable, Optional.of(field));
    }

    static Column fixed(String name, String sql, FieldKind kind, Class<?> javaType, String ref) {
        return new Column(name, sql, kind, javaType, ref, false, Optional.empty());
    }

    /** Must the field have a value (Bean Validation on the entity)? */
    public static boolean required(Field field) {
        return Arrays.stream(field.member().getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(type -> REQUIRED.contains(type.getSimpleName()));
    }

    public boolean textual() {
        return kind == FieldKind.TEXT || kind == FieldKind.ENUM || kind == FieldKind.CHOICE;
    }

    /** Can be sorted and filtered by on every database. */
    public boolean comparable() {
        return kind != FieldKind.LONG_TEXT;
    }

    public boolean directory() {
        return ref.startsWith("directory.");
    }
}
