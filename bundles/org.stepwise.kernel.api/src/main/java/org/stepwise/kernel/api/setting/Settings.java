package org.stepwise.kernel.api.setting;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Company rules as data. A module declares a Java record with one component per rule and a no-argument constructor that gives the
 * shipped defaults; values are read per use, scoped (unit before segment before company), audited.
 */
@ProviderType
public interface Settings {
    /** The company's values. */
    default <R extends Record> R get(Class<R> rules) {
        return get(rules, 0);
    }

    /** @param scope principal id of a unit or segment, 0 = company */
    <R extends Record> R get(Class<R> rules, long scope);

    /** Needs {@code administer} on {@code kernel.setting}. @param id {@code <module>.<rules record>.<component>} */
    void set(String id, long scope, String value);

    /** Back to the value that is inherited, or shipped. Needs {@code administer} on {@code kernel.setting}. */
    void reset(String id, long scope);

    /** Every setting, by id; in a unit those that units may have. Needs {@code administer} on {@code kernel.setting}. */
    List<Setting> all(long scope);

    /** How many values of the scope belong to modules that are not here now; they hold again with them. */
    default int resting(long scope) {
        return 0;
    }
}
