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
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.directory.OrgImport;
import org.stepwise.kernel.api.record.Imports;

/** Imports the organisation. */
@Service
@Command(
        scope = "stepwise",
        name = "user-import",
        description = "Imports units, posts, people and positions; all or nothing")
public final class UserImport extends StepwiseCommand {
    private static final int SHOWN = 100;

    @Argument(name = "file", description = "xlsx, csv, or a zip of csv files", required = true, valueToShowInHelp = "")
    @Completion(FileCompleter.class)
    String file = "";

    @Option(name = "--dry-run", description = "Only tells what would happen", valueToShowInHelp = "")
    boolean dryRun;

    @Option(name = "--errors", description = "Writes all errors to this csv file", valueToShowInHelp = "")
    String errors = "";

    @Override
    protected String arguments() {
        return file + (dryRun ? " --dry-run" : "");
    }

    @Override
    protected Shown run() {
        Path path = Path.of(file);
        Imports.Report report = read(path);
        Map<String, Object> counts = Map.of(
                "rows", report.rows(),
                "created", report.created(),
                "updated", report.updated(),
                "unchanged", report.unchanged(),
                "count", report.errors().size());
        if (!report.errors().isEmpty()) return refused(report, counts);
        String done = text(dryRun ? "console.import.would" : "console.import.done", counts);
        return Shown.text(report, done + passedOver(report));
    }

    /** The first errors, how many there are, and what to do next. */
    private Shown refused(Imports.Report report, Map<String, Object> counts) {
        Table table = columns("sheet", "row", "field", "problem");
        report.first(SHOWN)
                .forEach(e -> table.row(e.sheet(), e.row(), e.violation().field(), said(e.violation())));
        String more = report.errors().size() > SHOWN && errors.isEmpty()
                ? " "
                        + text(
                                "console.import.more",
                                Map.of("count", report.errors().size() - SHOWN))
                : "";
        if (!errors.isEmpty()) write(report.csv(this::said));
        Imports.Report shown = new Imports.Report(
                report.rows(), report.created(), report.updated(), report.unchanged(), report.first(SHOWN));
        return Shown.table(new Refused(report.errors().size(), shown), table)
                .failing(text("console.import.refused", counts) + more);
    }

    /** A refused import as JSON. @param errorCount how many there are; the report holds the first of them */
    record Refused(int errorCount, Imports.Report report) {}

    private String said(Violation wrong) {
        return text(wrong.code(), wrong.args());
    }

    private void write(String csv) {
        try {
            Files.writeString(Path.of(errors), csv);
        } catch (IOException e) {
            throw new Conflict("console.problem.unwritable", Map.of("file", errors));
        }
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
