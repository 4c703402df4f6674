package org.stepwise.web.internal.rollout;

import java.util.ArrayList;
import java.util.List;
import org.stepwise.kernel.api.rollout.Condition;
import org.stepwise.web.internal.page.Visit;

/**
 * Criteria as the form has them: one of each counted kind in fields of its own, all others as lines.
 *
 * @param active percent, "" for none
 * @param records how many, "" for none
 * @param trained percent, "" for none
 * @param lines sentences, and further counted ones in their short form
 */
record CriteriaInput(
        String active, String weeks, String records, String trained, boolean tasks, boolean blocking, String lines) {
    static CriteriaInput of(List<String> wordings) {
        String active = "";
        String weeks = "2";
        String records = "";
        String trained = "";
        boolean tasks = false;
        boolean blocking = false;
        List<String> lines = new ArrayList<>();
        for (String wording : wordings) {
            Condition condition = Condition.of(wording);
            if (condition.kind() == Condition.Kind.ACTIVE && active.isEmpty()) {
                active = String.valueOf(condition.limit());
                weeks = String.valueOf(condition.weeks());
            } else if (condition.kind() == Condition.Kind.RECORDS && records.isEmpty()) {
                records = String.valueOf(condition.limit());
            } else if (condition.kind() == Condition.Kind.TRAINED && trained.isEmpty()) {
                trained = String.valueOf(condition.limit());
            } else if (condition.kind() == Condition.Kind.BLOCKING) {
                blocking = true;
            } else if (condition.kind() == Condition.Kind.TASKS) {
                tasks = true;
            } else {
                lines.add(wording);
            }
        }
        return new CriteriaInput(active, weeks, records, trained, tasks, blocking, String.join("\n", lines));
    }

    static List<String> sent(Visit visit) {
        List<String> wordings = new ArrayList<>();
        String active = visit.param("active").trim();
        if (!active.isEmpty())
            wordings.add("active>=" + active + "%/" + visit.param("weeks").trim() + "w");
        String records = visit.param("records").trim();
        if (!records.isEmpty()) wordings.add("records>=" + records);
        String trained = visit.param("trained").trim();
        if (!trained.isEmpty()) wordings.add("trained>=" + trained + "%");
        if (visit.param("tasks-done").equals("true")) wordings.add("tasks=done");
        if (visit.param("blocking").equals("true")) wordings.add("blocking=0");
        wordings.addAll(PhaseForm.lines(visit.param("criteria")));
        return wordings;
    }
}
