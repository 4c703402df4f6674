package org.stepwise.console.internal.rollout;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.console.internal.shell.Word;
import org.stepwise.kernel.api.rollout.Goals;

/** Shows or evaluates goals; they are set on the page, by REST or in the plan. */
@Service
@Command(
        scope = "stepwise",
        name = "rollout-goals",
        description = "Shows the goals of a phase; with --goal evaluates one")
public final class RolloutGoals extends PhaseCommand {
    @Option(name = "--goal", description = "Number of the goal", valueToShowInHelp = "")
    String goal = "";

    @Option(name = "--reached", description = "Value reached", valueToShowInHelp = "")
    String reached = "";

    @Option(name = "--judgement", description = "REACHED, PARTLY or MISSED", valueToShowInHelp = "")
    String judgement = Goals.Judgement.REACHED.name();

    @Option(name = "--remark", description = "What there is to say", valueToShowInHelp = "")
    String remark = "";

    @Override
    protected String arguments() {
        return goal.isEmpty() ? code : code + " --goal " + goal + " " + judgement;
    }

    @Override
    protected Shown run() {
        Goals goals = use(Goals.class);
        if (!goal.isEmpty())
            goals.evaluate(
                    code,
                    Word.number("--goal", goal),
                    reached,
                    Word.of("--judgement", Goals.Judgement.values(), judgement),
                    remark);
        List<Goals.Goal> all = goals.of(code);
        Table table = columns("id", "goal", "measure", "base", "target", "reached", "judgement", "by");
        all.forEach(one -> table.row(
                one.id(),
                one.wanted().title(),
                one.wanted().measure(),
                one.wanted().base(),
                one.wanted().target(),
                one.reached(),
                one.judgement()
                        .map(word -> label("rollout.judgement." + word, word.name()))
                        .orElse(""),
                one.by()));
        return Shown.table(all, table);
    }
}
