package org.stepwise.records.internal.core;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import javax.persistence.Transient;
import org.stepwise.kernel.api.record.Entity;

/** Plain copies of entities. Works on fields, so that entities need no code for it. */
public final class Entities {
    private Entities() {}

    public static <T extends Entity> T make(Class<T> entity) {
        try {
            Constructor<T> constructor = entity.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no usable constructor: " + entity.getName(), e);
        }
    }

    @SuppressWarnings("unchecked")
    public static <T extends Entity> T copy(T from) {
        T made = make((Class<T>) from.getClass());
        copy(from, made);
        return made;
    }

    public static <T extends Entity> void copy(T from, T to) {
        try {
            for (Field field : persistent(from.getClass())) field.set(to, field.get(from));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stored fields of the class and those above it, the fixed ones included. */
    public static List<Field> persistent(Class<?> entity) {
        List<Field> found = new ArrayList<>();
        for (Class<?> at = entity; at != null && at != Object.class; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                boolean skipped = Modifier.isStatic(field.getModifiers())
                        || Modifier.isTransient(field.getModifiers())
                        || field.isSynthetic()
                        || field.isAnnotationPresent(Transient.class);
                if (skipped) continue;
                field.setAccessible(true);
                found.add(field);
            }
        }
        return found;
    }
}
