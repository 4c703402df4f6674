package org.stepwise.kernel.internal.module;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.internal.release.JarFacts;
import org.stepwise.kernel.internal.release.Shelf;

/**
 * Bundles of releases from outside, told by their location {@code stepwise-module:ID/VERSION/NAME}. Two versions may be installed side
 * by side; one is started.
 */
final class ReleaseBundles {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseBundles.class);
    private static final String SCHEME = "stepwise-module:";
    private static final int START_LEVEL = 85;
    private static final Duration FOR_ENDING = Duration.ofSeconds(10);
    private static final Duration FOR_SERVER = Duration.ofMinutes(1);
    private static final long ROUND_NANOS = 50_000_000;
    private final BundleContext context;

    ReleaseBundles(BundleContext context) {
        this.context = context;
    }

    /** Version of the release that a bundle belongs to, "" for one of the server itself. */
    static String release(Bundle bundle) {
        String location = bundle.getLocation();
        return location.startsWith(SCHEME) ? location.split("/")[1] : "";
    }

    /** Of all jars of the bundle's release, as they are kept in the home. */
    static long bytes(Bundle bundle) {
        String module = bundle.getLocation().substring(SCHEME.length()).split("/")[0];
        return Shelf.ofThisHome().bytes(module, release(bundle));
    }

    static boolean fromOutside(Bundle bundle) {
        return bundle.getLocation().startsWith(SCHEME);
    }

    /** Of all versions that are here. */
    List<Bundle> of(String module) {
        return starting(SCHEME + module + "/");
    }

    List<Bundle> of(String module, String version) {
        return starting(SCHEME + module + "/" + version + "/");
    }

    private List<Bundle> starting(String location) {
        return Stream.of(context.getBundles())
                .filter(bundle -> bundle.getLocation().startsWith(location))
                .toList();
    }

    /** Ids of modules of which a bundle is here. */
    List<String> modules() {
        return Stream.of(context.getBundles())
                .filter(ReleaseBundles::fromOutside)
                .map(bundle -> bundle.getLocation().substring(SCHEME.length()).split("/")[0])
                .distinct()
                .toList();
    }

    /** Neither resolved nor started. In the order of the jars. */
    List<Bundle> install(String module, String version, List<JarFacts> jars) {
        List<Bundle> made = new ArrayList<>();
        for (JarFacts jar : jars) {
            try (InputStream in = Files.newInputStream(jar.file())) {
                Bundle bundle =
                        context.installBundle(SCHEME + module + "/" + version + "/" + jar.bundle() + ".jar", in);
                bundle.adapt(BundleStartLevel.class).setStartLevel(START_LEVEL);
                made.add(bundle);
            } catch (BundleException | IOException e) {
                remove(made);
                throw Unfit.because("install", Map.of("bundle", jar.bundle(), "what", String.valueOf(e.getMessage())));
            }
        }
        return made;
    }

    /** Starts them for this run of the server only, in order. */
    void start(String module, List<Bundle> bundles, Duration patience) {
        FutureTask<Boolean> starting = new FutureTask<>(() -> {
            for (Bundle bundle : bundles) if (!fragment(bundle)) bundle.start(Bundle.START_TRANSIENT);
            return true;
        });
        Thread thread = daemon("stepwise-start-" + module, starting);
        try {
            starting.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            throw Unfit.because("late", Map.of("seconds", patience.toSeconds(), "what", "start"));
        } catch (ExecutionException e) {
            throw Unfit.because("start", Map.of("what", innermost(e.getCause())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Unfit.because("start", Map.of("what", "interrupted"));
        }
    }

    /** While the server itself is still starting its bundles, nobody takes any from under its hands. */
    void awaitServer() {
        FrameworkStartLevel level =
                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkStartLevel.class);
        long end = System.nanoTime() + FOR_SERVER.toNanos();
        while (level.getStartLevel() <= START_LEVEL && System.nanoTime() < end) LockSupport.parkNanos(ROUND_NANOS);
    }

    boolean started(List<Bundle> bundles) {
        return bundles.stream().allMatch(bundle -> fragment(bundle) || bundle.getState() == Bundle.ACTIVE);
    }

    /** They start with the server from now on. */
    void remain(List<Bundle> bundles) {
        for (Bundle bundle : bundles) {
            try {
                if (!fragment(bundle)) bundle.start();
            } catch (BundleException e) {
                throw Unfit.because("start", Map.of("what", innermost(e)));
            }
        }
    }

    /** For now: whatever happens to this server, they start with it again. The module's own goes first. */
    void stop(List<Bundle> bundles) {
        for (int i = bundles.size() - 1; i >= 0; i--) {
            try {
                if (!fragment(bundles.get(i))) bundles.get(i).stop(Bundle.STOP_TRANSIENT);
            } catch (BundleException e) {
                LOG.warn("{} does not stop well: {}", bundles.get(i), e.getMessage());
            }
        }
    }

    /** Nobody waits for one that is still busy starting; it goes when it has ended. */
    void remove(List<Bundle> bundles) {
        FutureTask<Boolean> removing = new FutureTask<>(() -> {
            for (int i = bundles.size() - 1; i >= 0; i--) uninstall(bundles.get(i));
            refresh(bundles);
            return true;
        });
        daemon("stepwise-uninstall", removing);
        try {
            removing.get(FOR_ENDING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("{} are still busy; they are uninstalled when they have ended", bundles);
        } catch (ExecutionException e) {
            LOG.warn("{} are not uninstalled: {}", bundles, e.getCause().toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void uninstall(Bundle bundle) {
        try {
            if (bundle.getState() != Bundle.UNINSTALLED) bundle.uninstall();
        } catch (BundleException | IllegalStateException e) {
            LOG.warn("{} is not uninstalled: {}", bundle, e.getMessage());
        }
    }

    /** Only those, so that the old classes are let go: nobody else uses a module's packages. */
    private void refresh(List<Bundle> bundles) {
        if (bundles.isEmpty()) return;
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkWiring.class)
                .refreshBundles(bundles);
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static boolean fragment(Bundle bundle) {
        return bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
    }

    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) cause = cause.getCause();
        return String.valueOf(cause.getMessage());
    }
}
