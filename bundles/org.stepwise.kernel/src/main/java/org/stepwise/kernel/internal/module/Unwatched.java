package org.stepwise.kernel.internal.module;

import java.util.Map;
import org.stepwise.kernel.api.job.Progress;

/** For work that nobody watches. */
final class Unwatched implements Progress {
    @Override
    public void at(long done, long total) {}

    @Override
    public void note(String key, Map<String, Object> args) {}
}
