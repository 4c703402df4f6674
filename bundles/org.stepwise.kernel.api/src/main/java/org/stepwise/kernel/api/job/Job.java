package org.stepwise.kernel.api.job;

import org.osgi.service.component.annotations.ComponentPropertyType;

/** When a {@link JobBody} component runs. The id is the component's {@code module/name}. */
@ComponentPropertyType
public @interface Job {
    String PREFIX_ = "job.";

    /** {@code crm/pool}. */
    String id();

    /** ISO-8601 pause between starts, {@code PT1H}, or a time of day {@code 03:30} in the company's zone; "" = only by hand. */
    String every() default "";
}
