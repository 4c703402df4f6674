package org.stepwise.console.internal.rollout;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.rollout.StaffCalls;

/** Lists calls on staff; they are entered and answered on the page or by REST. */
@Service
@Command(
        scope = "stepwise",
        name = "rollout-calls",
        description = "Lists what a phase asks of the people of units, and who has confirmed it in writing")
public final class RolloutCalls extends PhaseCommand {
    @Override
    protected Shown run() {
        List<StaffCalls.Call> calls = use(StaffCalls.class).of(code);
        Table table = columns("id", "task", "unit", "people", "days", "open", "signer");
        calls.forEach(call -> table.row(
                call.id(),
                call.wanted().what(),
                call.unit(),
                call.wanted().people(),
                call.wanted().days(),
                call.open() ? "×" : "",
                call.answer().map(StaffCalls.Answer::signer).orElse("")));
        return Shown.table(calls, table);
    }
}
