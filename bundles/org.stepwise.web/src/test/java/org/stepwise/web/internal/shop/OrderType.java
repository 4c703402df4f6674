package org.stepwise.web.internal.shop;

import java.math.BigDecimal;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Saving;

/** Orders. */
public final class OrderType extends RecordType<Order> {
    public OrderType() {
        super("shop.order", Order.class);
        title(o -> o.name);
        menu();
        field("name").search().help();
        field("state");
        field("amount").money("").total();
        field("due");
        field("seenAt");
        field("urgent");
        field("note").longText();
        field("approverId").ref("directory.person");
        list("name", "state", "amount", "due", "ownerId");
        filters("state", "amount", "due", "ownerId");
        form("name", "state", "amount", "due", "seenAt", "urgent", "note", "approverId");
        number("O-{yyyy}-{0000}");
        superiorsSee();
        action("finish", (order, saving) -> order.state = Order.State.DONE);
    }

    @Override
    protected void validate(Order order, Saving<Order> saving) {
        if (order.amount != null && order.amount.compareTo(BigDecimal.ZERO) < 0) {
            saving.reject("amount", "shop.order.amount.negative");
        }
    }
}
