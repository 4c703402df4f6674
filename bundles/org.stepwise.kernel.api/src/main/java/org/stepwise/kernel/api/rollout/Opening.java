package org.stepwise.kernel.api.rollout;

import java.util.Map;
import java.util.Set;

/**
 * What is open to one person: the union of the active phases whose scope holds that person. The kernel's own modules are always
 * open.
 *
 * @param functions module id → functions open inside it; the empty name is the module's base; {@code *} is every function
 */
public record Opening(Map<String, Set<String>> functions) {
    public static final Opening NOTHING = new Opening(Map.of());

    /** Modules of the kernel itself, which need no phase. */
    public static final Set<String> ALWAYS = Set.of(
            "directory", "kernel", "rollout", "plan", "records", "files", "notices", "signin", "web", "rest", "demo");

    /** @param address {@code crm} or {@code crm/opportunities} */
    public boolean opens(String address) {
        int slash = address.indexOf('/');
        String module = slash < 0 ? address : address.substring(0, slash);
        if (ALWAYS.contains(module)) return true;
        Set<String> open = functions.getOrDefault(module, Set.of());
        if (open.isEmpty()) return false;
        return open.contains("*") || open.contains(slash < 0 ? "" : address.substring(slash + 1));
    }

    public Set<String> modules() {
        return functions.keySet();
    }
}
