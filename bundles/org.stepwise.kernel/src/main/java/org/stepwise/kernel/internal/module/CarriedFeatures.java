package org.stepwise.kernel.internal.module;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.release.JarFacts;
import org.stepwise.kernel.internal.release.ReleaseRows;
import org.stepwise.kernel.internal.release.ReleaseRules;
import org.stepwise.kernel.internal.release.Shelf;

/** What can be installed: the version from outside that may run, else the server's own. */
@Component(service = {Features.class, CarriedFeatures.class})
public final class CarriedFeatures implements Features {
    private final KarafFeatures own;
    private final Transactions transactions;
    private final ReleaseRules rules;
    private final ReleaseBundles bundles;
    private final Shelf shelf = Shelf.ofThisHome();
    private volatile Map<String, String> current = Map.of();

    @Activate
    public CarriedFeatures(
            @Reference KarafFeatures own,
            @Reference Transactions transactions,
            @Reference ReleaseRules rules,
            BundleContext context) {
        this.own = own;
        this.transactions = transactions;
        this.rules = rules;
        this.bundles = new ReleaseBundles(context);
    }

    /** Reads again which versions may run: after each change, and when other nodes may have made one. */
    void read() {
        current = transactions.read(() -> new ReleaseRows(transactions.sql()).allCurrent());
    }

    /** The one that may run, "" for the server's own. */
    String current(String module) {
        return current.getOrDefault(module, "");
    }

    @Override
    public List<String> modules() {
        Set<String> all = new TreeSet<>(own.modules());
        all.addAll(current.keySet());
        return List.copyOf(all);
    }

    @Override
    public boolean installed(String module) {
        return !bundles.of(module).isEmpty() || ownInstalled(module);
    }

    @Override
    public String version(String module) {
        String version = current(module);
        return version.isEmpty() ? own.version(module) : version;
    }

    @Override
    public void install(String module) {
        String version = current(module);
        install(module, version, version.isEmpty() ? List.of() : jars(module, version));
    }

    private void install(String module, String version, List<JarFacts> jars) {
        if (version.isEmpty()) {
            own.install(module);
            return;
        }
        List<Bundle> here = bundles.of(module, version);
        if (here.isEmpty()) here = bundles.install(module, version, jars);
        bundles.start(module, here, rules.patience());
        bundles.remain(here);
    }

    /** From the home, or as another node brought them. */
    List<JarFacts> jars(String module, String version) {
        if (!shelf.holds(module, version)) {
            byte[] archive = transactions
                    .read(() -> new ReleaseRows(transactions.sql()).archive(module, version))
                    .orElseThrow(() -> Unfit.because("noArchive", Map.of("version", version)));
            shelf.bring(module, version, archive);
        }
        return shelf.jars(module, version);
    }

    @Override
    public void uninstall(String module) {
        List<Bundle> here = bundles.of(module);
        bundles.stop(here);
        bundles.remove(here);
        if (ownInstalled(module)) own.uninstall(module);
    }

    /** Modules that are here in another version than the one that may run, or in two. */
    List<String> astray() {
        Set<String> here = new TreeSet<>(bundles.modules());
        current.keySet().stream().filter(this::ownInstalled).forEach(here::add);
        return here.stream().filter(module -> !straight(module)).toList();
    }

    private boolean ownInstalled(String module) {
        return own.carries(module) && own.installed(module);
    }

    private boolean straight(String module) {
        String version = current(module);
        List<Bundle> right = version.isEmpty() ? List.of() : bundles.of(module, version);
        boolean only = bundles.of(module).size() == right.size();
        if (version.isEmpty()) return only;
        return only && !ownInstalled(module) && !right.isEmpty() && bundles.started(right);
    }

    /** The one that may run takes the place of whatever is here. */
    void conform(String module) {
        String version = current(module);
        List<Bundle> wrong = bundles.of(module).stream()
                .filter(bundle -> !ReleaseBundles.release(bundle).equals(version))
                .toList();
        List<JarFacts> jars = version.isEmpty() ? List.of() : jars(module, version);
        bundles.awaitServer();
        bundles.stop(wrong);
        bundles.remove(wrong);
        if (!version.isEmpty() && ownInstalled(module)) own.uninstall(module);
        if (!version.isEmpty() || own.carries(module)) install(module, version, jars);
    }

    @Override
    public List<Jar> missing(String module) {
        String version = current(module);
        if (version.isEmpty()) return own.missing(module);
        if (!bundles.of(module, version).isEmpty()) return List.of();
        List<Jar> found = new ArrayList<>();
        for (JarFacts jar : shelf.jars(module, version))
            found.add(new Jar(jar.bundle(), jar.version(), Optional.of(jar.file())));
        return found;
    }
}
