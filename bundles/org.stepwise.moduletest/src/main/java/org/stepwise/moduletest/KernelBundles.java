package org.stepwise.moduletest;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Bundles that every server has, whatever its modules. */
final class KernelBundles {
    static final Set<String> NAMES = Stream.of(
                    "derby",
                    "sheets",
                    "kernel.api",
                    "kernel",
                    "records",
                    "files",
                    "notices",
                    "signin",
                    "web",
                    "rest",
                    "plan",
                    "console")
            .map(name -> "org.stepwise." + name)
            .collect(Collectors.toUnmodifiableSet());

    private KernelBundles() {}
}
