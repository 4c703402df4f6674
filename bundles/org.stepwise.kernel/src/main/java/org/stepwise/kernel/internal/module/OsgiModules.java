package org.stepwise.kernel.internal.module;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.module.Health;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.module.ReadyListener;
import org.stepwise.kernel.api.module.Started;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.rollout.Opening;

/**
 * Collects the services of each module's bundle and offers the module to the registry as soon as all that its bundle declares are
 * there. All changes run on one thread, in order.
 */
@Component(
        service = {OsgiModules.class, Health.class},
        immediate = true)
public final class OsgiModules implements Health {
    private static final Logger LOG = LoggerFactory.getLogger(OsgiModules.class);
    private static final int FAILED_ACTIVATION = 16;
    private static final String KERNEL = "kernel";
    private final Registry registry;
    private final ServiceComponentRuntime runtime;
    private static final String OURS = "org.stepwise.";
    private static final Set<Modules.State> DECIDED = Set.of(Modules.State.READY, Modules.State.FAILED);
    private final BundleContext context;
    private boolean started;
    private final Map<String, Parts> parts = new ConcurrentHashMap<>();
    private final List<ReadyListener> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService thread = daemon("stepwise-modules");
    /** Listeners may be slow; no module waits for them to become ready. */
    private final ScheduledExecutorService teller = daemon("stepwise-module-listeners");

