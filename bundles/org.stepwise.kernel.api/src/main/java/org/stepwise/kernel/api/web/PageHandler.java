package org.stepwise.kernel.api.web;

import org.osgi.annotation.versioning.ConsumerType;

/** A page of a module. Permission and roll-out have been checked, POST also for its CSRF token. Runs in a transaction. */
@ConsumerType
public interface PageHandler {
    View get(Request request);

    default View post(Request request) {
        throw new org.stepwise.kernel.api.NotFound("kernel.problem.notFound", java.util.Map.of("what", request.path()));
    }
}
