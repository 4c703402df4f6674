package org.stepwise.web.internal.page;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.web.View;
import org.stepwise.web.internal.Services;

/** Renders contributed panels apart from the page: one that fails or takes over two seconds shows as failed, and the page stands. */
public final class PanelRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PanelRunner.class);
    private static final int SECONDS = 2;
    private final Services services;
    private final Renderer renderer;
    private final ExecutorService threads;

    PanelRunner(Services services, Renderer renderer) {
        this.services = services;
        this.renderer = renderer;
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                16, 16, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1000), PanelRunner::thread);
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "stepwise-panel");
        thread.setDaemon(true);
        return thread;
    }

    /** @return the panel as HTML, "" when it has nothing to show */
    public String render(Panels.Entry panel, Optional<RecordId> on, Visit visit) {
        try {
            Future<String> running = threads.submit(() -> services.callers.as(visit.caller(), () -> {
                Optional<View> view = services.tx.get(() -> panel.source().render(on, visit));
                return view.map(v -> renderer.block(visit, Reply.of(v, panel.source())))
                        .orElse("");
            }));
            return await(running, panel, on, visit);
        } catch (RejectedExecutionException e) {
            return failed(panel, on, visit, e);
        }
    }

    private String await(Future<String> running, Panels.Entry panel, Optional<RecordId> on, Visit visit) {
        try {
            return running.get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            running.cancel(false);
            return failed(panel, on, visit, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(panel, on, visit, e);
        }
    }

    private String failed(Panels.Entry panel, Optional<RecordId> on, Visit visit, Exception reason) {
        String incident = incident();
        LOG.error("Panel {} failed, incident {}.", panel.id(), incident, reason);
        String again = "/panel/" + panel.id() + on.map(r -> "?on=" + r).orElse("");
        Map<String, Object> model = Map.of("title", panel.title(), "incident", incident, "again", again);
        return renderer.block(visit, Reply.block("panel-failed", model));
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
