package org.stepwise.kernel.internal.access;

import java.util.List;
import javax.persistence.Table;
import org.stepwise.kernel.api.access.Grant;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.access.Scope;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.record.Entity;
import org.stepwise.kernel.api.record.RecordType;

/** A module with a deal (superiors see it), its lines as parts, and memos without any rule of their own. */
public final class TrialModule implements Module {
    @Override
    public String id() {
        return "trial";
    }

    @Override
    public List<String> roles() {
        return List.of(
                "unit-clerk", "branch-clerk", "segment-clerk", "units-clerk", "own-clerk", "line-clerk", "all-clerk");
    }

    @Override
    public List<Grant> grants() {
        return List.of(
                new Grant("own-clerk", "trial.memo", "see", Scope.OWN),
                new Grant("line-clerk", "trial.memo", "see", Scope.SUBORDINATES),
                new Grant("unit-clerk", "trial.memo", "see", Scope.UNIT),
                new Grant("branch-clerk", "trial.memo", "see", Scope.BRANCH),
                new Grant("segment-clerk", "trial.*", "see", Scope.SEGMENT),
                new Grant("segment-clerk", "trial.memo", "edit", Scope.OWN),
                new Grant("units-clerk", "trial.memo", "*", Scope.UNITS),
                new Grant("all-clerk", "trial.memo", "see", Scope.ALL),
                new Grant("all-clerk", "trial.memo", "export", Scope.ALL),
                new Grant(Roles.SALESPERSON, "trial.deal", "create", Scope.OWN));
    }

    @javax.persistence.Entity
    @Table(name = "trial_deal")
    static class Deal extends Entity {
        String name = "";
    }

    @javax.persistence.Entity
    @Table(name = "trial_line")
    static class Line extends Entity {
        Long dealId;
        String name = "";
    }

    @javax.persistence.Entity
    @Table(name = "trial_memo")
    static class Memo extends Entity {
        String name = "";
    }

    static final class DealType extends RecordType<Deal> {
        DealType() {
            super("trial.deal", Deal.class);
            title(deal -> deal.name);
            field("name");
            superiorsSee();
        }
    }

    static final class LineType extends RecordType<Line> {
        LineType() {
            super("trial.line", Line.class);
            title(line -> line.name);
            field("dealId").ref("trial.deal").part();
            field("name");
        }
    }

    static final class MemoType extends RecordType<Memo> {
        MemoType() {
            super("trial.memo", Memo.class);
            title(memo -> memo.name);
            field("name");
        }
    }
}
