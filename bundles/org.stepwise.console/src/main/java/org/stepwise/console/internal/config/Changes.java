package org.stepwise.console.internal.config;

import java.util.List;
import java.util.function.Function;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.config.ConfigurationTransfer.Change;
import org.stepwise.kernel.api.config.ConfigurationTransfer.Entry;

/** Changes as a table: a row for each entry that differs. */
record Changes(List<Change> changes) {
    /** @param table with the columns part, code, change, entry, before, after @param kind names a kind of change */
    Table in(Table table, Function<String, String> kind) {
        for (Change change : changes) {
            String said = kind.apply("config.kind." + change.kind());
            if (change.entries().isEmpty()) table.row(change.name(), change.code(), said, "", "", "");
            for (Entry entry : change.entries()) {
                table.row(change.name(), change.code(), said, entry.label(), entry.from(), entry.to());
            }
        }
        return table;
    }
}
