package org.stepwise.rest.internal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a method answers where its Java type does not say so; read by the OpenAPI document. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Answer {
    int status() default 200;

    /** Answers 204 without a body when the writer does not see any more what was written. */
    boolean orNothing() default false;

    /** Type of the JSON body. */
    Class<?> body() default Void.class;

    /** The body is a list of these. */
    boolean list() default false;

    /** Name of a schema that the document makes itself: page, item, batch, binary; "" to read {@link #body}. */
    String schema() default "";
}
