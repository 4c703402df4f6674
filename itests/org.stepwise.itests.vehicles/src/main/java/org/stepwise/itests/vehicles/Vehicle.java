package org.stepwise.itests.vehicles;

import java.math.BigDecimal;
import java.time.LocalDate;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Table;
import javax.validation.constraints.Max;
import javax.validation.constraints.Min;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;

/** A vehicle of the company. */
@Entity
@Table(name = "vehicles_vehicle")
public class Vehicle extends org.stepwise.kernel.api.record.Entity {
    @NotBlank
    @Size(max = 20)
    public String plate = "";

    @Size(max = 100)
    public String model = "";

    @NotNull
    @Enumerated(EnumType.STRING)
    public Kind kind = Kind.CAR;

    @Min(1)
    @Max(80)
    public int seats = 5;

    public BigDecimal price;

    @Size(max = 3)
    public String currency = "CNY";

    public LocalDate boughtOn;
    public boolean electric;
    public boolean retired;
    public Long driverId;

    @Size(max = 100)
    public String dealer = "";

    public LocalDate inspectedOn;

    @Size(max = 2000)
    public String remark = "";

    /** What it is built for. */
    public enum Kind {
        CAR,
        VAN,
        TRUCK
    }
}
