package org.stepwise.records.internal.save;

import java.lang.annotation.ElementType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.validation.ConstraintViolation;
import javax.validation.MessageInterpolator;
import javax.validation.Path;
import javax.validation.TraversableResolver;
import javax.validation.Validation;
import javax.validation.Validator;
import org.hibernate.validator.HibernateValidator;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.record.Entity;

/**
 * The shape of single fields (REC-2): Bean Validation as it stands on the entity. A constraint whose message is a text key gives
 * that key; the usual ones give {@code kernel.field.*}. One validator per module, dropped with it.
 */
public final class Shape {
    private static final Pattern KEY = Pattern.compile("[a-z][A-Za-z0-9]*(\\.[A-Za-z0-9_]+)+");
    private static final String LENGTH = "kernel.field.length";
    private static final Set<String> REQUIRED = Set.of("NotNull", "NotBlank", "NotEmpty");
    private static final Map<String, String> CODES = Map.ofEntries(
            Map.entry("NotNull", "kernel.field.required"),
            Map.entry("NotBlank", "kernel.field.required"),
            Map.entry("NotEmpty", "kernel.field.required"),
            Map.entry("Size", LENGTH),
            Map.entry("Length", LENGTH),
            Map.entry("Pattern", "kernel.field.pattern"),
            Map.entry("Email", "kernel.field.email"),
            Map.entry("Min", "kernel.field.least"),
            Map.entry("DecimalMin", "kernel.field.least"),
            Map.entry("Max", "kernel.field.most"),
            Map.entry("DecimalMax", "kernel.field.most"),
            Map.entry("Range", "kernel.field.range"),
            Map.entry("Positive", "kernel.field.positive"),
            Map.entry("PositiveOrZero", "kernel.field.notNegative"),
            Map.entry("Digits", "kernel.field.digits"),
            Map.entry("Past", "kernel.field.past"),
            Map.entry("PastOrPresent", "kernel.field.past"),
            Map.entry("Future", "kernel.field.future"),
            Map.entry("FutureOrPresent", "kernel.field.future"));
    private final Map<String, Validator> byModule = new ConcurrentHashMap<>();

    public void forget(String module) {
        byModule.remove(module);
    }

    private static Validator validator() {
        return Validation.byProvider(HibernateValidator.class)
                .providerResolver(() -> List.of(new HibernateValidator()))
                .configure()
                .ignoreXmlConfiguration()
                .messageInterpolator(new Templates())
                .traversableResolver(new Everything())
                .buildValidatorFactory()
                .getValidator();
    }

    <T extends Entity> void check(Draft<T> draft) {
        Validator validator = byModule.computeIfAbsent(draft.type().module(), module -> validator());
        for (ConstraintViolation<T> found : validator.validate(draft.work())) {
            String field = found.getPropertyPath().toString();
            String constraint = found.getConstraintDescriptor()
                    .getAnnotation()
                    .annotationType()
                    .getSimpleName();
            boolean optional = "".equals(found.getInvalidValue()) && !REQUIRED.contains(constraint);
            if (!optional && !draft.rejected(field)) draft.reject(violation(found, field, constraint));
        }
    }

    private static Violation violation(ConstraintViolation<?> found, String field, String constraint) {
        Map<String, Object> args = new HashMap<>();
        found.getConstraintDescriptor().getAttributes().forEach((name, value) -> {
            if (value instanceof Number || value instanceof String) args.put(name, value);
        });
        args.put("field", field);
        String template = found.getMessageTemplate();
        return new Violation(field, KEY.matcher(template).matches() ? template : code(constraint, args), args);
    }

    /** Where nothing but emptiness is too short, which is told as missing, a wrong length is too long. */
    private static String code(String constraint, Map<String, Object> args) {
        String code = CODES.getOrDefault(constraint, "kernel.field.invalid");
        boolean onlyLong = code.equals(LENGTH) && args.get("min") instanceof Integer least && least <= 1;
        return onlyLong ? "kernel.field.tooLong" : code;
    }

    /** Messages are text keys: nothing is interpolated here. */
    private static final class Templates implements MessageInterpolator {
        @Override
        public String interpolate(String template, Context context) {
            return template;
        }

        @Override
        public String interpolate(String template, Context context, java.util.Locale locale) {
            return template;
        }
    }

    /** Plain fields: all reachable, none cascaded lazily. */
    private static final class Everything implements TraversableResolver {
        @Override
        public boolean isReachable(Object bean, Path.Node property, Class<?> root, Path path, ElementType elementType) {
            return true;
        }

        @Override
        public boolean isCascadable(
                Object bean, Path.Node property, Class<?> root, Path path, ElementType elementType) {
            return true;
        }
    }
}
