package org.stepwise.records.internal.deal;

import org.stepwise.kernel.api.record.RecordType;

/** Steps belong to their deal. */
public final class StepType extends RecordType<Step> {
    public StepType() {
        super("demo.step", Step.class);
        title(s -> s.name);
        field("dealId").ref("demo.deal").part();
        field("name");
        list("name", "dealId");
        form("name", "dealId");
    }
}
