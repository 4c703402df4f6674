package org.stepwise.console.internal.module;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.module.Releases;
import org.stepwise.kernel.api.module.Releases.Delivery;

/** Brings another version of a module; one that does not come up is taken back. */
@Service
@Command(
        scope = "stepwise",
        name = "module-upgrade",
        description =
                "Brings another version of a module from a kar file or a directory, one that is kept (--to), or the"
                        + " server's own; what fails is taken back")
public final class ModuleUpgrade extends ModuleCommand {
    @Option(
            name = "--checksum",
            description = "SHA-256 that the kar file must have; else that of FILE.sha256 beside it, if there is one",
            valueToShowInHelp = "")
    String checksum = "";

    @Option(
            name = "--to",
            description = "A version that is kept, as module-info lists them; without it the server's own",
            valueToShowInHelp = "")
    String version = Releases.BUILT_IN;

    @Override
    protected String arguments() {
        return version.isEmpty() ? module : module + " --to " + version;
    }

    @Override
    protected Shown run() {
        Releases releases = use(Releases.class);
        Optional<Delivery> delivery = new Target(module).delivery(checksum);
        Map<String, String> before =
                use(Modules.class).all().stream().collect(Collectors.toMap(Modules.Info::id, Modules.Info::version));
        Modules.Info now = delivery.map(releases::upgrade).orElseGet(() -> releases.upgrade(module, version));
        String former = before.getOrDefault(now.id(), now.version());
        Shown card = card(now);
        if (!Releases.older(now.version(), former)) return card;
        return card.saying(text("console.module.older", Map.of("version", now.version(), "former", former)));
    }
}
