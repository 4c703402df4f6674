package org.stepwise.console.internal.module;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.kernel.api.module.Releases;
import org.stepwise.kernel.api.module.Releases.Signer;

/** Accepts no more archives of a supplier; what is installed goes on. */
@Service
@Command(
        scope = "stepwise",
        name = "module-distrust",
        description = "Accepts no more modules signed with the key of this certificate; those that are here stay")
public final class ModuleDistrust extends SignerCommand {
    @Argument(
            name = "fingerprint",
            description = "Fingerprint as module-trusted lists it, or at least its first 8 digits",
            required = true,
            valueToShowInHelp = "")
    String fingerprint = "";

    @Override
    protected String arguments() {
        return fingerprint;
    }

    @Override
    List<Signer> signers(Releases releases) {
        return List.of(releases.distrust(fingerprint));
    }
}
