package org.stepwise.kernel.api.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A part of the configuration that is carried from one system to another (CFG-1): roles, choices, a module's own. Register as a DS
 * component. Named by the text {@code configuration.<id>}, its items' entries by {@code configuration.<id>.<entry>}.
 *
 * <p>It holds what the company set up: no people, no secrets, nothing that belongs to one system alone. Every method runs as the current
 * caller inside a transaction and asks for the same permission as the part's own pages, so that a document can do nothing that its reader
 * could not do there. Reads from the database, not from what is remembered.
 */
@ConsumerType
public interface ConfigurationPart {
    /** Lower-case words with '-' between; what a module brings begins with its id: {@code badge-colours}. */
    String id();

    /** Parts with a smaller number are brought over first. */
    default int order() {
        return 500;
    }

    /** Names of entries that items may have; others are refused where they stand in the document. */
    Set<String> entries();

    /**
     * What the company set, by code. An item never read back as another one: {@link #apply} of an item makes {@code items} return an equal
     * one, lists in the same order.
     *
     * @throws org.stepwise.kernel.api.Forbidden when the caller may not change this part
     */
    Map<String, Item> items();

    /** What holds where the company set nothing, as shipped or inherited; of these codes, as far as there is such a thing. */
    default Map<String, Item> beneath(Set<String> codes) {
        return Map.of();
    }

    /** Why these changes cannot be made, all reasons; nothing is changed. Whoever has a name wrong is told what is like it. */
    List<Flaw> flaws(Changes changes);

    /** Makes the changes, of which {@link #flaws} found nothing to say. What it throws takes everything back. */
    void apply(Changes changes);

    /** @param put items that are added, or take the place of those with their code @param removed codes of those that go */
    record Changes(Map<String, Item> put, Set<String> removed) {
        public Changes {
            put = Map.copyOf(put);
            removed = Set.copyOf(removed);
        }
    }

    /**
     * Something wrong with an item.
     *
     * @param entry where in the item, "" for the whole of it
     * @param key text key of a whole sentence, with arguments
     */
    record Flaw(String code, String entry, String key, Map<String, Object> args) {
        public Flaw {
            args = Map.copyOf(args);
        }
    }
}
