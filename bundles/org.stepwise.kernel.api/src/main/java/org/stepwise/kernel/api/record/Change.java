package org.stepwise.kernel.api.record;

/** Old and new value of a field in the form of the API; null for none. */
public record Change(Object from, Object to) {}