    private static ScheduledExecutorService daemon(String name) {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            Thread made = new Thread(work, name);
            made.setDaemon(true);
            return made;
        });
    }

    /** Services seen of one bundle (or of one test module inside a bundle). */
    private static final class Parts {
        final Bundle bundle;
        final String root;
        volatile Module module;
        final List<RecordType<?>> types = new CopyOnWriteArrayList<>();
        volatile boolean offered;

        Parts(Bundle bundle, String root) {
            this.bundle = bundle;
            this.root = root;
        }

        boolean is(String id) {
            Module known = module;
            return known != null && known.id().equals(id);
        }
    }

    @Activate
    public OsgiModules(
            @Reference Registry registry, @Reference ServiceComponentRuntime runtime, BundleContext context) {
        this.registry = registry;
        this.runtime = runtime;
        this.context = context;
    }

    @Deactivate
    void stop() {
        thread.shutdownNow();
        teller.shutdownNow();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addModule(Module module, ServiceReference<Module> reference) {
        Parts mine = parts(reference);
        mine.module = module;
        thread.execute(() -> consider(mine));
    }

    void removeModule(Module module, ServiceReference<Module> reference) {
        Parts mine = parts(reference);
        leave(mine, module);
        mine.module = null;
        dropEmpty(reference, mine);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addType(RecordType<?> type, ServiceReference<RecordType<?>> reference) {
        Parts mine = parts(reference);
        mine.types.add(type);
        thread.execute(() -> consider(mine));
    }

    void removeType(RecordType<?> type, ServiceReference<RecordType<?>> reference) {
        Parts mine = parts(reference);
        mine.types.remove(type);
        Module module = mine.module;
        if (module != null) leave(mine, module);
        dropEmpty(reference, mine);
    }

    /** Nothing is kept of a bundle whose services are all gone; until then each finds the others again. */
    private void dropEmpty(ServiceReference<?> reference, Parts mine) {
        if (mine.module == null && mine.types.isEmpty()) parts.remove(key(reference));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addListener(ReadyListener listener) {
        listeners.add(listener);
        execute(() -> registry.modules().forEach(module -> tell(module, () -> listener.ready(module))));
    }

    void removeListener(ReadyListener listener) {
        listeners.remove(listener);
    }

    private void execute(Runnable work) {
        if (!teller.isShutdown()) teller.execute(work);
    }

    /** Withdraws at once, so that nobody is served by services that go; listeners hear of it in order. */
    private void leave(Parts mine, Module module) {
        registry.withdraw(module);
        if (!mine.offered) return;
        mine.offered = false;
        execute(() -> listeners.forEach(listener -> tell(module, () -> listener.going(module))));
    }

    private Parts parts(ServiceReference<?> reference) {
        Object root = reference.getProperty("stepwise.root");
        return parts.computeIfAbsent(
                key(reference), k -> new Parts(reference.getBundle(), root == null ? "STEPWISE-INF" : root.toString()));
    }

    private static String key(ServiceReference<?> reference) {
        Object root = reference.getProperty("stepwise.root");
        return reference.getBundle().getBundleId() + (root == null ? "" : "/" + root);
    }

    private void consider(Parts mine) {
        Module module = mine.module;
        if (module == null || mine.offered || mine.types.size() < declared(mine)) return;
        boolean kernel = module.id().equals(KERNEL);
        if (!kernel && !kernelReady()) {
            registry.announce(contribution(mine, module));
            return;
        }
        mine.offered = true;
        boolean ready = registry.offer(contribution(mine, module));
        if (mine.module != module) { // it went while it was migrated
            leave(mine, module);
            return;
        }
        if (ready) execute(() -> listeners.forEach(listener -> tell(module, () -> listener.ready(module))));
        else if (registry.knows(module)) retryWhenWaiting(mine, module);
        else mine.offered = false;
        if (ready && kernel) parts.values().forEach(this::consider);
        tellStarted();
    }

    /** A part that failed is not waited for: people work without it, and health tells of it. */
    private void tellStarted() {
        if (started || !kernelReady() || toCome().findAny().isPresent()) return;
        started = registry.entries().stream()
                .filter(entry -> KERNEL.equals(entry.contribution().module().area()))
                .allMatch(entry -> DECIDED.contains(entry.state()));
        if (started) context.registerService(Started.class, new Started() {}, new Hashtable<>());
    }

    private static Contribution contribution(Parts mine, Module module) {
        return new Contribution(
                module,
                List.copyOf(mine.types),
                new BundleResources(mine.bundle, mine.root),
                mine.bundle.adapt(BundleWiring.class).getClassLoader(),
                ReleaseBundles.release(mine.bundle),
                mine.bundle.getVersion().toString(),
                size(mine.bundle));
    }

    /** The others' roles and rules stand in its tables, so they wait for it. */
    private boolean kernelReady() {
        return registry.entry(KERNEL)
                .filter(entry -> entry.state() == Modules.State.READY)
                .isPresent();
    }

    /** A database that is away when the module comes makes it wait, not fail. */
    private void retryWhenWaiting(Parts mine, Module module) {
        boolean waits = registry.entry(module.id())
                .filter(entry -> entry.state() == Modules.State.WAITING)
                .isPresent();
        if (!waits || thread.isShutdown()) return;
        mine.offered = false;
        thread.schedule(() -> consider(mine), 2, TimeUnit.SECONDS);
    }

    private static void tell(Module module, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("a listener failed at module {}", module.id(), e);
        }
    }

    /** Of its jar: the file it was installed from, or the server's copy of a Maven artifact. */
    private static long size(Bundle bundle) {
        if (ReleaseBundles.fromOutside(bundle)) return ReleaseBundles.bytes(bundle);
        String location = bundle.getLocation();
        Optional<Path> file = location.contains("mvn:")
                ? ServerJar.of(location).file()
                : Optional.of(Path.of(location.startsWith("file:") ? location.substring(5) : location));
        try {
            return file.isPresent() && Files.isRegularFile(file.get()) ? Files.size(file.get()) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Record types that the bundle's components declare; a test's module registers them before itself. */
    private long declared(Parts mine) {
        if (!mine.root.equals("STEPWISE-INF")) return 0;
        return descriptions(mine.bundle).stream().filter(OsgiModules::isType).count();
    }

    private List<ComponentDescriptionDTO> descriptions(Bundle bundle) {
        return List.copyOf(runtime.getComponentDescriptionDTOs(bundle));
    }

    private static boolean isType(ComponentDescriptionDTO description) {
        return List.of(description.serviceInterfaces).contains(RecordType.class.getName());
    }

    /** What keeps components of the bundle from being there, in words for operators. */
    List<String> waitsFor(Bundle bundle) {
        List<String> waits = new ArrayList<>();
        for (ComponentDescriptionDTO description : descriptions(bundle)) {
            for (ComponentConfigurationDTO configuration : runtime.getComponentConfigurationDTOs(description)) {
                for (UnsatisfiedReferenceDTO missing : configuration.unsatisfiedReferences) {
                    waits.add(description.name + " waits for " + missing.name + " " + missing.target);
                }
                if (configuration.state == FAILED_ACTIVATION) {
                    waits.add(description.name + " failed: " + cause(String.valueOf(configuration.failure)));
                }
            }
        }
        return waits;
    }

    /** The innermost cause of a stack trace. */
    private static String cause(String trace) {
        String word = "Caused by: ";
        String first = trace.lines().findFirst().orElse("");
        return trace.lines()
                .filter(line -> line.startsWith(word))
                .reduce((outer, inner) -> inner)
                .map(line -> line.substring(word.length()))
                .orElse(first);
    }

    /** By its Module, or by its name when the very Module can not be made. */
    Optional<Bundle> bundle(String module) {
        return parts.values().stream()
                .filter(mine -> mine.is(module))
                .map(mine -> mine.bundle)
                .findFirst()
                .or(() -> Stream.of(context.getBundles())
                        .filter(b -> b.getState() != Bundle.UNINSTALLED)
                        .filter(b -> String.valueOf(b.getSymbolicName()).endsWith("." + module))
                        .max(Comparator.comparingInt(Bundle::getState)));
    }

    @Override
    public Map<String, String> problems() {
        Map<String, String> problems = new TreeMap<>();
        for (Parts mine : parts.values()) {
            Module module = mine.module;
            if (module == null || !KERNEL.equals(module.area())) continue;
            Optional<Registry.Entry> entry = registry.entry(module.id());
            boolean ready = entry.filter(e -> e.state() == Modules.State.READY).isPresent();
            if (!ready) {
                String reason = entry.map(Registry.Entry::reason)
                        .filter(text -> !text.isEmpty())
                        .orElseGet(() -> String.join("; ", waitsFor(mine.bundle)));
                problems.put("module " + module.id(), reason.isEmpty() ? "starting" : reason);
            }
        }
        toCome().forEach(name -> problems.putIfAbsent("module " + name, "starting"));
        return problems;
    }

    /** Parts of every server that are installed and not yet offered: the pages may be there before the others are. */
    private Stream<String> toCome() {
        return Stream.of(context.getBundles())
                .map(bundle -> String.valueOf(bundle.getSymbolicName()))
                .filter(name -> name.startsWith(OURS))
                .map(name -> name.substring(OURS.length()))
                .filter(Opening.ALWAYS::contains)
                .filter(module -> registry.entry(module).isEmpty());
    }
}
