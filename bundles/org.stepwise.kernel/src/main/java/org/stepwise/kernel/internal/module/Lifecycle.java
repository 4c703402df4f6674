package org.stepwise.kernel.internal.module;

import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.job.Progress;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.module.Removal;
import org.stepwise.kernel.api.rollout.Rehearsal;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.rollout.Openings;
import org.stepwise.kernel.internal.text.Likeness;

/** Installs and uninstalls modules, one at a time; a module that does not become ready is taken back. */
@Component(service = {Modules.class, Lifecycle.class})
public final class Lifecycle implements Modules {
    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TYPE = "kernel.module";
    private final ReentrantLock changing = new ReentrantLock();
    private final Registry registry;
    private final Openings openings;
    private final Callers callers;
    private final Access access;
    private final Audit audit;
    private final Purge purge;
    private final Exports exports;
    private final Descriptions descriptions;

    /** Absent in a plain JVM, where only what is there can be used. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Features features;

    @Activate
    public Lifecycle(
            @Reference Registry registry,
            @Reference OsgiModules running,
            @Reference Openings openings,
            @Reference Callers callers,
            @Reference Access access,
            @Reference Audit audit,
            @Reference Purge purge,
            @Reference Transactions transactions,
            @Reference Texts texts,
            @Reference Clock clock) {
        this.registry = registry;
        this.openings = openings;
        this.callers = callers;
        this.access = access;
        this.audit = audit;
        this.purge = purge;
        this.descriptions = new Descriptions(registry, running, openings, purge, callers, texts);
        this.exports = new Exports(purge, transactions.sql(), clock);
    }

    @Override
    public List<Info> all() {
        return known().stream().map(this::describe).toList();
    }

    private Set<String> known() {
        Set<String> ids = new TreeSet<>(carried());
        registry.entries()
                .forEach(entry -> ids.add(entry.contribution().module().id()));
        return ids;
    }

    private List<String> carried() {
        Features now = features;
        return now == null ? List.of() : now.modules();
    }

    @Override
    public Info info(String id) {
        requireKnown(id);
        return describe(id);
    }

    private void requireKnown(String id) {
        Set<String> known = known();
        if (!known.contains(id)) throw Likeness.notFound(id, known);
    }

    private Info describe(String id) {
        return descriptions.of(id, Optional.ofNullable(features));
    }

    @Override
    public Optional<Module> find(String id) {
        return registry.entry(id)
                .filter(entry -> entry.state() == State.READY)
                .map(entry -> entry.contribution().module());
    }

    /** One change of modules at a time on this node. */
    void exclusively(Runnable work) {
        changing.lock();
        try {
            work.run();
        } finally {
            changing.unlock();
        }
    }

    /** @param work tells which module it changed */
    Info changing(Supplier<String> work) {
        changing.lock();
        try {
            return describe(work.get());
        } finally {
            changing.unlock();
        }
    }

    @Override
    public Info install(String id) {
        requireAdministrator();
        requireKnown(id);
        changing.lock();
        try {
            letGo(id);
            if (find(id).isPresent()) return describe(id);
            purge.refuseUnfinished(id);
            bringUp(id);
        } finally {
            changing.unlock();
        }
        audit.write("module.installed", id, Map.of("version", describe(id).version()));
        return describe(id);
    }

    /**
     * Follows other nodes: lets go of a module that one of them took away while no phase holds it, and of one whose data were removed
     * for good, which comes up anew with its new tables when a phase needs it (ROL-14).
     */
    public void follow() {
        for (Module module : registry.modules()) {
            if (!carried().contains(module.id()) || !registry.takenAway(module.id())) continue;
            changing.lock();
            try {
                letGo(module.id());
            } finally {
                changing.unlock();
            }
        }
    }

    /** Under the lock. */
    private void letGo(String id) {
        Features now = features;
        if (now == null || find(id).isEmpty() || !now.installed(id) || !registry.takenAway(id)) return;
        if (!registry.purged(id) && !openings.phasesUsing(id).isEmpty()) return;
        now.uninstall(id);
        LOG.info("module {} was taken away on another node", id);
    }

    private void bringUp(String id) {
        try {
            features.install(id);
            awaitReady(id);
        } catch (RuntimeException e) {
            String reason = registry.entry(id)
                    .map(Registry.Entry::reason)
                    .filter(text -> !text.isEmpty())
                    .orElse(descriptions.sentence(e));
            takeBack(id);
            audit.write("module.failed", id, Map.of("reason", reason));
            Conflict conflict = new Conflict("kernel.problem.moduleFailed", Map.of("module", id, "reason", reason));
            conflict.initCause(e);
            throw conflict;
        }
    }

