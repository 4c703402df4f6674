package org.stepwise.moduletest;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks into the JVM's own objects, which it opens to nobody, to tell who holds what. Where a JVM does not let it, nothing is found, and
 * the one who asked tells less.
 */
final class Inside {
    private static final Optional<Object> UNSAFE = unsafe();

    private Inside() {}

    private static Optional<Object> unsafe() {
        try {
            Field field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
            field.setAccessible(true);
            return Optional.of(field.get(null));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Value of a field that nobody else may read. @param holder the object, or the class for a static field */
    static Optional<Object> field(Class<?> type, String name, Object holder) {
        if (UNSAFE.isEmpty()) return Optional.empty();
        try {
            Field field = type.getDeclaredField(name);
            boolean fixed = holder instanceof Class<?>;
            Object base = fixed ? call("staticFieldBase", field) : holder;
            long offset = (long) call(fixed ? "staticFieldOffset" : "objectFieldOffset", field);
            Method read = UNSAFE.get().getClass().getMethod("getObject", Object.class, long.class);
            return Optional.ofNullable(read.invoke(UNSAFE.get(), base, offset));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Object call(String method, Field field) throws ReflectiveOperationException {
        return UNSAFE.orElseThrow().getClass().getMethod(method, Field.class).invoke(UNSAFE.get(), field);
    }

    /** Values of all thread-locals of a thread. */
    static List<Object> threadLocals(Thread thread) {
        List<Object> values = new ArrayList<>();
        for (String kind : List.of("threadLocals", "inheritableThreadLocals")) {
            field(Thread.class, kind, thread)
                    .flatMap(map -> field(map.getClass(), "table", map))
                    .ifPresent(table -> {
                        for (int i = 0; i < Array.getLength(table); i++) {
                            Object entry = Array.get(table, i);
                            if (entry != null)
                                field(entry.getClass(), "value", entry).ifPresent(values::add);
                        }
                    });
        }
        return values;
    }

    static List<Object> drivers() {
        List<Object> drivers = new ArrayList<>();
        field(DriverManager.class, "registeredDrivers", DriverManager.class).ifPresent(known -> {
            for (Object one : (Collection<?>) known)
                field(one.getClass(), "driver", one).ifPresent(drivers::add);
        });
        return drivers;
    }

    static List<Object> shutdownHooks() {
        try {
            Class<?> hooks = Class.forName("java.lang.ApplicationShutdownHooks");
            List<Object> found = new ArrayList<>();
            field(hooks, "hooks", hooks).ifPresent(known -> found.addAll(((Map<?, ?>) known).keySet()));
            return found;
        } catch (ClassNotFoundException e) {
            return List.of();
        }
    }
}
