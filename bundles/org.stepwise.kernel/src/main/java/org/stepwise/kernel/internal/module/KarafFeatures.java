package org.stepwise.kernel.internal.module;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.karaf.features.BundleInfo;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeaturesService;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.internal.release.JarFacts;

/** Modules that the server itself carries, as features of the Karaf container. */
@Component(service = KarafFeatures.class)
public final class KarafFeatures implements Features {
    private static final String PREFIX = "stepwise-";
    private static final Set<String> NOT_MODULES = Set.of("kernel", "platform", "all", "demo");
    private final FeaturesService features;
    private final BundleContext context;

    @Activate
    public KarafFeatures(@Reference FeaturesService features, BundleContext context) {
        this.features = features;
        this.context = context;
    }

    @Override
    public List<String> modules() {
        return asking(() -> Stream.of(features.listFeatures())
                .map(Feature::getName)
                .filter(name -> name.startsWith(PREFIX))
                .map(name -> name.substring(PREFIX.length()))
                .filter(name -> name.matches("[a-z][a-z0-9]*") && !NOT_MODULES.contains(name))
                .distinct()
                .sorted()
                .toList());
    }

    @Override
    public boolean installed(String module) {
        return asking(() -> features.isInstalled(feature(module)));
    }

    @Override
    public String version(String module) {
        return feature(module).getVersion();
    }

    @Override
    public void install(String module) {
        Feature feature = feature(module);
        asking(() -> {
            features.installFeature(
                    feature.getName(), feature.getVersion(), EnumSet.of(FeaturesService.Option.NoAutoRefreshBundles));
            return null;
        });
    }

    @Override
    public void uninstall(String module) {
        Feature feature = feature(module);
        asking(() -> {
            features.uninstallFeature(
                    feature.getName(), feature.getVersion(), EnumSet.of(FeaturesService.Option.NoAutoRefreshBundles));
            return null;
        });
    }

    @Override
    public List<Jar> missing(String module) {
        Set<String> present =
                Stream.of(context.getBundles()).map(Bundle::getLocation).collect(Collectors.toSet());
        return feature(module).getBundles().stream()
                .map(BundleInfo::getLocation)
                .filter(location -> !present.contains(location))
                .map(ServerJar::of)
                .toList();
    }

    /** Names of features that stand for something else. */
    static boolean reserved(String module) {
        return NOT_MODULES.contains(module);
    }

    boolean carries(String module) {
        return asking(() -> features.getFeature(PREFIX + module)) != null;
    }

    /** Those of the module's own feature that are here. */
    List<Bundle> bundles(String module) {
        if (!carries(module)) return List.of();
        Set<String> locations = feature(module).getBundles().stream()
                .map(BundleInfo::getLocation)
                .collect(Collectors.toSet());
        return Stream.of(context.getBundles())
                .filter(bundle -> locations.contains(bundle.getLocation()))
                .toList();
    }

    /** Symbolic names of the module's own bundles, as their jars say where they are not here. */
    Set<String> names(String module) {
        if (!carries(module)) return Set.of();
        Set<String> names =
                bundles(module).stream().map(Bundle::getSymbolicName).collect(Collectors.toSet());
        missing(module)
                .forEach(jar -> names.add(jar.file()
                        .map(file -> JarFacts.of(file, jar.name()).bundle())
                        .orElse(jar.name())));
        return names;
    }

    private Feature feature(String module) {
        Feature feature = asking(() -> features.getFeature(PREFIX + module));
        if (feature == null) throw NotFound.of(module);
        return feature;
    }

    /** A question to the container, whose interface throws anything. */
    private interface Question<T> {
        T ask() throws Exception;
    }

    private static <T> T asking(Question<T> question) {
        try {
            return question.ask();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
