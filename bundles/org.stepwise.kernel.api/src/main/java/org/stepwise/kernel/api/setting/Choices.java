package org.stepwise.kernel.api.setting;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Editable lists such as status or industry. Shipped ones stand in {@code STEPWISE-INF/choices/<list>.csv} (code,parent,zh,en,tone)
 * and are loaded once, when the module first migrates; afterwards they are the company's.
 */
@ProviderType
public interface Choices {
    /** Active items in order. */
    List<Item> items(String list);

    /** Also of items no longer active. */
    Optional<Item> find(String list, String code);

    /** Adds or changes; needs {@code administer} on {@code kernel.choice}. */
    void put(String list, Item item);

    /**
     * An item.
     *
     * @param parent code of the item above in the same list, "" for none
     * @param tone ok, warn, bad, vio, teal, brand or "" for the chip
     */
    record Item(String code, String parent, String zh, String en, String tone, int order, boolean active) {
        public String label(Locale locale) {
            return "en".equals(locale.getLanguage()) ? en : zh;
        }
    }
}
