package org.stepwise.console.internal.rollout;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.console.internal.shell.Word;
import org.stepwise.kernel.api.rollout.Schemes;

/** Shows who has confirmed a scheme; sends, confirms or refuses it. */
@Service
@Command(
        scope = "stepwise",
        name = "rollout-scheme",
        description =
                "Shows who has confirmed what a phase opens to whom; sends it to be confirmed, confirms or refuses it")
public final class RolloutScheme extends PhaseCommand {
    @Option(name = "--send", description = "Send it to those who have not confirmed it", valueToShowInHelp = "")
    boolean send;

    @Option(
            name = "--confirm",
            description = "Confirm this version as the person behind --user",
            valueToShowInHelp = "")
    String confirm = "";

    @Option(name = "--refuse", description = "Refuse this version as the person behind --user", valueToShowInHelp = "")
    String refuse = "";

    @Option(name = "--reason", description = "Why it is refused", valueToShowInHelp = "")
    String reason = "";

    @Override
    protected String arguments() {
        return String.join(
                " ",
                code,
                send ? "--send" : "",
                !confirm.isEmpty() ? "--confirm " + confirm : "",
                !refuse.isEmpty() ? "--refuse " + refuse : "");
    }

    @Override
    protected Shown run() {
        Schemes.Scheme scheme = done(use(Schemes.class));
        Table table = columns("name", "role", "state", "version", "at", "reason");
        for (Schemes.Signature one : scheme.signatures()) {
            String as = String.join(", ", one.units());
            table.row(
                    one.name(),
                    one.steering() ? (label("rollout.duty.STEERING", "STEERING") + " " + as).strip() : as,
                    label("rollout.standing." + one.standing(), one.standing().name()),
                    one.version() == 0 ? "" : one.version(),
                    one.at().map(Object::toString).orElse(""),
                    one.reason());
        }
        return Shown.table(scheme, table);
    }

    private Schemes.Scheme done(Schemes schemes) {
        if (send) return schemes.send(code);
        if (!confirm.isEmpty()) return schemes.confirm(code, (int) Word.number("--confirm", confirm));
        if (!refuse.isEmpty()) return schemes.refuse(code, (int) Word.number("--refuse", refuse), reason);
        return schemes.of(code);
    }
}
