package org.acme.stepwise.badge.internal.visit;

/** A visitor was let in. @param host principal id of the person visited */
public record VisitorArrived(long visit, long host, String visitor) {}
