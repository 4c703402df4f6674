package org.stepwise.console.internal.rollout;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.kernel.api.rollout.Rollout;

/** Activates a phase. */
@Service
@Command(
        scope = "stepwise",
        name = "rollout-activate",
        description = "Installs what a phase needs and opens it to its people")
public final class RolloutActivate extends PhaseCommand {
    @Option(name = "--dry-run", description = "Only tells what would happen, like rollout-rehearse")
    boolean dryRun;

    @Option(
            name = "--reason",
            description = "Why it goes on although the scheme is not confirmed",
            valueToShowInHelp = "TEXT")
    String reason = "";

    @Override
    protected String arguments() {
        return code + (dryRun ? " --dry-run" : "");
    }

    @Override
    protected Shown run() {
        if (dryRun)
            return new RehearsalReport(this::columns, this::text)
                    .of(use(Rollout.class).rehearse(code));
        return card(use(Rollout.class).activate(code, reason));
    }
}
