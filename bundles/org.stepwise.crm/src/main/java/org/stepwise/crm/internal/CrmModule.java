package org.stepwise.crm.internal;

import java.time.Clock;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.crm.internal.activity.ActivityRules;
import org.stepwise.crm.internal.customer.CardRules;
import org.stepwise.crm.internal.demo.DemoCustomers;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Grant;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.access.Scope;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.setting.Choices;

/** Customer relations: customers, contacts and activities. */
@Component(service = Module.class)
public final class CrmModule implements Module {
    private static final String ALL_TYPES = "crm.*";
    private final Choices choices;
    private final Clock clock;

    @Activate
    public CrmModule(@Reference Choices choices, @Reference Clock clock) {
        this.choices = choices;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "crm";
    }

    @Override
    public String icon() {
        return "users";
    }

    @Override
    public int order() {
        return 100;
    }

    /** CRM-7: own customers and those of subordinates; the segment by role; group-wide only for group management. */
    @Override
    public List<Grant> grants() {
        return List.of(
                new Grant(Roles.SALESPERSON, ALL_TYPES, Actions.SEE, Scope.SUBORDINATES),
                new Grant(Roles.SALESPERSON, ALL_TYPES, Actions.CREATE, Scope.OWN),
                new Grant(Roles.SALESPERSON, ALL_TYPES, Actions.EDIT, Scope.OWN),
                new Grant(Roles.SALESPERSON, ALL_TYPES, Actions.DELETE, Scope.OWN),
                new Grant(Roles.SALESPERSON, ALL_TYPES, Actions.SHARE, Scope.OWN),
                new Grant(Roles.DEPARTMENT_HEAD, ALL_TYPES, Actions.SEE, Scope.BRANCH),
                new Grant(Roles.DEPARTMENT_HEAD, ALL_TYPES, Actions.CREATE, Scope.BRANCH),
                new Grant(Roles.DEPARTMENT_HEAD, ALL_TYPES, Actions.EDIT, Scope.BRANCH),
                new Grant(Roles.DEPARTMENT_HEAD, ALL_TYPES, Actions.DELETE, Scope.BRANCH),
                new Grant(Roles.DEPARTMENT_HEAD, ALL_TYPES, Actions.SHARE, Scope.BRANCH),
                new Grant(Roles.DEPARTMENT_HEAD, ALL_TYPES, Actions.EXPORT, Scope.BRANCH),
                new Grant(Roles.DEPARTMENT_HEAD, ALL_TYPES, Actions.ADMINISTER, Scope.BRANCH),
                new Grant(Roles.ASSISTANT, ALL_TYPES, Actions.SEE, Scope.BRANCH),
                new Grant(Roles.ASSISTANT, ALL_TYPES, Actions.CREATE, Scope.BRANCH),
                new Grant(Roles.ASSISTANT, ALL_TYPES, Actions.EDIT, Scope.BRANCH),
                new Grant(Roles.SEGMENT_HEAD, ALL_TYPES, "*", Scope.SEGMENT),
                new Grant(Roles.SEGMENT_ADMINISTRATOR, ALL_TYPES, Actions.SEE, Scope.SEGMENT),
                new Grant(Roles.SEGMENT_ADMINISTRATOR, ALL_TYPES, Actions.ADMINISTER, Scope.SEGMENT),
                new Grant(Roles.SEGMENT_ADMINISTRATOR, ALL_TYPES, Actions.EXPORT, Scope.SEGMENT),
                new Grant(Roles.GROUP_MANAGEMENT, ALL_TYPES, Actions.SEE, Scope.ALL),
                new Grant(Roles.GROUP_MANAGEMENT, ALL_TYPES, Actions.EXPORT, Scope.ALL));
    }

    @Override
    public List<Class<? extends Record>> settings() {
        return List.of(ActivityRules.class, CardRules.class);
    }

    @Override
    public void demo(Demo demo) {
        new DemoCustomers(demo, choices, clock).create();
    }
}
