package org.stepwise.config.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.stepwise.kernel.api.config.Item;

/** Writes parts as a document that reads back to the same. */
final class DocumentWriter {
    static final String MARK = "stepwise-configuration";
    static final String VERSION = "1";
    /** As they are written without quotes; everything else is. */
    private static final Pattern NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,8}");

    private DocumentWriter() {}

    static String write(Map<String, Map<String, Item>> parts, Optional<String> plan, Instant at) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(MARK, Integer.valueOf(VERSION));
        document.put("exported", at.truncatedTo(ChronoUnit.SECONDS).toString());
        document.put("checksum", Checksum.of(parts));
        plan.ifPresent(sum -> document.put("plan", sum));
        Map<String, Object> all = new LinkedHashMap<>();
        parts.forEach((part, items) -> {
            Map<String, Object> byCode = new LinkedHashMap<>();
            new TreeMap<>(items).forEach((code, item) -> byCode.put(code, plain(item.entries())));
            all.put(part, byCode);
        });
        document.put("parts", all);
        return dump(document);
    }

    /** One item alone, "" for none. */
    static String write(Optional<Item> item) {
        return item.map(one -> dump(plain(one.entries()))).orElse("");
    }

    private static String dump(Object value) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setUseUnicodeEncoding(true)
                .setWidth(1000)
                .build();
        return new Dump(settings).dumpToString(value);
    }

    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.forEach((key, inner) -> plain.put(String.valueOf(key), plain(inner)));
            return plain;
        }
        if (value instanceof List<?> list) {
            List<Object> plain = new ArrayList<>(); // each its own, or equal ones would be written as references
            list.forEach(inner -> plain.add(plain(inner)));
            return plain;
        }
        String text = String.valueOf(value);
        if (text.equals("true") || text.equals("false")) return Boolean.valueOf(text);
        return NUMBER.matcher(text).matches() ? Integer.valueOf(text) : text;
    }
}
