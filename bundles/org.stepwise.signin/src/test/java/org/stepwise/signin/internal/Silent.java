package org.stepwise.signin.internal;

import java.util.Map;
import org.stepwise.kernel.api.job.Progress;

/** Nobody looks at this job. */
final class Silent implements Progress {
    @Override
    public void at(long done, long total) {}

    @Override
    public void note(String key, Map<String, Object> args) {}
}
