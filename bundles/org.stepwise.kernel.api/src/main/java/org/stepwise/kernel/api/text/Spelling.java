package org.stepwise.kernel.api.text;

import org.osgi.annotation.versioning.ProviderType;

/**
 * How names are written so that they are found: what the records engine stores in {@code name_key} and {@code pinyin_key}. Offered by
 * the engine, asked by whoever writes records in bulk. Thread-safe.
 */
@ProviderType
public interface Spelling {
    /** Lower case, full-width forms folded, no outer spaces. */
    String key(String text);

    /** Full pinyin and initials as the engine stores them; "" where there is no Chinese. */
    String pinyin(String text);
}
