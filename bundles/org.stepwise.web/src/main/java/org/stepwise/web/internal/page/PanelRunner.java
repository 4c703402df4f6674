package org.stepwise.web.internal.page;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.web.View;
import org.stepwise.web.internal.Services;

/**
 * Renders contributed panels apart from the page: one that fails or takes over two seconds shows as failed, and the page stands. One
 * that does not end is not begun again while two runs of it still go on, and takes no thread from the others.
 */
public final class PanelRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PanelRunner.class);
    private static final int SECONDS = 2;
    private static final int THREADS = 16;
    private static final int MOST_OVERDUE = 2;
    private final Services services;
    private final Renderer renderer;
    private final ThreadPoolExecutor threads;
    private final Map<String, AtomicInteger> overdue = new ConcurrentHashMap<>();

    PanelRunner(Services services, Renderer renderer) {
        this.services = services;
        this.renderer = renderer;
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1000), PanelRunner::thread);
        threads.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "stepwise-panel");
        thread.setDaemon(true);
        return thread;
    }

    /** @return the panel as HTML, "" when it has nothing to show */
    public String render(Panels.Entry panel, Optional<RecordId> on, Visit visit) {
        Run run = new Run(panel, on, visit);
        if (overdue(panel).get() >= MOST_OVERDUE)
            return failed(run, new TimeoutException("earlier runs of it have not ended yet"));
        try {
            return await(threads.submit(run), run);
        } catch (RejectedExecutionException e) {
            return failed(run, e);
        }
    }

    private String await(Future<String> running, Run run) {
        try {
            return running.get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            run.late();
            return failed(run, e);
        } catch (ExecutionException e) {
            return failed(run, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(run, e);
        }
    }

    private AtomicInteger overdue(Panels.Entry panel) {
        return overdue.computeIfAbsent(panel.id(), id -> new AtomicInteger());
    }

    /** Those that do not end keep their threads; the others have as many as before. */
    private synchronized void overdue(Panels.Entry panel, int more) {
        overdue(panel).addAndGet(more);
        int all = threads.getCorePoolSize() + more;
        threads.setMaximumPoolSize(Math.max(all, threads.getMaximumPoolSize()));
        threads.setCorePoolSize(all);
        threads.setMaximumPoolSize(all);
    }

    /** One panel being drawn. Nobody waits for it when it is late, but it cannot be stopped: a thread ends by itself. */
    private final class Run implements Callable<String> {
        private final Panels.Entry panel;
        private final Optional<RecordId> on;
        private final Visit visit;
        private boolean begun;
        private boolean ended;
        private boolean late;

        Run(Panels.Entry panel, Optional<RecordId> on, Visit visit) {
            this.panel = panel;
            this.on = on;
            this.visit = visit;
        }

        @Override
        public String call() {
            if (!begins()) return "";
            try {
                return services.callers.as(visit.caller(), this::drawn);
            } finally {
                ends();
            }
        }

        private String drawn() {
            Optional<View> view = services.tx.get(() -> panel.source().render(on, visit));
            return view.map(v -> renderer.block(visit, Reply.of(v, panel.source())))
                    .orElse("");
        }

        private synchronized boolean begins() {
            begun = !late;
            return begun;
        }

        synchronized void late() {
            late = true;
            if (begun && !ended) overdue(panel, 1);
        }

        private synchronized void ends() {
            ended = true;
            if (late) overdue(panel, -1);
        }
    }

    private String failed(Run run, Exception reason) {
        String incident = incident();
        LOG.error("Panel {} failed, incident {}.", run.panel.id(), incident, reason);
        String again = "/panel/" + run.panel.id() + run.on.map(r -> "?on=" + r).orElse("");
        Map<String, Object> model = Map.of("title", run.panel.title(), "incident", incident, "again", again);
        return renderer.block(run.visit, Reply.block("panel-failed", model));
    }

    /** Short enough to be read out on the telephone. */
    static String incident() {
        String random = UUID.randomUUID().toString().toUpperCase(java.util.Locale.ROOT);
        return random.substring(0, 4) + "-" + random.substring(9, 13);
    }

    /** Small work that nobody waits for; dropped when there is too much of it. */
    public void later(Visit visit, Runnable work) {
        try {
            threads.execute(() -> services.callers.run(visit.caller(), () -> quietly(work)));
        } catch (RejectedExecutionException e) {
            LOG.debug("Too busy to note what was opened.");
        }
    }

    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("Work after an answer failed.", e);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
