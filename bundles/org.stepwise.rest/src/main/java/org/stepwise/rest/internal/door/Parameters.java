package org.stepwise.rest.internal.door;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.ws.rs.BeanParam;
import javax.ws.rs.QueryParam;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.ResourceInfo;
import javax.ws.rs.core.Context;
import javax.ws.rs.ext.Provider;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Violation;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.Most;

/** Refuses query parameters that our own resources do not have, and values that are not what the parameter takes. */
@Provider
public final class Parameters implements ContainerRequestFilter {
    private final Map<Method, Map<String, Known>> methods = new ConcurrentHashMap<>();

    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        if (!BuiltIn.class.isAssignableFrom(resource.getResourceClass())) return;
        Map<String, List<String>> sent = request.getUriInfo().getQueryParameters();
        if (sent.isEmpty()) return;
        Map<String, Known> known = methods.computeIfAbsent(resource.getResourceMethod(), Parameters::known);
        List<Violation> broken = new ArrayList<>();
        sent.forEach((name, values) -> {
            if (known.containsKey(name)) values.forEach(value -> known.get(name).check(name, value, broken));
            else if (!name.isEmpty()) broken.add(unknown(name, known));
        });
        if (!broken.isEmpty()) throw new Invalid(broken);
    }

    private static Violation unknown(String name, Map<String, Known> known) {
        if (known.isEmpty()) return new Violation(name, "rest.problem.parameter.none", Map.of("name", name));
        Map<String, Object> args = Map.of("name", name, "known", String.join(", ", known.keySet()));
        return new Violation(name, "rest.problem.parameter.unknown", args);
    }

    private static Map<String, Known> known(Method method) {
        Map<String, Known> known = new TreeMap<>();
        for (Parameter parameter : method.getParameters()) {
            if (parameter.isAnnotationPresent(BeanParam.class)) {
                for (Field field : parameter.getType().getDeclaredFields()) add(known, field, field.getType());
            } else {
                add(known, parameter, parameter.getType());
            }
        }
        return known;
    }

    private static void add(Map<String, Known> known, AnnotatedElement element, Class<?> type) {
        QueryParam query = element.getAnnotation(QueryParam.class);
        if (query == null) return;
        Optional<Integer> most =
                Optional.ofNullable(element.getAnnotation(Most.class)).map(Most::value);
        known.put(query.value(), new Known(type, most));
    }

    /** What a parameter takes. */
    private record Known(Class<?> type, Optional<Integer> most) {
        void check(String name, String value, List<Violation> broken) {
            if (type == boolean.class && !value.equals("true") && !value.equals("false")) {
                broken.add(new Violation(name, "rest.problem.parameter.flag"));
            } else if (most.isPresent() && !within(value, most.get())) {
                broken.add(new Violation(name, "rest.problem.limit", Map.of("most", most.get())));
            } else if ((type == int.class || type == long.class) && !whole(value)) {
                broken.add(new Violation(name, "rest.problem.parameter.number"));
            }
        }

        private boolean whole(String value) {
            return value.matches(type == int.class ? "\\d{1,9}" : "\\d{1,18}");
        }

        private static boolean within(String value, int most) {
            return value.matches("\\d{1,9}") && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= most;
        }
    }
}