    private void awaitReady(String id) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (find(id).isEmpty()) {
            Optional<Registry.Entry> failed = registry.entry(id).filter(entry -> entry.state() == State.FAILED);
            if (failed.isPresent()) throw new IllegalStateException(failed.get().reason());
            boolean hopeless = descriptions.waits(id).stream().anyMatch(wait -> wait.contains(" failed: "));
            if (hopeless || System.nanoTime() > end)
                throw new IllegalStateException(String.join("; ", descriptions.waits(id)));
            LockSupport.parkNanos(20_000_000);
        }
    }

    private void takeBack(String id) {
        if (features.installed(id)) features.uninstall(id);
    }

    @Override
    public Info uninstall(String id) {
        return remove(id, Removal.Data.KEEP, "", new Unwatched()).module();
    }

    @Override
    public List<Removal.Holding> holdings(String id) {
        requireAdministrator();
        requireRemovable(id);
        return purge.held(id);
    }

    @Override
    public void requireRemovable(String id, Removal.Data data, String typed) {
        requireAdministrator();
        requireRemovable(id);
        requireUnused(id);
        if (data == Removal.Data.PURGE && !typed.strip().equals(id)) {
            throw Invalid.of("confirm", "kernel.problem.purgeConfirm", Map.of("module", id));
        }
    }

    @Override
    public Removal remove(String id, Removal.Data data, String typed, Progress progress) {
        requireRemovable(id, data, typed);
        List<Removal.Holding> held = data == Removal.Data.KEEP ? List.of() : purge.held(id);
        String file = data == Removal.Data.EXPORT ? exported(id, held, progress) : "";
        changing.lock();
        try {
            purge.claim(id, () -> requireUnused(id));
            if (features.installed(id)) {
                features.uninstall(id);
                audit.write("module.uninstalled", id, Map.of());
            }
            if (data == Removal.Data.PURGE) held = purged(id, progress);
        } finally {
            changing.unlock();
        }
        return new Removal(describe(id), data, held, file);
    }

    private String exported(String id, List<Removal.Holding> held, Progress progress) {
        String file = exports.write(id, held, progress);
        progress.note("kernel.module.exported", Map.of("file", file));
        Map<String, Object> details = new LinkedHashMap<>(Purge.counts(held));
        details.put("file", file);
        audit.write("module.exported", id, details);
        return file;
    }

    private List<Removal.Holding> purged(String id, Progress progress) {
        List<Removal.Holding> held = purge.run(id, () -> requireUnused(id), progress);
        Map<String, Object> count =
                Map.of("count", held.stream().mapToLong(Removal.Holding::count).sum());
        progress.note("kernel.module.purged", count);
        return held;
    }

    private void requireRemovable(String id) {
        requireKnown(id);
        if (!carried().contains(id)) throw new Conflict("kernel.problem.moduleOfKernel", Map.of("module", id));
    }

    private void requireUnused(String id) {
        Set<String> phases = openings.phasesUsing(id);
        if (!phases.isEmpty()) {
            throw new Conflict("kernel.problem.moduleInUse", Map.of("module", id, "phases", String.join(", ", phases)));
        }
    }

    void requireAdministrator() {
        if (!access.may(callers.current(), TYPE, Actions.ADMINISTER)) {
            throw Forbidden.of(Actions.ADMINISTER, TYPE);
        }
    }

    @Override
    public List<Rehearsal.Install> preview(String id) {
        requireKnown(id);
        return find(id).isPresent() || features == null ? List.of() : Previews.installs(id, features.missing(id));
    }

    @Override
    public List<String> pendingMigrations(String id) {
        requireKnown(id);
        List<Features.Jar> missing = features == null ? List.of() : features.missing(id);
        return registry
                .entry(id)
                .map(there -> List.<Resources>of(there.contribution().resources()))
                .orElseGet(() -> Previews.resources(missing))
                .stream()
                .flatMap(resources -> registry.schema().pending(id, resources).stream())
                .map(file -> id + "/" + file)
                .toList();
    }

    @Override
    public Optional<URL> resource(Object component, String path) {
        if (component instanceof Module module) {
            return registry.entry(module.id())
                    .flatMap(e -> e.contribution().resources().find(path));
        }
        Bundle bundle = FrameworkUtil.getBundle(component.getClass());
        return bundle == null
                ? ClassFiles.beside(component.getClass(), "STEPWISE-INF/" + path)
                : new BundleResources(bundle, "STEPWISE-INF").find(path);
    }

    @Override
    public long generation() {
        return registry.generation();
    }
}
