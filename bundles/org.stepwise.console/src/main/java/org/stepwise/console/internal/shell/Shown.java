package org.stepwise.console.internal.shell;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/**
 * What a command answers.
 *
 * @param value for {@code --json}
 * @param sentences printed before the table
 * @param failure the sentence with which the command fails after it has shown all this
 */
public record Shown(Object value, List<String> sentences, Optional<Table> table, Optional<String> failure) {
    public static Shown table(Object value, Table table) {
        return new Shown(value, List.of(), Optional.of(table), Optional.empty());
    }

    public static Shown text(Object value, String... sentences) {
        return new Shown(value, List.of(sentences), Optional.empty(), Optional.empty());
    }

    public Shown saying(String... more) {
        return new Shown(value, List.of(more), table, failure);
    }

    public Shown failing(String sentence) {
        return new Shown(value, sentences, table, Optional.of(sentence));
    }

    void print(PrintStream out) {
        sentences.forEach(out::println);
        table.ifPresent(t -> t.print(out));
    }
}
