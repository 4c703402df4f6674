package org.stepwise.web.internal.shop;

import java.util.ArrayList;
import java.util.List;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Grant;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.access.Scope;
import org.stepwise.kernel.api.module.Module;

/** The tests' module, to be opened by a phase like any other. */
public final class ShopModule implements Module {
    @Override
    public String id() {
        return "shop";
    }

    @Override
    public List<Grant> grants() {
        List<Grant> grants = new ArrayList<>();
        for (String action : List.of(
                Actions.SEE, Actions.CREATE, Actions.EDIT, Actions.DELETE, Actions.SHARE, Actions.EXPORT, "finish")) {
            grants.add(new Grant(Roles.SALESPERSON, "shop.*", action, Scope.OWN));
            grants.add(new Grant(Roles.DEPARTMENT_HEAD, "shop.*", action, Scope.BRANCH));
        }
        return grants;
    }
}
