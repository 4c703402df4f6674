package org.stepwise.kernel.internal.module;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.rollout.Rehearsal;
import org.stepwise.kernel.internal.rollout.Openings;
import org.stepwise.kernel.internal.text.Likeness;

/** Installs and uninstalls modules, one at a time; a module that does not become ready is taken back. */
@Component(service = Modules.class)
public final class Lifecycle implements Modules {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TYPE = "kernel.module";
    private final ReentrantLock changing = new ReentrantLock();
    private final Registry registry;
    private final OsgiModules running;
    private final Openings openings;
    private final Callers callers;
    private final Access access;
    private final Audit audit;

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
            @Reference Audit audit) {
        this.registry = registry;
        this.running = running;
        this.openings = openings;
        this.callers = callers;
        this.access = access;
        this.audit = audit;
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
        return registry.entry(id).map(this::describe).orElseGet(() -> absent(id));
    }

    private Info describe(Registry.Entry entry) {
        Contribution module = entry.contribution();
        String id = module.module().id();
        return new Info(
                id,
                module.version(),
                entry.state(),
                entry.reason(),
                entry.state() == State.READY ? List.of() : waits(id),
                openings.phasesUsing(id),
                module.types().stream().map(RecordType::id).toList(),
                module.module().functions(),
                module.bytes());
    }

    private List<String> waits(String id) {
        return running.bundle(id).map(running::waitsFor).orElse(List.of());
    }

    private Info absent(String id) {
        Features now = features;
        boolean there = now != null && now.modules().contains(id) && now.installed(id);
        long bytes = now == null
                ? 0
                : now.missing(id).stream().mapToLong(Lifecycle::bytes).sum();
        return new Info(
                id,
                now == null ? "" : now.version(id),
                there ? State.WAITING : State.AVAILABLE,
                "",
                waits(id),
                openings.phasesUsing(id),
                List.of(),
                List.of(),
                bytes);
    }

    @Override
    public Optional<Module> find(String id) {
        return registry.entry(id)
                .filter(entry -> entry.state() == State.READY)
                .map(entry -> entry.contribution().module());
    }

    @Override
    public Info install(String id) {
        requireAdministrator();
        requireKnown(id);
        changing.lock();
        try {
            if (find(id).isPresent()) return describe(id);
            bringUp(id);
        } finally {
            changing.unlock();
        }
        audit.write("module.installed", id, Map.of("version", describe(id).version()));
        return describe(id);
    }

    private void bringUp(String id) {
        try {
            features.install(id);
            awaitReady(id);
        } catch (RuntimeException e) {
            String reason = registry.entry(id)
                    .map(Registry.Entry::reason)
                    .filter(text -> !text.isEmpty())
                    .orElse(String.valueOf(e.getMessage()));
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
            boolean hopeless = waits(id).stream().anyMatch(wait -> wait.contains(" failed: "));
            if (hopeless || System.nanoTime() > end) throw new IllegalStateException(String.join("; ", waits(id)));
            LockSupport.parkNanos(20_000_000);
        }
    }

    private void takeBack(String id) {
        if (features.installed(id)) features.uninstall(id);
    }

    @Override
    public Info uninstall(String id) {
        requireAdministrator();
        requireKnown(id);
        if (!carried().contains(id)) throw new Conflict("kernel.problem.moduleOfKernel", Map.of("module", id));
        Set<String> phases = openings.phasesUsing(id);
        if (!phases.isEmpty()) {
            throw new Conflict("kernel.problem.moduleInUse", Map.of("module", id, "phases", String.join(", ", phases)));
        }
        changing.lock();
        try {
            if (features.installed(id)) features.uninstall(id);
        } finally {
            changing.unlock();
        }
        audit.write("module.uninstalled", id, Map.of());
        return describe(id);
    }

    private void requireAdministrator() {
        if (!access.may(callers.current(), TYPE, Actions.ADMINISTER)) {
            throw Forbidden.of(Actions.ADMINISTER, TYPE);
        }
    }

    @Override
    public List<Rehearsal.Install> preview(String id) {
        requireKnown(id);
        if (find(id).isPresent() || features == null) return List.of();
        List<Rehearsal.Install> found = new ArrayList<>();
        for (Features.Jar jar : features.missing(id)) {
            found.add(new Rehearsal.Install("stepwise-" + id, jar.name(), jar.version(), bytes(jar)));
        }
        return found;
    }

    private static long bytes(Features.Jar jar) {
        return jar.file().map(Lifecycle::size).orElse(0L);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> pendingMigrations(String id) {
        requireKnown(id);
        Optional<Registry.Entry> there = registry.entry(id);
        if (there.isPresent()) {
            return named(
                    id, registry.schema().pending(id, there.get().contribution().resources()));
        }
        List<String> pending = new ArrayList<>();
        for (Features.Jar jar : features == null ? List.<Features.Jar>of() : features.missing(id)) {
            jar.file()
                    .ifPresent(file ->
                            pending.addAll(named(id, registry.schema().pending(id, new JarResources(file)))));
        }
        return pending;
    }

    private static List<String> named(String id, List<String> files) {
        return files.stream().map(file -> id + "/" + file).toList();
    }

    @Override
    public Optional<URL> resource(Object component, String path) {
        if (component instanceof Module module) {
            return registry.entry(module.id())
                    .flatMap(e -> e.contribution().resources().find(path));
        }
        Bundle bundle = FrameworkUtil.getBundle(component.getClass());
        return bundle == null
                ? beside(component.getClass(), "STEPWISE-INF/" + path)
                : new BundleResources(bundle, "STEPWISE-INF").find(path);
    }

    /** In a plain JVM: the file in the same directory or jar as the class. */
    private static Optional<URL> beside(Class<?> type, String path) {
        String place = type.getProtectionDomain().getCodeSource().getLocation().getPath();
        return type.getClassLoader()
                .resources(path)
                .filter(url -> url.getPath().contains(place))
                .findFirst();
    }

    @Override
    public long generation() {
        return registry.generation();
    }
}
