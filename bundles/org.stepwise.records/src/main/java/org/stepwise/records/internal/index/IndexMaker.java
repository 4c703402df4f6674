package org.stepwise.records.internal.index;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.module.ReadyListener;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.tx.Transactions;

/**
 * Makes the indexes of types in the background when their module has become ready, and tells the engine of types that go. Apart from
 * the gateway, which whoever tells of modules may need itself.
 */
@Component(service = {ReadyListener.class, IndexMaker.class})
public final class IndexMaker implements ReadyListener {
    private final Types types;
    private final Indexes indexes;
    private final ExecutorService background;
    private final List<Consumer<String>> told = new CopyOnWriteArrayList<>();

    @Activate
    public IndexMaker(@Reference Transactions tx, @Reference Types types) {
        this.types = types;
        this.indexes = new Indexes(tx, types);
        this.background = Executors.newSingleThreadExecutor(IndexMaker::thread);
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
        types.all().stream().filter(indexes::missing).forEach(type -> later(() -> indexes.make(type)));
    }

    @Override
    public void going(Module module) {
        indexes.of(module.id()).forEach(type -> {
            indexes.forget(type);
            told.forEach(listener -> listener.accept(type));
        });
    }
}
