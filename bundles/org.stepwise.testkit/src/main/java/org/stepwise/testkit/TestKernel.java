package org.stepwise.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.felix.connect.PojoServiceRegistryFactoryImpl;
import org.apache.felix.connect.launch.BundleDescriptor;
import org.apache.felix.connect.launch.ClasspathScanner;
import org.apache.felix.connect.launch.PojoServiceRegistry;
import org.apache.felix.connect.launch.PojoServiceRegistryFactory;
import org.junit.rules.ExternalResource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.util.tracker.ServiceTracker;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.module.Health;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.module.Started;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.signin.SignIn;

/**
 * The kernel in a plain JVM, as a JUnit rule: every bundle of ours and every module on the class path is started with the real
 * Declarative Services, on Derby in memory, or on PostgreSQL with {@link #onPostgres}. One instance a class ({@code @ClassRule}); not for parallel tests.
 */
public final class TestKernel extends ExternalResource {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final String url;
    private final TestClock clock = new TestClock();
    private Predicate<String> wanted = name -> true;
    private final Map<String, BundleDescriptor> others = new HashMap<>();
    private PojoServiceRegistry registry;
    private Path home;

    private TestKernel(String url) {
        this.url = url;
    }

    public static TestKernel onDerby() {
        return new TestKernel("jdbc:derby:memory:" + UUID.randomUUID() + ";create=true");
    }

    /** Address of a throw-away PostgreSQL, given by {@code ./stepwise test}; empty when there is none. */
    public static Optional<String> postgres() {
        return Optional.ofNullable(System.getProperty("stepwise.test.postgres")).filter(text -> !text.isBlank());
    }

    /** On a database of its own: a new one on the throw-away PostgreSQL where there is one, else Derby in memory. */
    public static TestKernel fresh() {
        return postgres().map(server -> on(newDatabase(server))).orElseGet(TestKernel::onDerby);
    }

    /** On PostgreSQL always: the throw-away one where there is one, else one that runs until the JVM ends. */
    public static TestKernel onPostgres() {
        return on(newDatabase(postgres().orElseGet(OwnPostgres::shared)));
    }

