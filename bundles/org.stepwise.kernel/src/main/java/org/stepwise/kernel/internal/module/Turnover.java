package org.stepwise.kernel.internal.module;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.internal.release.JarFacts;
import org.stepwise.kernel.internal.release.ReleaseRules;

/**
 * Puts one version of a module in the place of another on this node: the new one is resolved while the old one still runs, the old one
 * is stopped, the new one started, and its schema migrated as the last step of all, in the transaction that makes it the one that may
 * run. Whatever fails before that moment leaves the old one as it was; after it there is nothing left that can fail.
 */
final class Turnover {
    private static final Logger LOG = LoggerFactory.getLogger(Turnover.class);
    private final Registry registry;
    private final OsgiModules running;
    private final KarafFeatures own;
    private final ReleaseRules rules;
    private final ReleaseBundles bundles;
    private final Wiring wiring;
    private final Readiness readiness;

    Turnover(Registry registry, OsgiModules running, KarafFeatures own, ReleaseRules rules, BundleContext context) {
        this.registry = registry;
        this.running = running;
        this.own = own;
        this.rules = rules;
        this.bundles = new ReleaseBundles(context);
        this.wiring = new Wiring(context);
        this.readiness = new Readiness(registry);
    }

    /** What is here of a module before. @param own is the server's own installed? */
    private record Before(List<Bundle> bundles, boolean own, String release) {}

    /**
     * Under the lock of the life cycle.
     *
     * @param jars none for the server's own
     * @param note what is written down in the transaction that makes it the one
     * @throws Unfit when everything is as it was before
     */
    void bring(String module, String release, List<JarFacts> jars, Runnable note) {
        Before before = before(module);
        List<Bundle> fresh = release.isEmpty() ? List.of() : bundles.install(module, release, jars);
        try {
            wiring.require(fresh);
            bundles.stop(before.bundles());
            registry.admit(module, release, note);
            start(module, release, fresh);
        } catch (RuntimeException e) {
            if (!registry.dismiss(module, release)) {
                takeBack(module, fresh, before);
                throw Unfit.of(e);
            }
        }
        registry.dismiss(module, release);
        tidy(module, fresh, before);
    }

    /** The new one runs: what goes wrong now is put right by the next round that follows the books. */
    private void tidy(String module, List<Bundle> fresh, Before before) {
        try {
            bundles.remain(fresh);
            bundles.remove(before.bundles().stream()
                    .filter(ReleaseBundles::fromOutside)
                    .toList());
            if (before.own() && !fresh.isEmpty()) own.uninstall(module);
        } catch (RuntimeException e) {
            LOG.warn("module {}: the former version is not tidied away yet: {}", module, e.getMessage());
        }
    }

    private Before before(String module) {
        boolean installed = own.carries(module) && own.installed(module);
        List<Bundle> here = new ArrayList<>(bundles.of(module));
        if (installed) here.addAll(own.bundles(module));
        String release = here.stream().findFirst().map(ReleaseBundles::release).orElse("");
        return new Before(List.copyOf(here), installed, release);
    }

    private void start(String module, String release, List<Bundle> fresh) {
        if (release.isEmpty()) own.install(module);
        else bundles.start(module, fresh, rules.patience());
        List<Bundle> started = release.isEmpty() ? own.bundles(module) : fresh;
        readiness.await(module, release, waits(started), rules.patience());
    }

    /** Waits for a version that is here; none is waited for when the module is not. @throws Unfit with the reason */
    void await(String module, String release) {
        List<Bundle> here = release.isEmpty() ? own.bundles(module) : bundles.of(module, release);
        if (!here.isEmpty()) readiness.await(module, release, waits(here), rules.patience());
    }

    private Supplier<List<String>> waits(List<Bundle> started) {
        return () -> started.stream()
                .flatMap(bundle -> running.waitsFor(bundle).stream())
                .toList();
    }

    private void takeBack(String module, List<Bundle> fresh, Before before) {
        bundles.remove(fresh);
        if (!before.own() && own.carries(module) && own.installed(module)) own.uninstall(module);
        if (before.bundles().isEmpty()) return;
        try {
            bundles.start(module, before.bundles(), rules.patience());
            readiness.await(module, before.release(), waits(before.bundles()), rules.patience());
        } catch (RuntimeException e) {
            LOG.error("module {} {} does not come back: {}", module, before.release(), e.getMessage(), e);
        }
    }
}
