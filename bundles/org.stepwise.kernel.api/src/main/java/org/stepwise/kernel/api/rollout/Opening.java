package org.stepwise.kernel.api.rollout;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is open to one person: the union of the active phases whose scope holds that person, and of the trials whose group does. The
 * kernel's own modules are always open.
 *
 * @param functions module id → functions open inside it; the empty name is the module's base; {@code *} is every function
 * @param tried what of that is open by the trial of a phase alone, in the same form, by the phase's id
 * @param rehearsing are there trials, or records of one, on this system at all
 */
public record Opening(
        Map<String, Set<String>> functions, Map<Long, Map<String, Set<String>>> tried, boolean rehearsing) {
    public static final Opening NOTHING = new Opening(Map.of());

    /** Modules of the kernel itself, which need no phase. */
    public static final Set<String> ALWAYS = Set.of(
            "directory",
            "kernel",
            "rollout",
            "plan",
            "config",
            "survey",
            "records",
            "files",
            "notices",
            "signin",
            "web",
            "rest",
            "demo");

    /** Without any trial. */
    public Opening(Map<String, Set<String>> functions) {
        this(functions, Map.of(), false);
    }

    /** @param address {@code crm} or {@code crm/opportunities} */
    public boolean opens(String address) {
        return ALWAYS.contains(module(address)) || holds(functions, address);
    }

    /** The phase in whose trial alone this is open: what is done there is a rehearsal. */
    public Optional<Long> trial(String address) {
        return tried.entrySet().stream()
                .filter(phase -> holds(phase.getValue(), address))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst();
    }

    private static String module(String address) {
        int slash = address.indexOf('/');
        return slash < 0 ? address : address.substring(0, slash);
    }

    private static boolean holds(Map<String, Set<String>> functions, String address) {
        Set<String> open = functions.getOrDefault(module(address), Set.of());
        if (open.isEmpty()) return false;
        int slash = address.indexOf('/');
        return open.contains("*") || open.contains(slash < 0 ? "" : address.substring(slash + 1));
    }

    public Set<String> modules() {
        return functions.keySet();
    }
}
