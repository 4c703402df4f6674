package org.stepwise.kernel.internal.module;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;

/** Whether bundles find what they need, asked before anything of the version before is stopped. */
final class Wiring {
    private final BundleContext context;

    Wiring(BundleContext context) {
        this.context = context;
    }

    /** Resolves them; nobody else is touched. @throws Unfit naming the first thing that is missing */
    void require(List<Bundle> bundles) {
        if (bundles.isEmpty()) return;
        for (Bundle bundle : bundles) {
            for (BundleRequirement need : bundle.adapt(BundleRevision.class).getDeclaredRequirements(null)) {
                if (mandatory(need) && framework().findProviders(need).isEmpty()) throw missing(bundle, need);
            }
        }
        if (!framework().resolveBundles(bundles)) {
            throw Unfit.because("unresolved", Map.of("bundle", name(bundles.get(bundles.size() - 1))));
        }
    }

    private FrameworkWiring framework() {
        return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    }

    private static boolean mandatory(BundleRequirement need) {
        Map<String, String> directives = need.getDirectives();
        String effective =
                directives.getOrDefault(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE, Namespace.EFFECTIVE_RESOLVE);
        return effective.equals(Namespace.EFFECTIVE_RESOLVE)
                && !Namespace.RESOLUTION_OPTIONAL.equals(directives.get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE))
                && !"dynamic".equals(directives.get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE));
    }

    private Unfit missing(Bundle bundle, BundleRequirement need) {
        String filter = need.getDirectives().getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "");
        if (!need.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE)) {
            return Unfit.because(
                    "capability", Map.of("bundle", name(bundle), "what", need.getNamespace() + " " + filter));
        }
        String wanted = filter.replaceFirst("(?s).*\\(osgi\\.wiring\\.package=([^)]*)\\).*", "$1");
        String here = exported(wanted);
        if (here.isEmpty()) return Unfit.because("package", Map.of("bundle", name(bundle), "package", wanted));
        return Unfit.because(
                "version", Map.of("bundle", name(bundle), "package", wanted, "here", here, "wanted", range(filter)));
    }

    private static String range(String filter) {
        return filter.replaceFirst("^\\(&\\(osgi\\.wiring\\.package=[^)]*\\)", "")
                .replaceFirst("\\)$", "");
    }

    /** Versions in which a package is here. */
    private String exported(String wanted) {
        return java.util.stream.Stream.of(context.getBundles())
                .map(bundle -> bundle.adapt(BundleRevision.class))
                .filter(revision -> revision != null)
                .map(revision -> revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE))
                .flatMap(Collection<BundleCapability>::stream)
                .map(BundleCapability::getAttributes)
                .filter(export -> wanted.equals(export.get(PackageNamespace.PACKAGE_NAMESPACE)))
                .map(export -> String.valueOf(export.get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE)))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String name(Bundle bundle) {
        return bundle.getSymbolicName() + " " + bundle.getVersion();
    }
}
