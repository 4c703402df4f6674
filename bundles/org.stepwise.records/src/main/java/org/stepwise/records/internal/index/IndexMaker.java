package org.stepwise.records.internal.index;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.module.ReadyListener;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.tx.Transactions;

/**
 * Makes the indexes of types in the background when their module has become ready, and tells the engine of types that go. Apart from
 * the gateway, which whoever tells of modules may need itself.
 */
@Component(service = {ReadyListener.class, IndexMaker.class})
public final class IndexMaker implements ReadyListener {
    private static final Logger LOG = LoggerFactory.getLogger(IndexMaker.class);
    private static final long FIRST_PAUSE = 2;
    private static final long LAST_PAUSE = 2_100;
    private final Types types;
    private final Indexes indexes;
    private final ScheduledExecutorService background;
    private final List<Consumer<String>> told = new CopyOnWriteArrayList<>();

    @Activate
    public IndexMaker(@Reference Transactions tx, @Reference Types types) {
        this.types = types;
        this.indexes = new Indexes(tx, types);
        this.background = Executors.newSingleThreadScheduledExecutor(IndexMaker::thread);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "stepwise-records");
        thread.setDaemon(true);
        return thread;
    }

    @Deactivate
    public void close() {
        background.shutdownNow();
    }

    public Indexes indexes() {
        return indexes;
    }

    /** Runs what nobody waits for; nothing once the engine is stopped. */
    public void later(Runnable work) {
        if (!background.isShutdown()) background.execute(work);
    }

    /** Tells the ids of types whose module goes. */
    public void onGoing(Consumer<String> listener) {
        told.add(listener);
    }

    @Override
    public void ready(Module module) {
        types.all().stream().filter(indexes::missing).forEach(type -> later(() -> make(type, FIRST_PAUSE)));
    }

    /** A table in use is tried again, each time after a longer pause: whoever uses it goes first. */
    private void make(RecordType<?> type, long pause) {
        if (types.find(type.id()).isEmpty() || indexes.make(type)) return;
        if (pause > LAST_PAUSE) {
            LOG.warn("some indexes of {} could not be made: its lists are slower until the next start", type.id());
        } else if (!background.isShutdown()) {
            background.schedule(() -> make(type, pause * 4), pause, TimeUnit.SECONDS);
        }
    }

    @Override
    public void going(Module module) {
        indexes.of(module.id()).forEach(type -> {
            indexes.forget(type);
            told.forEach(listener -> listener.accept(type));
        });
    }
}
