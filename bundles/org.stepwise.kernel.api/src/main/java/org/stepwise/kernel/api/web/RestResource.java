package org.stepwise.kernel.api.web;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A JAX-RS root resource of a module, registered as a component with this service. Its {@code @Path} starts with the module's id;
 * it answers below {@code /api}. Sign-in, roll-out of the module and CSRF have been checked; it calls {@code Records} for data.
 */
@ConsumerType
public interface RestResource {}
