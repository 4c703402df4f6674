package org.stepwise.console.internal.system;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.module.Health;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.tx.Transactions;

/** Says how the server is. */
@Service
@Command(
        scope = "stepwise",
        name = "status",
        description = "Says how the server is and what waits for what; fails when something is wrong")
public final class Status extends StepwiseCommand {
    private static final int MEGABYTE = 1 << 20;

    @Override
    protected Shown run() {
        Map<String, String> problems = new TreeMap<>();
        Map<String, String> degraded = new TreeMap<>();
        services().all(Health.class).forEach(h -> {
            problems.putAll(h.problems());
            degraded.putAll(h.degraded());
        });
        services()
                .find(ServiceComponentRuntime.class)
                .ifPresent(runtime -> problems.putAll(new Components(runtime).waiting()));
        List<Modules.Info> modules =
                services().find(Modules.class).map(Modules::all).orElse(List.of());
        Map<String, String> figures = figures(modules);
        Table table = columns("what", "value");
        figures.forEach((name, value) -> table.row(text("console.status." + name), value));
        problems.forEach(table::row);
        degraded.forEach(table::row);
        Shown shown = Shown.table(
                Map.of("figures", figures, "problems", problems, "degraded", degraded, "modules", modules), table);
        return problems.isEmpty()
                ? shown
                : shown.failing(text("console.status.notReady", Map.of("count", problems.size())));
    }

    private Map<String, String> figures(List<Modules.Info> modules) {
        Runtime java = Runtime.getRuntime();
        Duration up = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put(
                "version",
                modules.stream()
                        .filter(m -> m.id().equals("kernel"))
                        .map(Modules.Info::version)
                        .findFirst()
                        .orElse(""));
        figures.put("up", upFor(up));
        figures.put(
                "memory",
                (java.totalMemory() - java.freeMemory()) / MEGABYTE + " / " + java.maxMemory() / MEGABYTE + " MB");
        figures.put("java", System.getProperty("java.version"));
        figures.put(
                "database",
                services()
                        .find(Transactions.class)
                        .map(tx -> tx.sql().dialect().name())
                        .orElse(""));
        figures.put(
                "modules",
                modules.stream()
                        .filter(m -> m.state() == Modules.State.READY)
                        .map(Modules.Info::id)
                        .collect(Collectors.joining(", ")));
        return figures;
    }

    private String upFor(Duration up) {
        return text(
                "console.status.upFor",
                Map.of(
                        "days",
                        up.toDays(),
                        "hours",
                        up.toHoursPart(),
                        "minutes",
                        up.toMinutesPart(),
                        "seconds",
                        up.toSecondsPart()));
    }
}
