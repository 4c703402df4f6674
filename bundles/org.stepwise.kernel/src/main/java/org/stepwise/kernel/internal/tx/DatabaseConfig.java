package org.stepwise.kernel.internal.tx;

/** Settings of one node's operator, pid {@code org.stepwise.kernel}. */
public @interface DatabaseConfig {
    /** {@code jdbc:derby:…} or {@code jdbc:postgresql:…}; "" is Derby in the home. */
    String database_url() default "";

    String database_user() default "";

    /** Plain, or {@code {enc}…} as {@code ./stepwise secret} prints it. */
    String database_password() default "";

    /** Most connections at once. */
    int database_pool() default 24;
}
