package org.stepwise.web.internal.shop;

import org.stepwise.kernel.api.record.RecordType;

/** Items belong to their order. */
public final class ItemType extends RecordType<Item> {
    public ItemType() {
        super("shop.item", Item.class);
        title(i -> i.name);
        field("orderId").ref("shop.order").part();
        field("name");
        list("name", "orderId");
        form("name", "orderId");
    }
}
