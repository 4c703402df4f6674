package org.stepwise.kernel.api;

import java.util.regex.Pattern;

/**
 * Address of one record: type id and number, written {@code crm.customer:17}.
 *
 * @param type record type id, {@code module.name}
 * @param id the record's id, greater than 0
 */
public record RecordId(String type, long id) {
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9]*\\.[a-z][a-z0-9]*");

    public RecordId {
        if (type == null || !TYPE.matcher(type).matches() || id <= 0) {
            throw new IllegalArgumentException("not a record id: " + type + ":" + id);
        }
    }

    public static RecordId of(String type, long id) {
        return new RecordId(type, id);
    }

    /** @throws NotFound when the text is not of the form {@code module.name:17} */
    public static RecordId parse(String text) {
        int colon = text.lastIndexOf(':');
        try {
            return new RecordId(text.substring(0, Math.max(colon, 0)), Long.parseLong(text.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw NotFound.of(text);
        }
    }

    /** The module's id, the part before the dot. */
    public String module() {
        return type.substring(0, type.indexOf('.'));
    }

    /** Address of the record's page, {@code /crm/customer/17}. */
    public String path() {
        return "/" + type.replace('.', '/') + "/" + id;
    }

    @Override
    public String toString() {
        return type + ":" + id;
    }
}
