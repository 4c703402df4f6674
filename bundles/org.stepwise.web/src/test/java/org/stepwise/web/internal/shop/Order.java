package org.stepwise.web.internal.shop;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Lob;
import javax.persistence.Table;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.Size;

/** A record type of the tests with a field of most kinds. */
@Entity
@Table(name = "shop_order")
public class Order extends org.stepwise.kernel.api.record.Entity {
    /** Where an order stands. */
    public enum State {
        OPEN,
        DONE
    }

    @NotBlank
    @Size(max = 80)
    public String name = "";

    @Enumerated(EnumType.STRING)
    public State state = State.OPEN;

    public BigDecimal amount;
    public LocalDate due;
    public Instant seenAt;
    public boolean urgent;

    @Lob
    public String note = "";

    public Long approverId;
}
