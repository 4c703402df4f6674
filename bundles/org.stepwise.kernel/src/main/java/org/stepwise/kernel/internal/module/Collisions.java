package org.stepwise.kernel.internal.module;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.stepwise.kernel.api.rollout.Opening;
import org.stepwise.kernel.internal.release.JarFacts;
import org.stepwise.kernel.internal.release.Parcel;
import org.stepwise.kernel.internal.release.Refused;
import org.stepwise.kernel.internal.release.ReleaseRows;

/** Refuses what would take the place of something that is somebody else's. */
record Collisions(KarafFeatures own, ReleaseBundles bundles, BundleContext context) {
    private static final String KERNEL = "org.stepwise.kernel";

    void refuse(Parcel parcel, Optional<ReleaseRows.Supplier> before) {
        if (Opening.ALWAYS.contains(parcel.module()) || KarafFeatures.reserved(parcel.module())) {
            throw Refused.because("kernelId", Map.of("module", parcel.module()));
        }
        before.ifPresent(supplier -> refuseOther(parcel, supplier));
        Set<String> shipped = own.names(parcel.module());
        if (!shipped.isEmpty() && !shipped.contains(parcel.bundle())) throw taken(parcel, String.join(", ", shipped));
        Set<String> brought = parcel.jars().stream().map(JarFacts::bundle).collect(Collectors.toSet());
        for (JarFacts jar : parcel.jars()) refuse(parcel, jar, brought);
    }

    private static void refuseOther(Parcel parcel, ReleaseRows.Supplier before) {
        boolean otherSigner = !before.signer().isEmpty()
                && !parcel.signerName().isEmpty()
                && !before.signer().equals(parcel.signerName());
        if (!before.bundle().equals(parcel.bundle()) || otherSigner) {
            throw taken(parcel, before.bundle() + (before.signer().isEmpty() ? "" : ", " + before.signer()));
        }
    }

    private static RuntimeException taken(Parcel parcel, String by) {
        return Refused.because("idTaken", Map.of("module", parcel.module(), "by", by));
    }

    private void refuse(Parcel parcel, JarFacts jar, Set<String> brought) {
        if (!jar.host().isEmpty() && !brought.contains(jar.host())) {
            throw Refused.because("fragment", Map.of("bundle", jar.bundle(), "host", jar.host()));
        }
        if (jar.singleton()) throw Refused.because("singleton", Map.of("bundle", jar.bundle()));
        if (jar.exports().stream().anyMatch(name -> name.startsWith(KERNEL))) {
            throw Refused.because("exports", Map.of("bundle", jar.bundle()));
        }
        List<Bundle> mine = Stream.concat(bundles.of(parcel.module()).stream(), own.bundles(parcel.module()).stream())
                .toList();
        boolean taken = Stream.of(context.getBundles())
                .filter(bundle -> jar.bundle().equals(bundle.getSymbolicName()))
                .anyMatch(bundle -> !mine.contains(bundle) && !ReleaseBundles.fromOutside(bundle));
        if (taken || jar.bundle().startsWith(KERNEL)) {
            throw Refused.because("bundleTaken", Map.of("bundle", jar.bundle()));
        }
        boolean same = own.bundles(parcel.module()).stream()
                .anyMatch(bundle -> jar.bundle().equals(bundle.getSymbolicName())
                        && bundle.getVersion().equals(org.osgi.framework.Version.parseVersion(jar.version())));
        if (same) throw Refused.because("versionTaken", Map.of("version", jar.version()));
    }
}
