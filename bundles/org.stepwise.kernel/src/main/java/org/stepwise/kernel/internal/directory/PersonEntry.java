package org.stepwise.kernel.internal.directory;

import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Table;
import javax.validation.constraints.Max;
import javax.validation.constraints.Min;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Pattern;
import javax.validation.constraints.Size;
import org.stepwise.kernel.api.directory.PersonState;

/** A person with an account. Passwords are elsewhere. */
@Entity
@Table(name = "directory_person")
class PersonEntry extends org.stepwise.kernel.api.record.Entity {
    @NotBlank
    @Pattern(regexp = Shape.ACCOUNT, message = Shape.ACCOUNT_MESSAGE)
    String account = "";

    @NotBlank
    @Size(max = 60)
    String name = "";

    @Size(max = 100)
    String nameEn = "";

    @Size(max = 120)
    @Pattern(regexp = Shape.EMAIL, message = Shape.EMAIL_MESSAGE)
    String email = "";

    @Pattern(regexp = Shape.PHONE, message = Shape.PHONE_MESSAGE)
    String mobile = "";

    @Pattern(regexp = Shape.PHONE, message = Shape.PHONE_MESSAGE)
    String phone = "";

    @NotBlank
    @Pattern(regexp = Shape.LOCALE, message = Shape.LOCALE_MESSAGE)
    String locale = "zh-CN";

    @NotBlank
    @Size(max = 40)
    String timeZone = "Asia/Shanghai";

    @Min(0)
    @Max(10)
    int clearance;

    @NotNull
    @Enumerated(EnumType.STRING)
    PersonState state = PersonState.INVITED;
}
