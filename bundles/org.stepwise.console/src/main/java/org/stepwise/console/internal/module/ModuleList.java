package org.stepwise.console.internal.module;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.module.Nodes;
import org.stepwise.kernel.api.module.Releases;
import org.stepwise.kernel.api.rollout.Rollout;
import org.stepwise.kernel.api.rollout.Totals;

/** Lists modules. */
@Service
@Command(scope = "stepwise", name = "module-list", description = "Lists modules that are installed or can be installed")
public final class ModuleList extends StepwiseCommand {
    @Override
    protected Shown run() {
        List<Modules.Info> modules = use(Modules.class).all();
        Map<String, Totals> use = figures();
        Optional<Releases> releases = services().find(Releases.class);
        Table table = columns("module", "name", "version", "state", "phases", "use", "size", "source");
        for (Modules.Info m : modules) {
            Totals used = use.getOrDefault(m.id(), new Totals(0, 0, 0, 0));
            table.row(
                    m.id(),
                    label(m.id() + ".module.name", ""),
                    m.version(),
                    label("console.module." + m.state(), m.state().name()),
                    String.join(", ", m.phases()),
                    (used.few() ? "-" : used.active()) + " / " + used.open(),
                    m.bytes() / 1024 + " kB",
                    source(releases, m.id()));
        }
        return Shown.table(modules, table).saying(others());
    }

    /** What other servers on the database lack; nothing for an operator who may not see phases. */
    private String[] others() {
        Optional<Nodes> nodes = services().find(Nodes.class);
        boolean may = use(Access.class).may(caller(), "rollout.phase", Actions.SEE);
        return nodes.filter(there -> may).map(Nodes::all).orElse(List.of()).stream()
                .flatMap(this::told)
                .toArray(String[]::new);
    }

    private Stream<String> told(Nodes.Node node) {
        if (node.state() == Nodes.State.SILENT) return Stream.of(text("node.silent", Map.of("node", node.name())));
        return node.troubles().stream().map(one -> {
            String reason = text(one.key(), one.args());
            return text(
                    "node.lacks",
                    Map.of("node", node.name(), "module", one.module(), "wanted", one.wanted(), "reason", reason));
        });
    }

    /** Active people of those to whom each module is open; none for an operator who may not see phases. */
    private Map<String, Totals> figures() {
        boolean may = use(Access.class).may(caller(), "rollout.phase", Actions.SEE);
        return may ? use(Rollout.class).use() : Map.of();
    }

    private String source(Optional<Releases> releases, String module) {
        boolean may = use(Access.class).may(caller(), "kernel.module", Actions.ADMINISTER);
        Optional<Releases.Release> current = releases.filter(there -> may)
                .flatMap(there -> there.of(module).stream()
                        .filter(Releases.Release::current)
                        .findFirst());
        return current.map(Releases.Release::name).orElseGet(() -> text("console.module.own"));
    }
}
