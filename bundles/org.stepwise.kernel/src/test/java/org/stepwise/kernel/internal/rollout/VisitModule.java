package org.stepwise.kernel.internal.rollout;

import java.util.List;
import javax.persistence.Table;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.record.Entity;
import org.stepwise.kernel.api.record.RecordType;

/** A module with visits, and plans in a function of their own. */
final class VisitModule implements Module {
    @Override
    public String id() {
        return "crm";
    }

    @Override
    public List<String> functions() {
        return List.of("calendar");
    }

    /** A visit. */
    @javax.persistence.Entity
    @Table(name = "crm_visit")
    public static class Visit extends Entity {
        public String name = "";
    }

    /** A plan. */
    @javax.persistence.Entity
    @Table(name = "crm_plan")
    public static class Plan extends Entity {
        public String name = "";
    }

    static final class VisitType extends RecordType<Visit> {
        VisitType() {
            super("crm.visit", Visit.class);
            field("name");
            title(e -> e.name);
        }
    }

    static final class PlanType extends RecordType<Plan> {
        PlanType() {
            super("crm.plan", Plan.class);
            field("name");
            title(e -> e.name);
            function("crm/calendar");
        }
    }
}