    private static String newDatabase(String server) {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = DriverManager.getConnection(server);
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("no new database on " + server, e);
        }
        return server.replaceFirst("^(jdbc:postgresql://[^/]+/)[^?]*", "$1" + name);
    }

    /** @param url an empty database */
    public static TestKernel on(String url) {
        return new TestKernel(url);
    }

    /** Before the start: only those of the bundles on the class path, by symbolic name. */
    public TestKernel only(Predicate<String> bundles) {
        wanted = bundles;
        return this;
    }

    /** Before the start: a bundle with a class loader of its own, instead of one on the class path with its name or beside those. */
    public TestKernel with(String bundle, ClassLoader loader, Path classes, Map<String, String> headers) {
        others.put(bundle, new BundleDescriptor(loader, classes.toUri().toString(), headers));
        return this;
    }

    @Override
    public void before() {
        try {
            home = Files.createTempDirectory("stepwise-test");
            System.setProperty("stepwise.home", home.toString());
            start();
        } catch (Exception e) {
            throw new IllegalStateException("the kernel does not start", e);
        }
        Health modules = health();
        await(
                "the kernel is ready",
                () -> modules.problems().isEmpty(),
                () -> modules.problems().toString());
        get(Started.class);
        awaitFirstAccount();
    }

    /** Where there is sign-in, it makes an account at the first start; tests that change the organisation would get in its way. */
    private void awaitFirstAccount() {
        BundleContext context = registry.getBundleContext();
        boolean made =
                context.getServiceReference(SignIn.class) != null && context.getServiceReference(Records.class) != null;
        if (!made) return;
        Directory directory = get(Directory.class);
        await("the first account is made", () -> directory.account("admin").isPresent());
    }

    /** Like {@link #before} without waiting for the kernel's modules, for tests of parts below them. */
    public TestKernel startOnly() {
        try {
            home = Files.createTempDirectory("stepwise-test");
            System.setProperty("stepwise.home", home.toString());
            start();
        } catch (Exception e) {
            throw new IllegalStateException("the kernel does not start", e);
        }
        return this;
    }

    private Health health() {
        return get(
                Health.class,
                reference ->
                        String.valueOf(reference.getProperty("component.name")).contains("Modules"));
    }

    private void start() throws Exception {
        List<BundleDescriptor> infrastructure = new ArrayList<>();
        List<BundleDescriptor> ours = new ArrayList<>();
        for (BundleDescriptor bundle : new ClasspathScanner().scanForBundles("(Bundle-SymbolicName=*)")) {
            String name = bundle.getHeaders().get("Bundle-SymbolicName").split(";")[0];
            if (name.equals("org.apache.felix.scr") || name.equals("org.apache.felix.configadmin")) {
                infrastructure.add(bundle);
            } else if (starts(name, bundle.getHeaders()) && wanted.test(name) && !others.containsKey(name)) {
                ours.add(bundle);
            }
        }
        ours.addAll(others.values());
        Map<String, Object> settings = new HashMap<>();
        settings.put(PojoServiceRegistryFactory.BUNDLE_DESCRIPTORS, infrastructure);
        settings.put("org.osgi.framework.storage", home.resolve("osgi").toString());
        registry = new PojoServiceRegistryFactoryImpl().newPojoServiceRegistry(settings);
        registry.registerService(Clock.class.getName(), clock, ranked(1000));
        ServiceComponentRuntime runtime = new PlainRuntime(get(ServiceComponentRuntime.class)).proxy();
        registry.registerService(ServiceComponentRuntime.class.getName(), runtime, ranked(1000));
        Hashtable<String, Object> config = new Hashtable<>();
        config.put("database.url", url);
        get(ConfigurationAdmin.class)
                .getConfiguration("org.stepwise.kernel", "?")
                .update(config);
        registry.startBundles(ours);
    }

    /** Ours, and the modules of partners; not what is there for tests alone. */
    private static boolean starts(String name, Map<String, String> headers) {
        if (name.equals("org.stepwise.testkit") || name.equals("org.stepwise.moduletest")) return false;
        boolean module = headers.getOrDefault("Import-Package", "").contains("org.stepwise.kernel.api.module");
        return name.startsWith("org.stepwise.") || module;
    }

    private static Hashtable<String, Object> ranked(int ranking) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("service.ranking", ranking);
        return properties;
    }

    @Override
    public void after() {
        if (registry == null) return;
        Bundle[] bundles = registry.getBundleContext().getBundles();
        for (int i = bundles.length - 1; i > 0; i--) {
            try {
                bundles[i].stop();
            } catch (Exception e) {
                throw new IllegalStateException(bundles[i] + " does not stop", e);
            }
        }
    }

    /** A service, waited for. */
    public <T> T get(Class<T> service) {
        return get(service, reference -> true);
    }

    private <T> T get(Class<T> service, Predicate<ServiceReference<T>> wanted) {
        ServiceTracker<T, T> tracker = new ServiceTracker<>(registry.getBundleContext(), service, null);
        tracker.open();
        List<T> found = new ArrayList<>();
        await(
                service.getName() + " is there",
                () -> {
                    ServiceReference<T>[] references = tracker.getServiceReferences();
                    if (references == null) return false;
                    for (ServiceReference<T> reference : references) {
                        if (wanted.test(reference)) found.add(tracker.getService(reference));
                    }
                    return !found.isEmpty();
                },
                () -> "components: " + org.stepwise.testkit.Components.unsatisfied(registry.getBundleContext()));
        T best = found.size() == 1
                ? found.get(0)
                : Optional.ofNullable(tracker.getService()).orElse(found.get(0));
        return best;
    }

    public TestClock clock() {
        return clock;
    }

    public Path home() {
        return home;
    }

    public BundleContext context() {
        return registry.getBundleContext();
    }

    /** Waits for a condition; fails with what it hangs on. */
    public static void await(String what, BooleanSupplier condition, Supplier<String> state) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError("never: " + what + "; " + state.get());
            java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
        }
    }

    public static void await(String what, BooleanSupplier condition) {
        await(what, condition, () -> "");
    }

    /** Runs the work as that person. */
    public <T> T as(String account, Supplier<T> work) {
        Callers callers = get(Callers.class);
        return callers.as(callers.account(account, Door.REST), work);
    }

    public void as(String account, Runnable work) {
        as(account, () -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    /** Runs the work as the system. */
    public <T> T system(Supplier<T> work) {
        Callers callers = get(Callers.class);
        Caller system = callers.system("test");
        return callers.as(system, work);
    }

    public void system(Runnable work) {
        system(() -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    /**
     * Installs a module that stands among the tests, and waits until it is ready.
     *
     * @param root directory of its files among the test resources, in place of {@code STEPWISE-INF}
     */
    public Installed install(Module module, String root, RecordType<?>... types) {
        Installed installed = offer(module, root, types);
        Types ready = get(Types.class);
        for (RecordType<?> type : types) {
            await(type.id() + " is ready", () -> ready.find(type.id()).isPresent(), () -> module.id());
        }
        return installed;
    }

    /** The same without waiting, for modules that fail. */
    public Installed offer(Module module, String root, RecordType<?>... types) {
        BundleContext context = bundleOf(module.getClass());
        List<ServiceRegistration<?>> registrations = new ArrayList<>();
        for (RecordType<?> type : types) registrations.add(register(context, RecordType.class, type, root));
        registrations.add(0, register(context, Module.class, module, root));
        return () -> registrations.forEach(ServiceRegistration::unregister);
    }

    /** Registers any other service as if the test module had it. */
    public <T> ServiceRegistration<T> register(Class<T> service, T object, Map<String, Object> properties) {
        Dictionary<String, Object> all = new Hashtable<>(properties);
        return bundleOf(object.getClass()).registerService(service, object, all);
    }

    private static <T> ServiceRegistration<T> register(BundleContext context, Class<T> service, T object, String root) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("stepwise.root", root);
        return context.registerService(service, object, properties);
    }

    /** The directory or jar of the test's classes as a bundle, started once. */
    private BundleContext bundleOf(Class<?> type) {
        URL location = type.getProtectionDomain().getCodeSource().getLocation();
        String name = "test:" + location;
        for (Bundle bundle : registry.getBundleContext().getBundles()) {
            if (name.equals(bundle.getSymbolicName()) && bundle.getBundleContext() != null)
                return bundle.getBundleContext();
        }
        Map<String, String> headers =
                Map.of("Bundle-SymbolicName", name, "Bundle-Version", "1.0.0", "Bundle-ManifestVersion", "2");
        try {
            registry.startBundles(List.of(new BundleDescriptor(type.getClassLoader(), location.toString(), headers)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return bundleOf(type);
    }

    /** A test's module; closing it uninstalls it. */
    public interface Installed extends AutoCloseable {
        @Override
        void close();
    }
}
