package org.stepwise.crm.internal.customer;

import java.time.Instant;
import javax.persistence.Entity;
import javax.persistence.Table;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.Pattern;
import javax.validation.constraints.Size;
import org.stepwise.crm.internal.Written;

/** A company or person that buys, or may buy (CRM-1). Its owner is the customer manager (客户经理). */
@Entity
@Table(name = "crm_customer")
public class Customer extends org.stepwise.kernel.api.record.Entity {
    @NotBlank
    @Size(min = 2, max = 200)
    public String name = "";

    @Size(max = 80)
    public String shortName = "";

    @NotBlank
    public String status = "";

    @NotBlank
    public String level = "";

    @Size(max = 400)
    public String statusReason = "";

    public Instant statusSince;
    public String industry = "";
    public String size = "";
    public String source = "";

    @NotBlank
    public String channel = "";

    public Long agentId;
    public Long parentId;
    public String country = "";
    public String region = "";

    @Size(max = 300)
    public String address = "";

    @Pattern(regexp = Written.PHONE, message = "crm.problem.phone")
    @Size(max = 40)
    public String phone = "";

    @Pattern(regexp = Written.EMAIL, message = "crm.problem.email")
    @Size(max = 200)
    public String email = "";

    @Pattern(regexp = Written.WEBSITE, message = "crm.problem.website")
    @Size(max = 200)
    public String website = "";

    @Size(max = 300)
    public String tags = "";

    public Instant lastContact;

    @Size(max = 4000)
    public String remark = "";
}
