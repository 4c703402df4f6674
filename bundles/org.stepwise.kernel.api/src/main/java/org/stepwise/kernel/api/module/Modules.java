package org.stepwise.kernel.api.module;

import java.net.URL;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import org.stepwise.kernel.api.job.Progress;

/** Modules and their life cycle (ROL-12). Changing needs {@code administer} on {@code kernel.module}. */
@ProviderType
public interface Modules {
    /** Installed and installable ones. */
    List<Info> all();

    /** @throws org.stepwise.kernel.api.NotFound naming modules that are like it */
    Info info(String id);

    /** Module object of a ready module. */
    Optional<Module> find(String id);

    /** Installs and waits until it is ready; a module that fails is taken back and the reason is in the Conflict. */
    Info install(String id);

    /** Data is kept. @throws org.stepwise.kernel.api.Conflict while a phase holds it, be it paused */
    Info uninstall(String id);

    /** How much data a module has, also when it is not installed: its tables, and what others keep of its records. */
    List<Removal.Holding> holdings(String id);

    /** Refuses at once what {@link #remove} would refuse, for doors that let it run in the background. */
    void requireRemovable(String id, Removal.Data data, String typed);

    /**
     * Uninstalls and does with the data what was chosen (ROL-5); a module that is already away can still be exported and purged. An
     * export is written before anything is closed. A purge goes in steps: one that broke off is ended by asking again, and until then
     * the module cannot be installed. Takes as long as there is data; not inside a transaction.
     *
     * @param typed the module's id, typed by whoever asks for a purge
     * @throws org.stepwise.kernel.api.Invalid when the id was not typed
     * @throws org.stepwise.kernel.api.Conflict while a phase uses it
     */
    Removal remove(String id, Removal.Data data, String typed, Progress progress);

    /** What installing would bring: nothing is changed. */
    List<org.stepwise.kernel.api.rollout.Rehearsal.Install> preview(String id);

    /** Schema files that would run. */
    List<String> pendingMigrations(String id);

    /** A file under {@code STEPWISE-INF/} of a ready module, or of the bundle that holds the object's class. */
    Optional<URL> resource(Object component, String path);

    /** Told when modules become ready or go; rises with each. Caches of what modules contribute hang on it. */
    long generation();

    /** Where a module is in its life. */
    enum State {
        AVAILABLE,
        WAITING,
        MIGRATING,
        READY,
        FAILED
    }

    /**
     * @param waitsFor what keeps it from being ready, in words for operators
     * @param phases codes of phases that hold it: active, completed or paused ones
     */
    record Info(
            String id,
            String version,
            State state,
            String reason,
            List<String> waitsFor,
            Set<String> phases,
            List<String> types,
            List<String> functions,
            long bytes) {}
}
