package org.stepwise.console.internal.module;

import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.kernel.api.module.Releases;
import org.stepwise.kernel.api.module.Releases.Signer;

/** Accepts the signature of a supplier of modules. */
@Service
@Command(
        scope = "stepwise",
        name = "module-trust",
        description = "Accepts modules that are signed with the key of this certificate")
public final class ModuleTrust extends SignerCommand {
    @Argument(
            name = "file",
            description = "An X.509 certificate on the server, as keytool -exportcert writes it",
            required = true,
            valueToShowInHelp = "")
    String file = "";

    @Override
    protected String arguments() {
        return file;
    }

    @Override
    List<Signer> signers(Releases releases) {
        return List.of(releases.trust(Path.of(file).toAbsolutePath().normalize()));
    }
}
