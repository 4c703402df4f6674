package org.stepwise.records.internal.save;

import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.record.Entity;
import org.stepwise.kernel.api.record.Field;
import org.stepwise.records.internal.core.Cells;
import org.stepwise.records.internal.core.Coercion;
import org.stepwise.records.internal.core.Column;
import org.stepwise.records.internal.core.Columns;
import org.stepwise.records.internal.core.Platform;
import org.stepwise.records.internal.history.Histories;

/** Puts values that came from outside into a record; tells each that does not fit. */
final class Assignment {
    static final String OWNER = "ownerId";
    static final String LEVEL = "securityLevel";
    private static final Set<String> ENGINE =
            Set.of("id", "version", "number", "title", "unitId", "segmentId", "createdAt", "createdBy", "updatedAt");
    private final Platform platform;
    private final Sizes sizes;

    Assignment(Platform platform, Sizes sizes) {
        this.platform = platform;
        this.sizes = sizes;
    }

    <T extends Entity> void apply(Draft<T> draft, Map<String, ?> values) {
        values.forEach((name, value) -> one(draft, name, value));
    }

    private <T extends Entity> void one(Draft<T> draft, String name, Object value) {
        Optional<Field> field = draft.type().find(name);
        boolean hidden = field.filter(f -> !known(f, draft.caller())).isPresent();
        if (hidden) draft.reject(new Violation(name, "kernel.field.unknown", Map.of("field", name)));
        else if (name.equals(LEVEL)) level(draft, value);
        else if (name.equals(OWNER)) owner(draft, value);
        else if (field.isPresent()) declared(draft, field.get(), value);
        else {
            String code = ENGINE.contains(name) ? "kernel.field.readOnly" : "kernel.field.unknown";
            draft.reject(new Violation(name, code, Map.of("field", name)));
        }
    }

    /** Seen by the caller, or written without ever being seen. */
    private static boolean known(Field field, Caller caller) {
        return field.visible(caller) || field.isSecret() && field.editable(caller);
    }

    private <T extends Entity> void declared(Draft<T> draft, Field field, Object value) {
        Column column = column(draft, field);
        try {
            Object read =
                    sizes.rounded(draft.type().table(), column, coercion(draft).read(column, value));
            if (!field.editable(draft.caller())) {
                boolean same = Histories.same(Cells.of(field, draft.work()), Cells.of(field.kind(), read));
                if (!same) draft.reject(name(field), "kernel.field.readOnly", Map.of("field", name(field)));
                return;
            }
            field.set(draft.work(), read == null && field.javaType() == String.class ? "" : read);
        } catch (Coercion.Misfit e) {
            draft.reject(e.violation());
        }
    }

    private Column column(Draft<?> draft, Field field) {
        return new Column(
                field.name(),
                platform.types().column(draft.type(), field.name()),
                field.kind(),
                field.javaType(),
                field.ref(),
                true,
                Optional.of(field));
    }

    private static String name(Field field) {
        return field.name();
    }

    private static Coercion coercion(Draft<?> draft) {
        return new Coercion(draft.caller().zone());
    }

    private <T extends Entity> void level(Draft<T> draft, Object value) {
        try {
            Object read = coercion(draft).read(fixed(draft, LEVEL), value);
            int level = read instanceof Integer number ? number : 0;
            boolean allowed = level >= 0
                    && level <= 10
                    && (draft.caller().system() || level <= draft.caller().clearance());
            if (!allowed) {
                int most = draft.caller().system() ? 10 : draft.caller().clearance();
                draft.reject(LEVEL, "kernel.field.range", Map.of("min", 0, "max", most, "field", LEVEL));
                return;
            }
            draft.work().securityLevel = level;
        } catch (Coercion.Misfit e) {
            draft.reject(e.violation());
        }
    }

    /** Given when the record is made; afterwards only by hand-over. */
    private <T extends Entity> void owner(Draft<T> draft, Object value) {
        try {
            Object read = coercion(draft).read(fixed(draft, OWNER), value);
            long owner = read instanceof Long number ? number : 0;
            if (draft.isNew()) draft.work().ownerId = owner;
            else if (owner != draft.work().ownerId) {
                draft.reject(OWNER, "kernel.field.owner", Map.of("field", OWNER));
            }
        } catch (Coercion.Misfit e) {
            draft.reject(e.violation());
        }
    }

    private Column fixed(Draft<?> draft, String name) {
        return Columns.of(platform.types(), draft.type(), draft.caller()).require(name, name);
    }

    /** Rounding of amounts, as both databases would do it differently. */
    static final RoundingMode ROUNDING = RoundingMode.HALF_UP;
}
