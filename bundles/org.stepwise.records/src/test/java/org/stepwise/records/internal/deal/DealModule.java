package org.stepwise.records.internal.deal;

import java.util.List;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Grant;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.access.Scope;
import org.stepwise.kernel.api.module.Module;

/** The tests' module; its id is one that needs no phase. */
public final class DealModule implements Module {
    @Override
    public String id() {
        return "demo";
    }

    @Override
    public List<Grant> grants() {
        return List.of(
                new Grant(Roles.SALESPERSON, "demo.*", Actions.SEE, Scope.OWN),
                new Grant(Roles.SALESPERSON, "demo.*", Actions.CREATE, Scope.OWN),
                new Grant(Roles.SALESPERSON, "demo.*", Actions.EDIT, Scope.OWN),
                new Grant(Roles.SALESPERSON, "demo.*", Actions.DELETE, Scope.OWN),
                new Grant(Roles.SALESPERSON, "demo.*", Actions.SHARE, Scope.OWN),
                new Grant(Roles.SALESPERSON, "demo.*", Actions.EXPORT, Scope.OWN),
                new Grant(Roles.SALESPERSON, "demo.deal", "win", Scope.OWN),
                new Grant(Roles.DEPARTMENT_HEAD, "demo.*", "*", Scope.BRANCH),
                new Grant(Roles.SEGMENT_HEAD, "demo.*", Actions.SEE, Scope.SEGMENT),
                new Grant(Roles.AUDITOR, "demo.*", Actions.SEE, Scope.ALL),
                new Grant(Roles.ASSISTANT, "demo.*", Actions.SEE, Scope.UNIT));
    }
}
