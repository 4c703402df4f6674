package org.stepwise.kernel.internal.job;

import java.util.Map;
import org.stepwise.kernel.api.job.Jobs;
import org.stepwise.kernel.api.job.Progress;

/** Writes the progress of one run down, a few times a second at most. Used by the run's own thread; cancelled by any. */
final class Reporting implements Progress {
    private static final long PAUSE_NANOS = 300_000_000L;
    private static final int MOST_NOTES = 1000;
    private final Runs runs;
    private final long run;
    private volatile boolean cancelled;
    private long done;
    private long total;
    private int notes;
    private long told = System.nanoTime() - PAUSE_NANOS;

    Reporting(Runs runs, long run) {
        this.runs = runs;
        this.run = run;
    }

    @Override
    public void at(long nowDone, long nowTotal) {
        done = nowDone;
        total = nowTotal;
        if (cancelled) throw new Cancelled();
        if (System.nanoTime() - told < PAUSE_NANOS) return;
        told = System.nanoTime();
        if (!runs.progress(run, done, total)) throw new Cancelled();
    }

    @Override
    public void note(String key, Map<String, Object> args) {
        if (notes < MOST_NOTES) runs.note(run, notes++, key, args);
    }

    @Override
    public void file(String name, String media, byte[] content) {
        runs.file(run, new Jobs.Result(name, media, content));
    }

    void cancel() {
        cancelled = true;
    }

    long done() {
        return done;
    }

    long total() {
        return total;
    }
}
