package org.stepwise.kernel.api.web;

import org.osgi.service.component.annotations.ComponentPropertyType;

/** Where a {@link PageHandler} component answers. Addresses that collide are refused at registration. */
@ComponentPropertyType
public @interface Page {
    String PREFIX_ = "page.";

    /** {@code /crm/funnel}; below it {@code /crm/funnel/…} goes to the same handler. */
    String path();

    /** {@code type:action} the caller needs, "" = everyone who has the module open. */
    String permission() default "";

    /** Text key of the entry in the navigation, "" = none. */
    String menu() default "";

    String icon() default "file-text";

    /** Function of the module it belongs to, {@code crm/opportunities}; "" = base. */
    String function() default "";

    int order() default 500;
}
