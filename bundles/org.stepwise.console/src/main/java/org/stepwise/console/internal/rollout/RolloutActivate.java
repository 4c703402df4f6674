package org.stepwise.console.internal.rollout;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Names;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.kernel.api.rollout.Rollout;
import org.stepwise.kernel.api.rollout.Trial;
import org.stepwise.kernel.api.rollout.Trials;

/** Activates a phase. */
@Service
@Command(
        scope = "stepwise",
        name = "rollout-activate",
        description = "Installs what a phase needs and opens it to its people")
public final class RolloutActivate extends PhaseCommand {
    @Option(
            name = "--dry-run",
            description = "Only tells what would happen, like rollout-rehearse",
            valueToShowInHelp = "")
    boolean dryRun;

    @Option(
            name = "--reason",
            description = "Why it goes on although the scheme is not confirmed",
            valueToShowInHelp = "")
    String reason = "";

    @Option(
            name = "--clear-rehearsal",
            description = "Remove what the trial made first, for good; shows the counts until the code is confirmed",
            valueToShowInHelp = "")
    boolean clear;

    @Option(name = "--confirm", description = "The phase's code once more", valueToShowInHelp = "")
    String confirm = "";

    @Override
    protected String arguments() {
        return code + (dryRun ? " --dry-run" : "") + (clear ? " --clear-rehearsal " + confirm : "");
    }

    @Override
    protected Shown run() {
        if (dryRun)
            return new RehearsalReport(this::columns, this::text)
                    .of(use(Rollout.class).rehearse(code));
        return clear ? cleared() : card(use(Rollout.class).activate(code, reason));
    }

    private Shown cleared() {
        Trials trials = use(Trials.class);
        Trial left = trials.trial(code);
        if (left.state() != Trial.State.NONE && confirm.isEmpty()) {
            return new TrialCard(this::columns, this::label, new Names(services()))
                    .of(left)
                    .saying(text("console.activate.unconfirmed"));
        }
        Shown shown = card(trials.clearAndActivate(code, confirm, reason));
        return trials.trial(code).state() == Trial.State.CLEARING
                ? shown.saying(text("console.activate.clearing"))
                : shown;
    }
}
