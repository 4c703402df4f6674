package org.stepwise.crm.internal.contact;

import java.time.LocalDate;
import javax.persistence.Entity;
import javax.persistence.Table;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Past;
import javax.validation.constraints.Pattern;
import javax.validation.constraints.Size;
import org.stepwise.crm.internal.Written;

/** A person at a customer (CRM-2). */
@Entity
@Table(name = "crm_contact")
public class Contact extends org.stepwise.kernel.api.record.Entity {
    @NotNull
    public Long customerId;

    public String salutation = "";

    @NotBlank
    @Size(max = 80)
    public String name = "";

    @Size(max = 80)
    public String post = "";

    public String decisionRole = "";
    public boolean main;

    @Pattern(regexp = Written.PHONE, message = "crm.problem.phone")
    @Size(max = 40)
    public String officePhone = "";

    @Pattern(regexp = Written.MOBILE, message = "crm.problem.mobile")
    @Size(max = 40)
    public String mobile = "";

    @Pattern(regexp = Written.PHONE, message = "crm.problem.phone")
    @Size(max = 40)
    public String homePhone = "";

    @Pattern(regexp = Written.EMAIL, message = "crm.problem.email")
    @Size(max = 200)
    public String email = "";

    @Past(message = "crm.problem.birthday")
    public LocalDate birthday;

    @Size(max = 1000)
    public String preferences = "";
}
