package org.stepwise.kernel.internal.setting;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stepwise.kernel.api.setting.PerUnit;

/** A module's rules record, taken apart. Kept in the class itself, so that it goes with its module. */
final class Rules {
    private static final ClassValue<Rules> KNOWN = new ClassValue<>() {
        @Override
        protected Rules computeValue(Class<?> type) {
            return new Rules(type);
        }
    };
    private final Class<?> type;
    private final String id;
    private final RecordComponent[] components;
    private final Object asShipped;
    private final Map<String, Object> shipped = new LinkedHashMap<>();

    private Rules(Class<?> type) {
        if (!type.isRecord()) throw new IllegalArgumentException("not a record: " + type.getName());
        this.type = type;
        String name = type.getSimpleName();
        this.id = module(type) + "." + Character.toLowerCase(name.charAt(0)) + name.substring(1);
        this.components = type.getRecordComponents();
        this.asShipped = make(new Class<?>[0]);
        for (RecordComponent component : components) shipped.put(component.getName(), read(component, asShipped));
    }

    static Rules of(Class<?> type) {
        return KNOWN.get(type);
    }

    /** {@code org.stepwise.crm.internal.pool.PoolRules} is of module {@code crm}: packages are called after their bundle. */
    private static String module(Class<?> type) {
        List<String> parts = List.of(type.getPackageName().split("\\."));
        int inner = parts.indexOf("internal") > 0 ? parts.indexOf("internal") : parts.indexOf("api");
        return parts.get(inner > 0 ? inner - 1 : parts.size() - 1);
    }

    /** {@code crm.poolRules} */
    String id() {
        return id;
    }

    String module() {
        return id.substring(0, id.indexOf('.'));
    }

    Map<String, Object> shipped() {
        return Collections.unmodifiableMap(shipped);
    }

    boolean perUnit() {
        return type.isAnnotationPresent(PerUnit.class);
    }

    boolean has(String component) {
        return shipped.containsKey(component);
    }

    Type typeOf(String component) {
        return Arrays.stream(components)
                .filter(one -> one.getName().equals(component))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(component))
                .getGenericType();
    }

    /** The record with these values in place of the shipped ones. @throws RuntimeException what its constructor refuses */
    Object with(Map<String, Object> values) {
        if (values.isEmpty()) return asShipped;
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] args = Arrays.stream(components)
                .map(one -> values.getOrDefault(one.getName(), shipped.get(one.getName())))
                .toArray();
        return make(types, args);
    }

    private Object make(Class<?>[] types, Object... args) {
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(args);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refused) throw refused;
            throw new IllegalArgumentException(type.getName(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("no usable constructor in " + type.getName(), e);
        }
    }

    private static Object read(RecordComponent component, Object record) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(component.toString(), e);
        }
    }
}
