package org.stepwise.survey.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.stepwise.kernel.api.config.Item;

/**
 * One question, or one column of a table.
 *
 * @param goes where the rows of a table go over to: {@code units}, the id of a list, or "" when they stay answers
 * @param choices what can be chosen
 * @param columns of a table
 */
public record Question(
        String key,
        Kind kind,
        String zh,
        String en,
        boolean required,
        String goes,
        List<Question> choices,
        List<Question> columns) {
    static final String UNITS = "units";

    /** What the answer is. */
    public enum Kind {
        TEXT,
        NUMBER,
        CHOICE,
        TABLE,
        YESNO
    }

    static Question of(Item item) {
        return new Question(
                item.text("key"),
                kind(item.text("kind")),
                item.text("zh"),
                item.text("en"),
                item.flag("required"),
                item.text("goes"),
                item.items("choices").stream().map(Question::of).toList(),
                item.items("columns").stream().map(Question::of).toList());
    }

    /** A text unless it is named; {@link Form#flaws} looks at the word. */
    private static Kind kind(String word) {
        return List.of(Kind.values()).stream()
                .filter(one -> word(one).equals(word))
                .findFirst()
                .orElse(Kind.TEXT);
    }

    static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    public boolean table() {
        return kind == Kind.TABLE;
    }

    public String kindName() {
        return kind.name();
    }

    public String label(Locale locale) {
        return "en".equals(locale.getLanguage()) && !en.isEmpty() ? en : zh;
    }

    /** How the answer reads to people. @param yes and no in their language */
    String said(String answer, Locale locale, Map<String, String> yesAndNo) {
        if (kind == Kind.YESNO) return yesAndNo.getOrDefault(answer, "");
        return choices.stream()
                .filter(one -> one.key().equals(answer))
                .findFirst()
                .map(one -> one.label(locale))
                .orElse(answer);
    }
}
