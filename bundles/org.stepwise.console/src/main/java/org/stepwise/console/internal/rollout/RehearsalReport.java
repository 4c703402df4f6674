package org.stepwise.console.internal.rollout;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.rollout.Rehearsal;

/** Shows what activating a phase would do; fails when something blocks it. */
record RehearsalReport(Function<String[], Table> columns, BiFunction<String, Map<String, ?>, String> text) {
    Shown of(Rehearsal found) {
        Table table = columns.apply(new String[] {"what", "value"});
        for (Rehearsal.Install i : found.install()) {
            line(table, "install", i.bundle() + " " + i.version() + " (" + i.bytes() / 1024 + " kB)");
        }
        found.migrations().forEach(m -> line(table, "migration", m));
        found.gains().forEach((module, people) -> line(table, "gain", gain(module, people, found)));
        line(table, "memory", found.memoryBytes() / 1024 + " kB");
        for (Rehearsal.Gap gap : found.gaps()) {
            line(table, gap.blocking() ? "blocking" : "missing", say(gap.key(), gap.args()));
        }
        List<String> gaps =
                found.gaps().stream().map(g -> say(g.key(), g.args())).toList();
        Seen seen = new Seen(
                found.phase(),
                found.possible(),
                found.install(),
                found.migrations(),
                found.gains(),
                found.had(),
                gaps,
                found.memoryBytes());
        Shown shown = Shown.table(seen, table);
        return found.possible()
                ? shown
                : shown.failing(say("console.rehearsal.blocked", Map.of("phase", found.phase())));
    }

    /** Nobody gains what everybody has already. */
    private String gain(String module, int people, Rehearsal found) {
        int had = found.had().getOrDefault(module, 0);
        String key = had == 0 ? "console.rehearsal.gain" : "console.rehearsal.had";
        return say(key, Map.of("module", module, "people", people, "had", had));
    }

    private void line(Table table, String what, String value) {
        table.row(say("console.column." + what, Map.of()), value);
    }

    private String say(String key, Map<String, ?> args) {
        return text.apply(key, args);
    }

    /** A rehearsal as JSON. */
    record Seen(
            String phase,
            boolean possible,
            List<Rehearsal.Install> install,
            List<String> migrations,
            Map<String, Integer> gains,
            Map<String, Integer> had,
            List<String> gaps,
            long memoryBytes) {}
}
