package org.stepwise.web.internal.shop;

import javax.persistence.Entity;
import javax.persistence.Table;
import javax.validation.constraints.NotBlank;

/** A part of an order. */
@Entity
@Table(name = "shop_item")
public class Item extends org.stepwise.kernel.api.record.Entity {
    public long orderId;

    @NotBlank
    public String name = "";
}
