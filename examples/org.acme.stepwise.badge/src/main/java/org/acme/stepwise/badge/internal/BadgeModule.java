package org.acme.stepwise.badge.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.acme.stepwise.badge.internal.visit.Visit;
import org.acme.stepwise.badge.internal.visit.VisitType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Grant;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.access.Scope;
import org.stepwise.kernel.api.module.Module;

/** Visitors of the company and their badges: hosts announce them, the reception lets them in and out. */
@Component(service = Module.class)
public final class BadgeModule implements Module {
    /** Sits at the reception; a role of this module. */
    public static final String RECEPTION = "reception";

    private static final int DEMO_VISITS = 60;
    private final Clock clock;

    @Activate
    public BadgeModule(@Reference Clock clock) {
        this.clock = clock;
    }

    @Override
    public String id() {
        return "badge";
    }

    @Override
    public String area() {
        return "management";
    }

    @Override
    public String icon() {
        return "id-badge-2";
    }

    @Override
    public List<String> roles() {
        return List.of(RECEPTION);
    }

    @Override
    public List<String> permissions() {
        return List.of(VisitType.ID + ":" + VisitType.ARRIVE, VisitType.ID + ":" + VisitType.LEAVE);
    }

    /** Everybody announces visitors; the reception sees those of its branch and lets them in and out. */
    @Override
    public List<Grant> grants() {
        return List.of(
                new Grant(Roles.STAFF, VisitType.ID, Actions.SEE, Scope.OWN),
                new Grant(Roles.STAFF, VisitType.ID, Actions.CREATE, Scope.OWN),
                new Grant(Roles.STAFF, VisitType.ID, Actions.EDIT, Scope.OWN),
                new Grant(Roles.DEPARTMENT_HEAD, VisitType.ID, Actions.SEE, Scope.BRANCH),
                new Grant(RECEPTION, VisitType.ID, Actions.SEE, Scope.BRANCH),
                new Grant(RECEPTION, VisitType.ID, Actions.CREATE, Scope.BRANCH),
                new Grant(RECEPTION, VisitType.ID, VisitType.ARRIVE, Scope.BRANCH),
                new Grant(RECEPTION, VisitType.ID, VisitType.LEAVE, Scope.BRANCH));
    }

    /** The same visitors at every run, a few each day around the day of the demo. */
    @Override
    public void demo(Demo demo) {
        LocalDate today = LocalDate.now(clock);
        demo.steps(DEMO_VISITS, number -> {
            Random random = demo.random();
            Visit visit = new Visit();
            visit.visitor = demo.personName();
            visit.company = demo.companyName(number);
            visit.comesOn = today.plusDays(random.nextInt(15) - 7);
            visit.zone = Visit.Zone.values()[random.nextInt(Visit.Zone.values().length)];
            visit.ownerId =
                    demo.salespeople().get(random.nextInt(demo.salespeople().size()));
            visit.hostId = visit.ownerId;
            demo.records().save(visit);
        });
    }
}
