package org.stepwise.records.internal.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.stepwise.kernel.api.record.Field;
import org.stepwise.records.internal.core.Column;
import org.stepwise.records.internal.core.Columns;
import org.stepwise.records.internal.core.Fragment;
import org.stepwise.records.internal.core.Platform;

/**
 * The search box of a list and the type-ahead: prefix of name, number, pinyin, initials and the type's search fields; for lists
 * also a part of the name. Prefixes are ranges by code point, because LIKE does not use every index.
 */
final class TextSearch {
    private static final int LONGEST = 100;
    private static final int TRIGRAM = 3;
    private final Platform platform;
    private final Columns columns;

    TextSearch(Platform platform, Columns columns) {
        this.platform = platform;
        this.columns = columns;
    }

    /** @param parts also find the text inside of names */
    Condition read(String text, boolean parts) {
        String typed = text.strip();
        if (typed.isEmpty()) return Condition.NONE;
        String plain = typed.substring(0, Math.min(typed.length(), LONGEST));
        String name = platform.keys().name(plain);
        String lower = plain.toLowerCase(Locale.ROOT);
        List<Fragment> ways = new ArrayList<>();
        ways.add(
                parts
                        ? Fragment.of("c.name_key like ? escape '!'", "%" + escaped(name) + "%")
                        : prefix("c.name_key", name));
        ways.add(prefix("c.number", plain));
        if (!plain.equals(plain.toUpperCase(Locale.ROOT))) ways.add(prefix("c.number", plain.toUpperCase(Locale.ROOT)));
        ways.add(prefix("c.pinyin_key", lower));
        ways.add(Fragment.of("c.pinyin_key like ? escape '!'", "% " + escaped(lower) + "%"));
        for (Column column : searched()) ways.add(prefix("lower(c." + column.sql() + ")", lower));
        return new Condition(Fragment.anyOf(ways), share(name), parts && name.length() >= TRIGRAM);
    }

    private List<Column> searched() {
        return columns.declared().stream()
                .filter(Column::textual)
                .filter(c -> c.field().filter(Field::isSearch).isPresent())
                .toList();
    }

    private Fragment prefix(String expression, String text) {
        return prefix(expression, text, platform.postgres());
    }

    /** A range by code point. */
    static Fragment prefix(String expression, String text, boolean postgres) {
        String sorted = postgres ? expression + " collate \"C\"" : expression;
        String last = postgres ? "\udbff\udfff" : "\uffff";
        return Fragment.of("(" + sorted + " >= ? and " + sorted + " < ?)", text, text + last);
    }

    private static double share(String name) {
        return switch (name.length()) {
            case 0, 1 -> 0.1;
            case 2 -> 0.02;
            default -> 0.008;
        };
    }

    /** For LIKE with {@code escape '!'}. */
    static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
