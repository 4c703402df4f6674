package org.stepwise.config.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stepwise.kernel.api.config.Item;

/** Checksums over what a document says, not over how it is written: another order of keys or another indentation makes the same. */
final class Checksum {
    private Checksum() {}

    static String of(Map<String, Map<String, Item>> parts) {
        return ofText(written(parts));
    }

    static String ofText(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One text for one content: keys in order, every text with its length before it. */
    static String written(Object value) {
        if (value instanceof Item item) return written(item.entries());
        if (value instanceof Map<?, ?> map) {
            StringBuilder all = new StringBuilder("{");
            new TreeMap<>(map).forEach((key, inner) -> all.append(written(key)).append(written(inner)));
            return all.append('}').toString();
        }
        if (value instanceof List<?> list) {
            StringBuilder all = new StringBuilder("[");
            list.forEach(inner -> all.append(written(inner)));
            return all.append(']').toString();
        }
        String text = String.valueOf(value);
        return text.length() + ":" + text;
    }
}
