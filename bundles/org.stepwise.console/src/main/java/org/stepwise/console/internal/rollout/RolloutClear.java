package org.stepwise.console.internal.rollout;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.kernel.api.rollout.Trials;

/** Clears or keeps what a trial made. */
@Service
@Command(
        scope = "stepwise",
        name = "rollout-clear",
        description =
                "Removes what the trial of a phase made, or keeps it as real; shows the counts until its code is given")
public final class RolloutClear extends TrialCommand {
    @Option(name = "--confirm", description = "The phase's code once more", valueToShowInHelp = "")
    String confirm = "";

    @Option(
            name = "--keep",
            description = "Take the marks off instead: the records are like any others",
            valueToShowInHelp = "")
    boolean keep;

    @Override
    protected String arguments() {
        return String.join(" ", code, keep ? "--keep" : "", confirm);
    }

    @Override
    protected Shown run() {
        Trials trials = use(Trials.class);
        if (confirm.isEmpty()) return card(trials.trial(code)).saying(text("console.clear.unconfirmed"));
        return card(keep ? trials.keep(code, confirm) : trials.clear(code, confirm));
    }
}
