package org.stepwise.console.internal.access;

import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stepwise.console.internal.shell.Shown;
import org.stepwise.console.internal.shell.StepwiseCommand;
import org.stepwise.kernel.api.audit.Audit;

/** Checks the audit log. */
@Service
@Command(
        scope = "stepwise",
        name = "audit-verify",
        description = "Checks the chain of the audit log; fails when an entry was changed or removed")
public final class AuditVerify extends StepwiseCommand {
    @Override
    protected Shown run() {
        Audit.Verification found = use(Audit.class).verify();
        Shown shown = Shown.text(
                found, text("console.audit.checked", Map.of("checked", found.checked(), "tail", found.tail())));
        return found.broken()
                .map(id -> shown.failing(text("console.audit.broken", Map.of("id", id))))
                .orElse(shown);
    }
}
