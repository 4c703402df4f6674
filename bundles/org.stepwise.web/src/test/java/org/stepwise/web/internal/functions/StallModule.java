package org.stepwise.web.internal.functions;

import java.util.List;
import java.util.stream.Stream;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Grant;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.access.Scope;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.record.RecordType;

/** A module with a base, the stands, and a function that is opened on its own, the visits. */
final class StallModule implements Module {
    @Override
    public String id() {
        return "stall";
    }

    @Override
    public List<String> functions() {
        return List.of("visits");
    }

    @Override
    public List<Grant> grants() {
        return Stream.of(Actions.SEE, Actions.CREATE, Actions.EDIT)
                .map(action -> new Grant(Roles.SALESPERSON, "stall.*", action, Scope.OWN))
                .toList();
    }

    static final class StandType extends RecordType<Stand> {
        StandType() {
            super("stall.stand", Stand.class);
            title(stand -> stand.name);
            menu();
            field("name").search();
            list("name");
            form("name");
        }
    }

    static final class VisitType extends RecordType<Visit> {
        VisitType() {
            super("stall.visit", Visit.class);
            title(visit -> visit.name);
            menu();
            function("stall/visits");
            field("name").search();
            list("name");
            form("name");
        }
    }
}
