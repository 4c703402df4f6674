package org.stepwise.kernel.internal.tx;

import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.persistence.config.SessionCustomizer;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.sessions.Session;

/** Columns are the snake_case of the field names unless {@code @Column} names them otherwise. Named in a unit's properties. */
public final class ColumnNames implements SessionCustomizer {
    @Override
    public void customize(Session session) {
        for (ClassDescriptor descriptor : session.getDescriptors().values()) {
            for (DatabaseMapping mapping : descriptor.getMappings()) {
                DatabaseField column = mapping.getField();
                String attribute = mapping.getAttributeName();
                if (column != null && column.getName().equals(attribute.toUpperCase(Locale.ROOT))) {
                    column.setName(of(attribute));
                }
            }
        }
    }

    /** {@code customer_id} → {@code customerId}. */
    static String field(String column) {
        return Pattern.compile("_([a-z0-9])")
                .matcher(column)
                .replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    }

    /** {@code customerId} → {@code customer_id}. */
    public static String of(String field) {
        StringBuilder column = new StringBuilder(field.length() + 4);
        for (char c : field.toCharArray()) {
            if (Character.isUpperCase(c)) column.append('_');
            column.append(Character.toLowerCase(c));
        }
        return column.toString();
    }
}
