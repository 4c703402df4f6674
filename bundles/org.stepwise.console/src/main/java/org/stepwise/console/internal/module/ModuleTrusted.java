package org.stepwise.console.internal.module;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.kernel.api.module.Releases;

/** Lists the suppliers of modules whose signature is accepted. */
@Service
@Command(scope = "stepwise", name = "module-trusted", description = "Lists the certificates whose modules are accepted")
public final class ModuleTrusted extends StepwiseCommand {
    @Override
    protected Shown run() {
        List<Releases.Signer> signers = use(Releases.class).trusted();
        return new SignerTable(this::columns).of(signers, signers);
    }
}
