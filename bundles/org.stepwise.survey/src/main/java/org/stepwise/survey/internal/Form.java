package org.stepwise.survey.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stepwise.kernel.api.config.ConfigurationPart.Flaw;
import org.stepwise.kernel.api.config.Item;

/** A survey form: what is asked. */
public record Form(
        String code, String nameZh, String nameEn, String introZh, String introEn, List<Question> questions) {
    static final Set<String> ENTRIES = Set.of("nameZh", "nameEn", "introZh", "introEn", "questions");
    private static final Set<String> OF_QUESTION =
            Set.of("key", "kind", "zh", "en", "required", "goes", "choices", "columns");
    private static final Set<String> KINDS =
            Stream.of(Question.Kind.values()).map(Question::word).collect(Collectors.toUnmodifiableSet());
    private static final String CODE = "[a-z][a-z0-9-]{0,39}";
    private static final String KEY = "[a-zA-Z][a-zA-Z0-9_]{0,39}";
    private static final int MOST = 60;

    static Form of(String code, Item item) {
        return new Form(
                code,
                item.text("nameZh"),
                item.text("nameEn"),
                item.text("introZh"),
                item.text("introEn"),
                item.items("questions").stream().map(Question::of).toList());
    }

    public String name(Locale locale) {
        return "en".equals(locale.getLanguage()) && !nameEn.isEmpty() ? nameEn : nameZh;
    }

    public String intro(Locale locale) {
        return "en".equals(locale.getLanguage()) && !introEn.isEmpty() ? introEn : introZh;
    }

    /** What is wrong with a definition. */
    static List<Flaw> flaws(String code, Item item) {
        List<Flaw> flaws = new ArrayList<>();
        if (!code.matches(CODE)) flaws.add(flaw(code, "", "code", code));
        if (item.text("nameZh").isBlank()) flaws.add(flaw(code, "nameZh", "name", ""));
        List<Item> questions = item.items("questions");
        if (questions.isEmpty() || questions.size() > MOST) flaws.add(flaw(code, "questions", "count", "" + MOST));
        asked(flaws, code, questions, KINDS);
        return flaws;
    }

    private static void asked(List<Flaw> flaws, String code, List<Item> questions, Set<String> kinds) {
        Set<String> keys = new HashSet<>();
        for (Item one : questions) {
            String key = one.text("key");
            if (!key.matches(KEY) || !keys.add(key)) flaws.add(flaw(code, "questions", "key", key));
            if (!kinds.contains(one.text("kind"))) flaws.add(flaw(code, "questions", "kind", one.text("kind")));
            if (one.text("zh").isBlank()) flaws.add(flaw(code, "questions", "label", key));
            one.entries().keySet().stream()
                    .filter(name -> !OF_QUESTION.contains(name))
                    .forEach(name -> flaws.add(flaw(code, "questions", "entry", name)));
            List<Item> columns = one.items("columns");
            if (one.text("kind").equals("table")) {
                if (columns.isEmpty() || columns.size() > MOST) flaws.add(flaw(code, "questions", "columns", key));
                asked(flaws, code, columns, Set.of("text", "number"));
            }
            if (one.text("kind").equals("choice") && one.items("choices").isEmpty())
                flaws.add(flaw(code, "questions", "choices", key));
        }
    }

    private static Flaw flaw(String code, String entry, String problem, String value) {
        return new Flaw(code, entry, "survey.problem." + problem, Map.of("value", value));
    }
}
