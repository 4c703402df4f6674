package org.stepwise.kernel.internal.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.rollout.Errands.Task;

/** What a task may look like, and how it looks to those who may not know of it. */
final class ErrandRules {
    private static final int KEY = 100;
    private static final int LINE = 400;
    private static final int TEXT = 4000;

    private ErrandRules() {}

    static void refuseWrong(Task task, Directory directory) {
        List<Violation> wrong = new ArrayList<>();
        if (!Address.wellFormed(task.address())) {
            wrong.add(new Violation("address", "rollout.problem.address", Map.of("value", task.address())));
        }
        if (directory.person(task.person()).isEmpty()) {
            wrong.add(new Violation("person", "rollout.problem.person", Map.of("value", task.person())));
        }
        length(wrong, "key", task.key(), KEY);
        length(wrong, "title", task.title(), LINE);
        if (task.text().length() > TEXT) tooLong(wrong, "text", TEXT);
        if (String.join("\n", task.questions()).length() > TEXT) tooLong(wrong, "questions", TEXT);
        boolean ours = task.path().isEmpty()
                || task.path().startsWith("/") && !task.path().startsWith("//");
        if (task.path().length() > LINE || !ours) tooLong(wrong, "path", LINE);
        if (!wrong.isEmpty()) throw new Invalid(wrong);
    }

    private static void length(List<Violation> wrong, String field, String text, int longest) {
        if (text.isBlank()) wrong.add(new Violation(field, "rollout.problem.blank"));
        if (text.length() > longest) tooLong(wrong, field, longest);
    }

    private static void tooLong(List<Violation> wrong, String field, int longest) {
        wrong.add(new Violation(field, "rollout.problem.tooLong", Map.of("longest", longest)));
    }

    static void refuseWrong(String text, String field) {
        if (text.isBlank()) throw Invalid.of(field, "rollout.problem.blank");
        if (text.length() > TEXT) throw Invalid.of(field, "rollout.problem.tooLong", Map.of("longest", TEXT));
    }

    static Task veiled(Task task) {
        return new Task(task.address(), "", task.person(), "", "", List.of(), Optional.empty(), task.due(), "");
    }
}
