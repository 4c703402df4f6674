package org.acme.stepwise.skeleton.internal;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Grant;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.access.Scope;
import org.stepwise.kernel.api.module.Module;

/** Who the module is, and what the shipped roles may do with its records. */
@Component(service = Module.class)
public final class SkeletonModule implements Module {
    @Override
    public String id() {
        return "skeleton";
    }

    @Override
    public List<String> permissions() {
        return List.of(ItemType.ID + ":" + ItemType.FINISH);
    }

    @Override
    public List<Grant> grants() {
        return List.of(
                new Grant(Roles.STAFF, ItemType.ID, Actions.SEE, Scope.UNIT),
                new Grant(Roles.STAFF, ItemType.ID, Actions.CREATE, Scope.OWN),
                new Grant(Roles.STAFF, ItemType.ID, Actions.EDIT, Scope.OWN),
                new Grant(Roles.STAFF, ItemType.ID, ItemType.FINISH, Scope.OWN),
                new Grant(Roles.DEPARTMENT_HEAD, ItemType.ID, "*", Scope.BRANCH));
    }
}
