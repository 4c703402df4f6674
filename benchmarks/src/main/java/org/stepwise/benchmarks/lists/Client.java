package org.stepwise.benchmarks.lists;

import java.time.LocalDate;
import javax.persistence.Entity;
import javax.persistence.Table;

/** A customer as the list measurements of the design had it. */
@Entity
@Table(name = "demo_client")
public class Client extends org.stepwise.kernel.api.record.Entity {
    public String name = "";
    public long amount;
    public LocalDate lastContact;
    public int score;
    public int city;
    public int stage;
    public String note = "";
}
