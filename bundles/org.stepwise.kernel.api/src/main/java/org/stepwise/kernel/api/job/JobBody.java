package org.stepwise.kernel.api.job;

import org.osgi.annotation.versioning.ConsumerType;

/** Work in the background, by one runner across nodes. May be repeated without harm. Opens its own short transactions. */
@ConsumerType
public interface JobBody {
    void run(Progress progress);
}
