package org.stepwise.notices.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.notice.Notice;
import org.stepwise.kernel.api.text.Texts;

/** What a notice says and where it leads, by the records that its reader sees; one for several leads to their list. */
record Wording(Texts texts, Locale locale) {
    /** @param titles of the records that the reader sees */
    Notice of(Kept kept, Map<RecordId, String> titles) {
        List<RecordId> seen = kept.named().stream().filter(titles::containsKey).toList();
        int hidden = kept.about().size() - seen.size();
        int count = kept.records() - hidden;
        Map<String, Object> args = new HashMap<>(Arguments.read(kept.args()));
        if (args.containsKey(Leading.PATH)) return led(kept, args);
        args.computeIfPresent("by", (name, by) -> by.equals("") ? texts.text(locale, "notices.system") : by);
        if (count > 1) {
            args.put("count", count);
            args.put("records", texts.text(locale, kept.type() + ".plural"));
            String list = "/" + kept.type().replace('.', '/');
            String path = Cause.of(kept.kind()).map(cause -> cause.list(list)).orElse(list);
            return notice(kept, texts.text(locale, kept.kind() + ".many", args), path);
        }
        if (seen.isEmpty()) return notice(kept, texts.text(locale, kept.kind(), args), "");
        args.putIfAbsent("title", titles.get(seen.get(0)));
        args.putIfAbsent("record", texts.text(locale, kept.type()));
        return notice(kept, texts.text(locale, kept.kind(), args), seen.get(0).path());
    }

    /** About no record: it leads to a page, or where several such stand. */
    private Notice led(Kept kept, Map<String, Object> args) {
        boolean many = kept.records() > 1;
        if (many) args.put("count", kept.records());
        String path = String.valueOf(args.getOrDefault(many ? Leading.LIST : Leading.PATH, ""));
        return notice(kept, texts.text(locale, many ? kept.kind() + ".many" : kept.kind(), args), path);
    }

    private static Notice notice(Kept kept, String text, String path) {
        return new Notice(kept.id(), text, path, kept.at(), kept.readAt());
    }
}
