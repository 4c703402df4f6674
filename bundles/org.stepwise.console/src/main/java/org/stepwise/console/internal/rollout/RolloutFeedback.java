package org.stepwise.console.internal.rollout;

import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.complete.Phases;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.rollout.Feedback;
import org.stepwise.kernel.api.rollout.Feedbacks;

/** Lists feedback. */
@Service
@Command(
        scope = "stepwise",
        name = "rollout-feedback",
        description = "Lists open feedback of one phase or of all, the most urgent first")
public final class RolloutFeedback extends StepwiseCommand {
    private static final int MOST = 200;
    private static final int WIDTH = 60;

    @Argument(name = "phase", description = "Code of the phase, none for all", valueToShowInHelp = "")
    @Completion(Phases.class)
    String code = "";

    @Option(name = "--all", description = "Also what is done", valueToShowInHelp = "")
    boolean all;

    @Override
    protected String arguments() {
        return code;
    }

    @Override
    protected Shown run() {
        List<Feedback> found = use(Feedbacks.class)
                .list(new Feedbacks.Query(code, "", Optional.empty(), Optional.empty(), !all, true, MOST));
        Table table = columns("id", "at", "phase", "module", "kind", "by", "state", "text");
        found.forEach(one -> table.row(
                one.id(),
                one.at(),
                one.phase(),
                one.module(),
                label("rollout.feedback.kind." + one.kind(), one.kind().name()),
                one.senderName(),
                label("rollout.feedback.state." + one.state(), one.state().name()),
                one.text().length() <= WIDTH ? one.text() : one.text().substring(0, WIDTH) + "…"));
        return Shown.table(found, table);
    }
}
