package org.stepwise.console.internal.rollout;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.kernel.api.rollout.Feedback;
import org.stepwise.kernel.api.rollout.Feedbacks;

/** Answers feedback. */
@Service
@Command(
        scope = "stepwise",
        name = "rollout-answer",
        description = "Answers a feedback; the sender gets the answer as a notice")
public final class RolloutAnswer extends StepwiseCommand {
    @Argument(
            index = 0,
            name = "feedback",
            description = "Number of the feedback",
            required = true,
            valueToShowInHelp = "")
    long id;

    @Argument(
            index = 1,
            name = "answer",
            description = "What the sender reads",
            required = true,
            valueToShowInHelp = "")
    String answer = "";

    @Option(name = "--done", description = "Nothing is left to be done", valueToShowInHelp = "")
    boolean done;

    @Override
    protected String arguments() {
        return Long.toString(id);
    }

    @Override
    protected Shown run() {
        Feedback.State state = done ? Feedback.State.DONE : Feedback.State.ANSWERED;
        Feedback answered = use(Feedbacks.class).answer(id, answer, state);
        return Shown.text(
                answered,
                label(
                        "rollout.feedback.state." + answered.state(),
                        answered.state().name()));
    }
}
