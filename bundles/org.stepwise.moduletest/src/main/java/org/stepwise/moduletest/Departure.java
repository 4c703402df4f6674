package org.stepwise.moduletest;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.framework.BundleException;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.job.Jobs;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.testkit.TestKernel;

/**
 * A module comes with a class loader of its own, on a kernel of its own, is used and goes; then nothing of it may be left. The thread
 * that used it stays until that is known, as those of a server do.
 */
final class Departure {
    private final String bundle;
    private final Path classes;
    private final Map<String, String> headers;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /** @param classes directory of the module's classes and files */
    Departure(String bundle, Path classes, Map<String, String> headers) {
        this.bundle = bundle;
        this.classes = classes;
        this.headers = headers;
    }

    /** What it leaves behind, in sentences. */
    List<String> problems() throws InterruptedException {
        String home = System.getProperty("stepwise.home", "");
        AtomicReference<WeakReference<ClassLoader>> loader = new AtomicReference<>();
        CountDownLatch gone = new CountDownLatch(1);
        CountDownLatch known = new CountDownLatch(1);
        Thread visitor = new Thread(() -> visits(loader, gone, known), "visitor");
        visitor.setDaemon(true);
        visitor.start();
        try {
            if (!gone.await(5, TimeUnit.MINUTES)) throw new AssertionError(bundle + " does not go");
            if (failure.get() != null) throw new AssertionError(bundle + " cannot be tried", failure.get());
            return Remains.of(loader.get());
        } finally {
            known.countDown();
            System.setProperty("stepwise.home", home);
        }
    }

    private void visits(AtomicReference<WeakReference<ClassLoader>> loader, CountDownLatch gone, CountDownLatch known) {
        try {
            loader.set(new WeakReference<>(comesAndGoes()));
        } catch (RuntimeException | Error e) {
            failure.set(e);
        }
        gone.countDown();
        try {
            known.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ClassLoader comesAndGoes() {
        ClassLoader loader = new OwnLoader(classes);
        String module = bundle.substring(bundle.lastIndexOf('.') + 1);
        TestKernel kernel =
                TestKernel.onDerby().only(KernelBundles.NAMES::contains).with(bundle, loader, classes, headers);
        ModuleCompany company = ModuleCompany.on(kernel, module).person("visitor", "east", Roles.STAFF);
        company.before();
        try {
            uses(company, module);
        } finally {
            ends(company);
        }
        return loader;
    }

    /** The framework too, whose threads know every bundle. */
    private static void ends(ModuleCompany company) {
        company.after();
        try {
            company.kernel().context().getBundle(0).stop();
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void uses(ModuleCompany company, String module) {
        List<String> types = new ArrayList<>();
        for (RecordType<?> type : company.get(Types.class).all())
            if (type.module().equals(module)) types.add(type.id());
        for (String type : types) {
            company.pages().as("visitor").get("/" + type.replace('.', '/'));
            company.pages().as("visitor").get("/" + type.replace('.', '/') + "/new");
        }
        company.pages().as("visitor").get("/");
        Jobs jobs = company.get(Jobs.class);
        for (Jobs.Info job : company.kernel().system(jobs::jobs)) {
            if (!job.id().startsWith(module + "/")) continue;
            long run = company.kernel().system(() -> jobs.start(job.id()));
            TestKernel.await(job.id() + " ends", () -> ended(company.kernel(), jobs, run));
        }
    }

    private static boolean ended(TestKernel kernel, Jobs jobs, long run) {
        return kernel.system(() -> jobs.run(run).map(Jobs.Run::state))
                .filter(Set.of(Jobs.State.DONE, Jobs.State.FAILED, Jobs.State.CANCELLED)::contains)
                .isPresent();
    }
}
