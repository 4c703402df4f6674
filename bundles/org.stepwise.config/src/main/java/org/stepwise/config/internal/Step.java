package org.stepwise.config.internal;

import java.util.Optional;
import org.stepwise.kernel.api.config.ConfigurationTransfer.Kind;
import org.stepwise.kernel.api.config.Item;

/**
 * One change of one item.
 *
 * @param before what the company had set, empty when it had set nothing
 * @param shown what is shown as the state before: that, or what was shipped
 */
record Step(String part, String code, Kind kind, Optional<Item> before, Optional<Item> shown, Optional<Item> after) {
    static Step put(String part, String code, Optional<Item> before, Optional<Item> beneath, Item after) {
        Optional<Item> shown = before.or(() -> beneath);
        Kind kind = shown.isEmpty() ? Kind.ADDED : Kind.CHANGED;
        return new Step(part, code, kind, before, shown, Optional.of(after));
    }

    static Step removed(String part, String code, Item before) {
        return new Step(part, code, Kind.REMOVED, Optional.of(before), Optional.of(before), Optional.empty());
    }
}
