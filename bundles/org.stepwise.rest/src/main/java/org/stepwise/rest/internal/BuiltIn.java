package org.stepwise.rest.internal;

/** A JAX-RS resource of this bundle; it answers below {@code /api} beside those that modules bring. */
public interface BuiltIn {}
