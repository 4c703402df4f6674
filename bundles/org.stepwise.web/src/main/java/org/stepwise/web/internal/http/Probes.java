package org.stepwise.web.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stepwise.kernel.api.module.Health;

/** Health, for machines (OPS-2); there before anything else is, to tell what the start waits for. */
@Component(service = Probes.class)
public final class Probes {
    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Health> parts = List.of();

    /** @param served whether pages are answered */
    Answer answer(Incoming in, boolean served) {
        return switch (in.path()) {
            case "/health/live" -> json(200, "{\"status\":\"live\"}");
            case "/health/ready" -> ready(served);
            default -> Answer.empty(404);
        };
    }

    private Answer ready(boolean served) {
        Map<String, String> problems = new TreeMap<>();
        Map<String, String> degraded = new TreeMap<>();
        for (Health part : parts) {
            problems.putAll(part.problems());
            degraded.putAll(part.degraded());
        }
        if (!served && problems.isEmpty()) problems.put("pages", "starting");
        if (!problems.isEmpty()) return json(503, state("notReady", problems));
        return json(200, state(degraded.isEmpty() ? "ready" : "degraded", degraded));
    }

    private static String state(String word, Map<String, String> problems) {
        return "{\"status\":\"" + word + "\",\"problems\":" + Json.object(problems) + "}";
    }

    private static Answer json(int status, String text) {
        return Answer.of(status, "application/json", text.getBytes(StandardCharsets.UTF_8))
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'");
    }
}
