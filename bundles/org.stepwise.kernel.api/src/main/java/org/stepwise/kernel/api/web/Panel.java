package org.stepwise.kernel.api.web;

import org.osgi.service.component.annotations.ComponentPropertyType;

/** Where a {@link PanelSource} component stands on another module's card or on home. */
@ComponentPropertyType
public @interface Panel {
    String PREFIX_ = "panel.";

    /** Record type id, or {@code home}. */
    String on();

    /** {@code figure}, {@code tab}, {@code side}, {@code action} on a card; {@code widget} on home. */
    String slot();

    /** Text key of the heading. */
    String title();

    /** {@code type:action} the reader needs, "" = none. */
    String permission() default "";

    String function() default "";

    int order() default 500;
}
