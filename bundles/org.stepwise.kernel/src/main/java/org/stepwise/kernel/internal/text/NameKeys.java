package org.stepwise.kernel.internal.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.stepwise.kernel.api.text.SearchKeys;

/** Names folded for searching, and their pinyin. */
@Component(service = SearchKeys.class)
public final class NameKeys implements SearchKeys {
    private static final int LONGEST_PERSON_NAME = 4;
    private static final int LONGEST = 600;

    @Override
    public String name(String text) {
        return folded(text).toLowerCase(Locale.ROOT).strip().replaceAll("\\s+", " ");
    }

    private static String folded(String text) {
        return Simplified.of(Normalizer.normalize(text, Normalizer.Form.NFKC));
    }

    /** A text that may be a person's name is found by the surname's own reading and by the common one. */
    @Override
    public String pinyin(String text) {
        if (!Pinyin.needed(text)) return "";
        String name = folded(text).strip();
        Set<List<String>> readings = new LinkedHashSet<>();
        if (name.length() <= LONGEST_PERSON_NAME) readings.add(Pinyin.ofName(name));
        readings.add(Pinyin.syllables(name));
        List<String> keys = new ArrayList<>();
        for (List<String> syllables : readings) {
            keys.add(String.join("", syllables));
            StringBuilder initials = new StringBuilder();
            syllables.forEach(syllable -> initials.append(syllable.charAt(0)));
            keys.add(initials.toString());
        }
        String made = String.join(" ", new LinkedHashSet<>(keys));
        return made.length() <= LONGEST ? made : made.substring(0, LONGEST);
    }
}
