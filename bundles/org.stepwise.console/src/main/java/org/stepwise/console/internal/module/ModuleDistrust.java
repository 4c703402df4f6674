package org.stepwise.console.internal.module;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.kernel.api.module.Releases;

/** Accepts no more archives of a supplier; what is installed goes on. */
@Service
@Command(
        scope = "stepwise",
        name = "module-distrust",
        description = "Accepts no more modules signed with the key of this certificate; those that are here stay")
public final class ModuleDistrust extends StepwiseCommand {
    @Argument(
            name = "fingerprint",
            description = "Fingerprint as module-trusted lists it, or at least its first 8 digits",
            required = true)
    String fingerprint = "";

    @Override
    protected String arguments() {
        return fingerprint;
    }

    @Override
    protected Shown run() {
        Releases.Signer signer = use(Releases.class).distrust(fingerprint);
        return new SignerTable(this::columns).of(signer, List.of(signer));
    }
}
