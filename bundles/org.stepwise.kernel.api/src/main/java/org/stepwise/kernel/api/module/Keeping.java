package org.stepwise.kernel.api.module;

import java.util.Collection;
import java.util.function.LongConsumer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a bundle keeps of the records of any module outside that module's tables: history, shares, files. Asked when a module's data
 * is exported or purged (ROL-5), also while the module itself is not there.
 */
@ConsumerType
public interface Keeping {
    /** Lower-case letters: last part of the text key {@code kernel.keeping.<name>}, and its file's name in an export. */
    String name();

    /** Rows that belong to records of the module. */
    long count(String module);

    void export(String module, Archive archive);

    /**
     * Removes what {@link #count} counts, in short transactions of its own. Called again when it broke off.
     *
     * @param removed told how many rows each step took
     */
    void purge(String module, LongConsumer removed);

    /** Rows that belong to these records of a type, at most a thousand. */
    default long count(String type, Collection<Long> records) {
        return 0;
    }

    /** Removes what {@link #count(String, Collection)} counts, within the running transaction. */
    default void forget(String type, Collection<Long> records) {}
}
