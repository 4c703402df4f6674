package org.stepwise.console.internal.people;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.directory.OrgImport;
import org.stepwise.kernel.api.record.Imports;

/** Imports the organisation. */
@Service
@Command(
        scope = "stepwise",
        name = "user-import",
        description = "Imports units, posts, people and positions; all or nothing")
public final class UserImport extends StepwiseCommand {
    @Argument(name = "file", description = "xlsx, csv, or a zip of csv files", required = true)
    @Completion(FileCompleter.class)
    String file = "";

    @Option(name = "--dry-run", description = "Only tells what would happen")
    boolean dryRun;

    @Override
    protected String arguments() {
        return file + (dryRun ? " --dry-run" : "");
    }

    @Override
    protected Shown run() {
        Path path = Path.of(file);
        Imports.Report report = read(path);
        Table table = columns("sheet", "row", "field", "problem");
        for (Imports.RowError e : report.errors()) {
            table.row(
                    e.sheet(),
                    e.row(),
                    e.violation().field(),
                    text(e.violation().code(), e.violation().args()));
        }
        Map<String, Object> counts = Map.of(
                "rows", report.rows(),
                "created", report.created(),
                "updated", report.updated(),
                "unchanged", report.unchanged(),
                "errors", report.errors().size());
        if (!report.errors().isEmpty()) {
            return Shown.table(report, table).failing(text("console.import.refused", counts));
        }
        String done = text(dryRun ? "console.import.would" : "console.import.done", counts);
        return Shown.text(report, done + passedOver(report));
    }

    private String passedOver(Imports.Report report) {
        if (report.passedOver().isEmpty()) return "";
        Map<String, Object> columns = Map.of("columns", String.join(", ", report.passedOver()));
        return System.lineSeparator() + text("console.import.passedOver", columns);
    }

    private Imports.Report read(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            return use(OrgImport.class).read(in, path.getFileName().toString(), dryRun);
        } catch (IOException e) {
            throw new NotFound("console.problem.file", Map.of("file", file));
        }
    }
}
