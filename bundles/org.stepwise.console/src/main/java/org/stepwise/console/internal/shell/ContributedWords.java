package org.stepwise.console.internal.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.stepwise.kernel.api.Invalid;

/**
 * What was typed behind the name of a module's command.
 *
 * @param unknown the first option that there is not, "" for none
 */
record ContributedWords(
        boolean help, boolean json, String user, String language, List<String> arguments, String unknown) {
    /** Options end at {@code --}. */
    static ContributedWords of(List<Object> typed) {
        List<String> words = typed.stream().map(String::valueOf).toList();
        boolean help = false;
        boolean json = false;
        String user = "";
        String language = "";
        String unknown = "";
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String next = i + 1 < words.size() ? words.get(i + 1) : "";
            switch (word) {
                case "--" -> {
                    arguments.addAll(words.subList(i + 1, words.size()));
                    i = words.size();
                }
                case "--help" -> help = true;
                case "--json" -> json = true;
                case "--user" -> {
                    user = next;
                    i++;
                }
                case "--language" -> {
                    language = next;
                    i++;
                }
                default -> {
                    if (word.startsWith("--") && unknown.isEmpty()) unknown = word;
                    else arguments.add(word);
                }
            }
        }
        return new ContributedWords(help, json, user, language, List.copyOf(arguments), unknown);
    }

    /** @throws Invalid naming the option */
    void requireKnown() {
        if (!unknown.isEmpty()) throw Invalid.of("", "console.problem.option", Map.of("option", unknown));
    }
}
