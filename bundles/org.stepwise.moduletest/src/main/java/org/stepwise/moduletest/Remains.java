package org.stepwise.moduletest;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * What a module leaves behind that keeps its classes in memory when it is gone: threads, values of thread-locals, registrations in the
 * JVM. On a server each switching on and off, and each upgrade, would leave one more copy of them.
 */
final class Remains {
    private static final long SOON_NANOS = TimeUnit.SECONDS.toNanos(15);
    /** The kernel's own threads may be slow to end on a busy machine. */
    private static final long LATEST_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final WeakReference<ClassLoader> loader;

    private Remains(WeakReference<ClassLoader> loader) {
        this.loader = loader;
    }

    /** @param loader of a module that is gone; whoever asks holds it by nothing else */
    static List<String> of(WeakReference<ClassLoader> loader) {
        Remains remains = new Remains(loader);
        if (remains.collected(SOON_NANOS)) return List.of();
        Set<String> found = remains.named();
        if (found.isEmpty()) {
            if (remains.collected(LATEST_NANOS)) return List.of();
            found = remains.named();
        }
        if (found.isEmpty())
            found.add(
                    "Something still holds classes of the module after it stopped: a static field, a cache or a listener"
                            + " of a library that it gave an object to. Take back in @Deactivate whatever was given. Memory is written to "
                            + dumped() + ".");
        return new ArrayList<>(found);
    }

    private Set<String> named() {
        Set<String> found = new TreeSet<>();
        threads(found);
        threadLocals(found);
        beans(found);
        drivers(found);
        hooks(found);
        return found;
    }

    private boolean collected(long nanos) {
        long end = System.nanoTime() + nanos;
        while (!loader.refersTo(null)) {
            if (System.nanoTime() > end) return false;
            System.gc();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return true;
    }

    /** For whoever looks for the one who holds them. */
    private static String dumped() {
        Path heap = Path.of("target", "remains-" + System.nanoTime() + ".hprof").toAbsolutePath();
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
                            "dumpHeap",
                            new Object[] {heap.toString(), true},
                            new String[] {String.class.getName(), "boolean"});
            return heap.toString();
        } catch (JMException e) {
            return "no file (" + e.getMessage() + ")";
        }
    }

    private boolean ofModule(Object object) {
        if (object == null) return false;
        Class<?> type = object instanceof Class<?> itself ? itself : object.getClass();
        return type.getClassLoader() != null && loader.refersTo(type.getClassLoader());
    }

    private void threads(Set<String> found) {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            boolean its = ofModule(thread)
                    || thread.getContextClassLoader() != null && loader.refersTo(thread.getContextClassLoader())
                    || ofModule(Inside.field(Thread.class, "target", thread).orElse(null))
                    || runs(thread);
            if (its)
                found.add(
                        "Thread '" + thread.getName()
                                + "' still runs after the module stopped. End it in @Deactivate, or let a job of the kernel do the work.");
        }
    }

    /** Is a method of the module under way on it? */
    private boolean runs(Thread thread) {
        ClassLoader there = loader.get();
        for (StackTraceElement step : thread.getStackTrace()) {
            if (there instanceof OwnLoader own && own.has(step.getClassName())) return true;
        }
        return false;
    }

    private void threadLocals(Set<String> found) {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            for (Object value : Inside.threadLocals(thread)) {
                if (ofModule(value))
                    found.add("A thread-local of thread '" + thread.getName() + "' still holds "
                            + value.getClass().getName()
                            + " after the module stopped. Call remove() in a finally block where it was set.");
            }
        }
    }

    private void beans(Set<String> found) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName name : server.queryNames(null, null)) {
            try {
                ClassLoader its = server.getClassLoaderFor(name);
                if (its != null && loader.refersTo(its))
                    found.add("MBean " + name
                            + " is still registered after the module stopped. Unregister it in @Deactivate.");
            } catch (InstanceNotFoundException gone) {
                // it went meanwhile
            }
        }
    }

    private void drivers(Set<String> found) {
        for (Object driver : Inside.drivers()) {
            if (ofModule(driver))
                found.add("JDBC driver " + driver.getClass().getName()
                        + " is still registered after the module stopped. Deregister it in @Deactivate.");
        }
    }

    private void hooks(Set<String> found) {
        for (Object hook : Inside.shutdownHooks()) {
            boolean its = ofModule(hook)
                    || ofModule(Inside.field(Thread.class, "target", hook).orElse(null))
                    || hook instanceof Thread thread
                            && thread.getContextClassLoader() != null
                            && loader.refersTo(thread.getContextClassLoader());
            if (its)
                found.add(
                        "A shutdown hook of the module is still registered after it stopped. Do that work in @Deactivate.");
        }
    }
}
