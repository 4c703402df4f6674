package org.stepwise.config.internal;

import java.util.Map;
import java.util.Optional;
import org.stepwise.config.internal.Findings.Place;
import org.stepwise.kernel.api.config.Item;

/**
 * A document as it was read.
 *
 * @param plan checksum of the roll-out plan that it goes with
 * @param parts items by code, by part
 * @param places of parts, items and their entries
 */
record Document(Optional<String> plan, Map<String, Map<String, Item>> parts, Map<Address, Place> places) {
    /** Where something stands. @param code "" for the part @param entry "" for the item */
    record Address(String part, String code, String entry) {}

    /** The nearest place that is known. */
    Place place(String part, String code, String entry) {
        Place item = places.getOrDefault(new Address(part, code, ""), place(part));
        return places.getOrDefault(new Address(part, code, entry), item);
    }

    private Place place(String part) {
        return places.getOrDefault(new Address(part, "", ""), Place.START);
    }
}
