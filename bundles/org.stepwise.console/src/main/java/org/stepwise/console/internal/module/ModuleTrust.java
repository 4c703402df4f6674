package org.stepwise.console.internal.module;

import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.kernel.api.module.Releases;

/** Accepts the signature of a supplier of modules. */
@Service
@Command(
        scope = "stepwise",
        name = "module-trust",
        description = "Accepts modules that are signed with the key of this certificate")
public final class ModuleTrust extends StepwiseCommand {
    @Argument(
            name = "file",
            description = "An X.509 certificate on the server, as keytool -exportcert writes it",
            required = true)
    String file = "";

    @Override
    protected String arguments() {
        return file;
    }

    @Override
    protected Shown run() {
        Releases.Signer signer =
                use(Releases.class).trust(Path.of(file).toAbsolutePath().normalize());
        return new SignerTable(this::columns).of(signer, List.of(signer));
    }
}
