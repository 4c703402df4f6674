package org.stepwise.kernel.api.text;

import org.osgi.annotation.versioning.ProviderType;

/** Keys under which names are found by typing. Pure and thread-safe. */
@ProviderType
public interface SearchKeys {
    /** Normalised text for search by prefix and part: lower case, full width made half, marks and spaces folded. */
    String name(String text);

    /** Full pinyin without tones or spaces, a blank, the initials; "" when the text holds no Chinese. */
    String pinyin(String text);
}
