package org.stepwise.kernel.api.access;

import java.time.Instant;

/** A change of what a role allows. @param given false when it was taken away */
public record GrantChange(long id, Grant grant, boolean given, String byName, Instant at) {}
