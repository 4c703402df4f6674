package org.stepwise.console.internal.module;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.kernel.api.module.Releases;
import org.stepwise.kernel.api.module.Releases.Signer;

/** Lists the suppliers of modules whose signature is accepted. */
@Service
@Command(scope = "stepwise", name = "module-trusted", description = "Lists the certificates whose modules are accepted")
public final class ModuleTrusted extends SignerCommand {
    @Override
    List<Signer> signers(Releases releases) {
        return releases.trusted();
    }
}
