package org.stepwise.rest.internal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Scope that a bearer token needs for a resource; without it the scope is the record type in the address. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Needs {
    /** A record type id such as {@code kernel.job}; "" when every token will do or the resource checks itself. */
    String value();
}
