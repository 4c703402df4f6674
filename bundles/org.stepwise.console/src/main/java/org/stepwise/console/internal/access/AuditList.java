package org.stepwise.console.internal.access;

import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.complete.Accounts;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.console.internal.shell.Table;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.audit.AuditWords;
import org.stepwise.kernel.api.text.Texts;

/** Lists the audit log. */
@Service
@Command(scope = "stepwise", name = "audit-list", description = "Lists entries of the audit log, newest first")
public final class AuditList extends StepwiseCommand {
    private static final int MOST = 500;

    @Option(name = "--what", description = "Kind of entry, such as signin.failed", valueToShowInHelp = "")
    String what = "";

    @Option(name = "--account", description = "Who did it", valueToShowInHelp = "")
    @Completion(Accounts.class)
    String account = "";

    @Option(name = "--about", description = "Record, account or phase that it is about", valueToShowInHelp = "")
    String about = "";

    @Option(name = "--limit", description = "Number of entries", valueToShowInHelp = "50")
    int limit = 50;

    @Override
    protected Shown run() {
        List<Audit.Entry> entries = use(Audit.class)
                .list(what, account, about, Optional.empty(), Optional.empty(), 0, Math.min(Math.max(limit, 1), MOST));
        Table table = columns("id", "at", "account", "door", "what", "about", "details");
        AuditWords words = new AuditWords(use(Texts.class), locale());
        entries.forEach(e -> table.row(
                e.id(),
                e.at(),
                words.account(e.account()),
                e.door(),
                label("audit." + e.what(), e.what()),
                words.about(e.what(), e.about()),
                String.join(" · ", words.of(e.details()))));
        return Shown.table(entries, table);
    }
}
