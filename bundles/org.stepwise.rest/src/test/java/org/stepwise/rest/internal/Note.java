package org.stepwise.rest.internal;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import javax.persistence.Entity;
import javax.persistence.Table;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.Size;

/** A record of the tests with a field of every kind. */
@Entity
@Table(name = "test_note")
public class Note extends org.stepwise.kernel.api.record.Entity {
    @NotBlank
    @Size(max = 60)
    public String name;

    @Size(max = 2000)
    public String body;

    public BigDecimal amount;
    public long stars;
    public boolean urgent;
    public LocalDate due;
    public Instant seenAt;
    public Mood mood;
    public Long parentId;

    /** How it goes. */
    public enum Mood {
        GOOD,
        BAD
    }
}
