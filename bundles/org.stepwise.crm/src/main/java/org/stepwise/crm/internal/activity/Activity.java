package org.stepwise.crm.internal.activity;

import java.time.Instant;
import java.time.LocalDate;
import javax.persistence.Entity;
import javax.persistence.Table;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;

/** Something planned with, or done for, a customer (CRM-8). */
@Entity
@Table(name = "crm_activity")
public class Activity extends org.stepwise.kernel.api.record.Entity {
    @NotNull
    public Long customerId;

    public Long contactId;

    @NotBlank
    public String kind = "";

    @Size(max = 200)
    public String subject = "";

    public Instant plannedAt;

    @Size(max = 2000)
    public String plan = "";

    public Instant doneAt;

    @Size(max = 4000)
    public String result = "";

    @Size(max = 400)
    public String nextStep = "";

    public LocalDate nextAt;

    @Size(max = 200)
    public String place = "";

    @Size(max = 300)
    public String participants = "";

    /** The activity that this one puts right. */
    public Long correctsId;

    /** When the result was recorded first; the stamp (邮戳). */
    public Instant stampedAt;

    public Instant remindedAt;
}
