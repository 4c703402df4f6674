package org.stepwise.records.internal.deal;

import java.math.BigDecimal;
import java.util.Optional;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Saving;

/** Deals: numbered, with a unique code, a hidden margin, a rule, an action and a lock. */
public final class DealType extends RecordType<Deal> {
    public DealType() {
        super("demo.deal", Deal.class);
        title(d -> d.name);
        field("name");
        field("stage");
        field("amount");
        field("probability");
        field("closes");
        field("metAt");
        field("customerId").ref("demo.customer");
        field("hot");
        field("code").unique().search();
        field("margin").visibleTo("auditor");
        field("note").longText();
        field("state").readOnly();
        list("name", "stage", "amount", "closes", "customerId", "ownerId");
        filters("stage", "customerId");
        form("name", "stage", "amount", "probability", "closes", "metAt", "customerId", "hot", "code", "note");
        number("D-{yyyy}-{0000}");
        superiorsSee();
        auditViews();
        action("win", (deal, saving) -> {
            if (deal.stage == Deal.Stage.WON) saving.reject("stage", "demo.deal.won");
            deal.stage = Deal.Stage.WON;
            deal.state = "closed";
        });
    }

    @Override
    protected void derive(Deal deal, Saving<Deal> saving) {
        if (deal.amount != null && deal.probability == null) deal.probability = 10;
    }

    @Override
    protected void validate(Deal deal, Saving<Deal> saving) {
        boolean negative = deal.amount != null && deal.amount.compareTo(BigDecimal.ZERO) < 0;
        if (negative) saving.reject("amount", "demo.deal.amountNegative");
    }

    @Override
    protected Optional<String> locked(Deal deal, Caller caller) {
        return "closed".equals(deal.state) ? Optional.of("demo.deal.closed") : Optional.empty();
    }
}
