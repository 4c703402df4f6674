package org.stepwise.kernel.internal.job;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A daemon thread that does one step again and again: when woken, and at the latest after a pause. A step that fails is told in the
 * log and tried again, with a longer pause the more often it fails. Start and stop may be called in any order, more than once.
 */
public final class Loop {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final int SLOWEST = 30;
    private final String name;
    private final Duration pause;
    private final Runnable step;
    private final Semaphore signals = new Semaphore(0);
    private Thread thread;

    public Loop(String name, Duration pause, Runnable step) {
        this.name = name;
        this.pause = pause;
        this.step = step;
    }

    public synchronized void start() {
        if (thread != null) return;
        thread = new Thread(this::turn, "stepwise-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Interrupts a waiting thread, waits a little for a working one. */
    public void stop() {
        Thread stopping;
        synchronized (this) {
            stopping = thread;
            thread = null;
        }
        if (stopping == null || stopping == Thread.currentThread()) return;
        signals.release();
        try {
            stopping.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does the next step now. */
    public void wake() {
        signals.release();
    }

    private synchronized boolean mine() {
        return thread == Thread.currentThread();
    }

    private void turn() {
        int failures = 0;
        while (mine()) {
            failures = stepped() ? 0 : Math.min(failures + 1, SLOWEST);
            try {
                if (signals.tryAcquire(pause.toMillis() * (1 + failures), TimeUnit.MILLISECONDS))
                    signals.drainPermits();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private boolean stepped() {
        try {
            step.run();
            return true;
        } catch (RuntimeException | LinkageError e) {
            if (mine()) LOG.warn("{} failed and is tried again: {}", name, e.toString(), e);
            return false;
        }
    }
}
