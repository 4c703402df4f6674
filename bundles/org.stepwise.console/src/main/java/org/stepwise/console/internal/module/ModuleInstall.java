package org.stepwise.console.internal.module;

import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.module.Releases;
import org.stepwise.kernel.api.module.Releases.Delivery;

/** Installs a module, of the server or from outside. */
@Service
@Command(
        scope = "stepwise",
        name = "module-install",
        description =
                "Installs a module that the server carries, or one from a kar file or a directory, and waits until it"
                        + " is ready")
public final class ModuleInstall extends ModuleCommand {
    @Option(
            name = "--checksum",
            description = "SHA-256 that the kar file must have; else that of FILE.sha256 beside it, if there is one",
            valueToShowInHelp = "")
    String checksum = "";

    @Override
    protected Shown run() {
        Optional<Delivery> delivery = new Target(module).delivery(checksum);
        return card(delivery.map(use(Releases.class)::install)
                .orElseGet(() -> use(Modules.class).install(module)));
    }
}
