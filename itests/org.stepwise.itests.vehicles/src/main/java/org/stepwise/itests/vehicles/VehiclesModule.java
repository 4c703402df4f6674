package org.stepwise.itests.vehicles;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Grant;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.access.Scope;
import org.stepwise.kernel.api.module.Module;

/** Vehicles of the company: everybody sees those of the own unit, assistants and heads keep the register of their branch. */
@Component(service = Module.class)
public final class VehiclesModule implements Module {
    private static final String TYPE = "vehicles.vehicle";
    private static final String RETIRE = "retire";

    @Override
    public String id() {
        return "vehicles";
    }

    @Override
    public String area() {
        return "management";
    }

    @Override
    public String icon() {
        return "car";
    }

    @Override
    public List<String> permissions() {
        return List.of(TYPE + ":" + RETIRE);
    }

    @Override
    public List<Grant> grants() {
        return List.of(
                new Grant(Roles.STAFF, TYPE, Actions.SEE, Scope.UNIT),
                new Grant(Roles.SALESPERSON, TYPE, Actions.CREATE, Scope.OWN),
                new Grant(Roles.SALESPERSON, TYPE, Actions.EDIT, Scope.OWN),
                new Grant(Roles.SALESPERSON, TYPE, Actions.SHARE, Scope.OWN),
                new Grant(Roles.ASSISTANT, TYPE, Actions.SEE, Scope.BRANCH),
                new Grant(Roles.ASSISTANT, TYPE, Actions.CREATE, Scope.BRANCH),
                new Grant(Roles.ASSISTANT, TYPE, Actions.EDIT, Scope.BRANCH),
                new Grant(Roles.ASSISTANT, TYPE, RETIRE, Scope.BRANCH),
                new Grant(Roles.DEPARTMENT_HEAD, TYPE, "*", Scope.BRANCH),
                new Grant(Roles.SEGMENT_HEAD, TYPE, "*", Scope.SEGMENT),
                new Grant(Roles.AUDITOR, TYPE, Actions.SEE, Scope.ALL),
                new Grant(Roles.AUDITOR, TYPE, Actions.EXPORT, Scope.ALL));
    }
}
