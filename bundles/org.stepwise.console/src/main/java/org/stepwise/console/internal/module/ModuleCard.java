package org.stepwise.console.internal.module;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.module.Releases;

/** Shows one module with the versions that are kept of it. */
record ModuleCard(
        Function<String[], Table> columns,
        BinaryOperator<String> label,
        BiFunction<String, Map<String, ?>, String> text,
        Function<Instant, String> moment) {
    /** What a script gets. */
    record Card(
            String id,
            String version,
            Modules.State state,
            String reason,
            List<String> waitsFor,
            Set<String> phases,
            List<String> types,
            List<String> functions,
            long bytes,
            List<Releases.Release> releases,
            List<Releases.Failure> failures) {}

    Shown of(Modules.Info m, List<Releases.Release> releases, Optional<Releases.Failure> failure) {
        Table table = columns.apply(new String[] {"what", "value"});
        line(table, "module", m.id() + " " + label.apply(m.id() + ".module.name", ""));
        line(table, "version", m.version());
        line(
                table,
                "state",
                label.apply("console.module." + m.state(), m.state().name()));
        if (!m.reason().isEmpty()) line(table, "reason", m.reason());
        if (!m.waitsFor().isEmpty()) line(table, "waitsFor", String.join("; ", m.waitsFor()));
        line(table, "phases", String.join(", ", m.phases()));
        line(table, "types", String.join(", ", m.types()));
        line(table, "functions", String.join(", ", m.functions()));
        line(table, "size", m.bytes() / 1024 + " kB");
        releases.forEach(release -> release(table, release));
        failure.ifPresent(failed -> line(
                table,
                "failed",
                failed.version() + " (" + moment.apply(failed.at()) + "): " + text.apply(failed.key(), failed.args())));
        return Shown.table(card(m, releases, failure), table);
    }

    private void release(Table table, Releases.Release release) {
        line(
                table,
                release.current() ? "current" : "kept",
                release.version() + " (" + moment.apply(release.since()) + ") " + release.name());
        line(table, "checksum", release.checksum());
        if (!release.signer().isEmpty()) line(table, "signer", release.signer());
    }

    private static Card card(Modules.Info m, List<Releases.Release> releases, Optional<Releases.Failure> failure) {
        return new Card(
                m.id(),
                m.version(),
                m.state(),
                m.reason(),
                m.waitsFor(),
                m.phases(),
                m.types(),
                m.functions(),
                m.bytes(),
                releases,
                failure.stream().toList());
    }

    private void line(Table table, String what, String value) {
        table.row(label.apply("console.column." + what, what), value);
    }
}
