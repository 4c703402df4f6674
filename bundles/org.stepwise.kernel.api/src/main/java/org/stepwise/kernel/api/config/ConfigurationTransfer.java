package org.stepwise.kernel.api.config;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The configuration as a document, from the test system to the production system (CFG-1, ROL-11): export, difference, import, taking an
 * import back. Everything needs {@code administer} on {@code config.transfer}, and for each part what its own pages need.
 */
@ProviderType
public interface ConfigurationTransfer {
    /** The roll-out plan, which stands in a document by its checksum alone and goes over as a file of its own. */
    String PLAN = "plan";

    /** Parts that the caller may carry over, in the order in which they are brought over. */
    List<Part> parts();

    /**
     * A YAML document with a checksum, in a fixed order, so that two exports can be compared by eye.
     *
     * @param parts ids; empty for all, with the plan
     * @throws org.stepwise.kernel.api.NotFound when there is no such part
     */
    String export(Set<String> parts);

    /** A document of these items, as if another system had exported them; items by code, by part. */
    String document(Map<String, Map<String, Item>> parts);

    /**
     * What an import would change; nothing is changed.
     *
     * @throws org.stepwise.kernel.api.Invalid when the document is wrong, all of it: each violation has the arguments {@code line} and
     *     {@code column}, both from 1
     */
    Difference difference(String document, Choice choice);

    /**
     * Makes the changes in one transaction: all or nothing.
     *
     * @param seen {@link Difference#mark} of what was looked at, "" to take what there is
     * @return empty when there was nothing to change
     * @throws org.stepwise.kernel.api.Conflict when the difference is another one by now
     */
    Optional<Import> apply(String document, Choice choice, String seen);

    /** Newest first. */
    List<Import> imports(int limit);

    /** @throws org.stepwise.kernel.api.NotFound */
    Import imported(long id);

    /**
     * Restores what an import changed, in one transaction.
     *
     * @throws org.stepwise.kernel.api.Conflict when it was taken back already, or something of it was changed meanwhile: {@code what} says
     *     which
     */
    Import undo(long id);

    /** @param items how many the company set @param name in the caller's language */
    record Part(String id, String name, int items) {}

    /** @param parts of the document, empty for all in it @param removing also remove what the document's parts do not have */
    record Choice(Set<String> parts, boolean removing) {
        /** Everything in the document; nothing is removed. */
        public static final Choice ADDING = new Choice(Set.of(), false);

        public Choice {
            parts = Set.copyOf(parts);
        }
    }

    /**
     * @param changes in the order in which they are made
     * @param unnamed how many items of the document's parts are here and not in it; removed when asked for
     * @param plan is the roll-out plan the same?
     * @param mark of exactly these changes, for {@link #apply}
     */
    record Difference(List<Change> changes, int unnamed, Plan plan, String mark) {}

    /** What the document says of the roll-out plan. */
    enum Plan {
        UNNAMED,
        SAME,
        OTHER
    }

    /** What happens to an item. */
    enum Kind {
        ADDED,
        CHANGED,
        REMOVED
    }

    /** @param name of the part in the caller's language @param entries those that differ */
    record Change(String part, String name, String code, Kind kind, List<Entry> entries) {}

    /** @param label in the caller's language @param from "" for nothing @param to "" for nothing */
    record Entry(String name, String label, String from, String to) {}

    /** @param undone when it was taken back @param undoneBy name, "" when it was not */
    record Import(long id, Instant at, String by, List<Change> changes, Optional<Instant> undone, String undoneBy) {}
}
