package org.stepwise.console.internal.module;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.module.Removal;

/** Uninstalls a module and says what becomes of its data. */
@Service
@Command(
        scope = "stepwise",
        name = "module-uninstall",
        description = "Uninstalls a module; its data is kept, exported or purged")
public final class ModuleUninstall extends ModuleCommand {
    @Option(
            name = "--data",
            description =
                    "keep (the data stays), export (it stays, a copy is written into the home) or purge (it is removed)",
            valueToShowInHelp = "")
    @Completion(
            value = StringsCompleter.class,
            values = {"keep", "export", "purge"})
    String data = "keep";

    @Option(
            name = "--confirm",
            description = "The module's id once more, for purge; without it only the counts are shown",
            valueToShowInHelp = "")
    String confirm = "";

    @Override
    protected String arguments() {
        return module + " --data " + data;
    }

    @Override
    protected Shown run() {
        Removal.Data chosen = chosen();
        Modules modules = use(Modules.class);
        if (chosen == Removal.Data.PURGE && !confirm.equals(module)) {
            List<Removal.Holding> held = modules.holdings(module);
            return Shown.table(held, counts(held))
                    .failing(text("kernel.problem.purgeConfirm", Map.of("module", module)));
        }
        Removal removal = modules.remove(module, chosen, confirm, new Printed(watched()));
        return switch (chosen) {
            case KEEP -> card(removal.module());
            case EXPORT -> Shown.text(removal, text("kernel.module.exported", Map.of("file", removal.file())));
            case PURGE -> Shown.table(removal, counts(removal.held()));
        };
    }

    private Removal.Data chosen() {
        try {
            return Removal.Data.valueOf(data.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Invalid.of("data", "console.problem.moduleData", Map.of("data", data));
        }
    }

    private Table counts(List<Removal.Holding> held) {
        Table table = columns("what", "count");
        for (Removal.Holding one : held) {
            String label = one.type().isEmpty()
                    ? label("kernel.keeping." + one.name(), one.name())
                    : label(one.type() + ".plural", one.type());
            table.row(label, one.count());
        }
        return table;
    }
}
