package org.stepwise.records.internal.deal;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Lob;
import javax.persistence.Table;
import javax.validation.constraints.Max;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.Pattern;
import javax.validation.constraints.Size;

/** A record type of the tests, with a field of every kind. */
@Entity
@Table(name = "demo_deal")
public class Deal extends org.stepwise.kernel.api.record.Entity {
    /** Where a deal stands. */
    public enum Stage {
        OPEN,
        WON,
        LOST
    }

    @NotBlank
    @Size(max = 80)
    public String name = "";

    @Enumerated(EnumType.STRING)
    public Stage stage = Stage.OPEN;

    public BigDecimal amount;

    @Max(100)
    public Integer probability;

    public LocalDate closes;
    public Instant metAt;
    public Long customerId;
    public boolean hot;

    @Pattern(regexp = "[A-Z]{2}-\\d+", message = "demo.deal.codeForm")
    public String code = "";

    public BigDecimal margin;

    @Lob
    public String note = "";

    public String state = "";
}
