package org.stepwise.console.internal.module;

import java.util.List;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.module.Releases;
import org.stepwise.kernel.api.module.Releases.Signer;

/** A command on the suppliers of modules whose signature is accepted; shows those that it was about. */
abstract class SignerCommand extends StepwiseCommand {
    abstract List<Signer> signers(Releases releases);

    @Override
    protected final Shown run() {
        List<Signer> signers = signers(use(Releases.class));
        Table table = columns("signer", "fingerprint", "until");
        signers.forEach(signer -> table.row(signer.name(), signer.fingerprint(), signer.until()));
        return Shown.table(arguments().isEmpty() ? signers : signers.get(0), table);
    }
}
