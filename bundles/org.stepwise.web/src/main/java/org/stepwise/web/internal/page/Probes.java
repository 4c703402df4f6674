package org.stepwise.web.internal.page;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.stepwise.kernel.api.module.Health;
import org.stepwise.kernel.api.signin.SignIn;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.http.Answer;
import org.stepwise.web.internal.http.Incoming;
import org.stepwise.web.internal.http.Metrics;

/** Health and metrics, for machines (OPS-2). */
final class Probes {
    private final Services services;
    private final Metrics metrics;

    Probes(Services services, Metrics metrics) {
        this.services = services;
        this.metrics = metrics;
    }

    Answer answer(Incoming in) {
        return switch (in.path()) {
            case "/health/live" -> json(200, "{\"status\":\"live\"}");
            case "/health/ready" -> ready();
            case "/metrics" -> counters(in);
            default -> Answer.empty(404);
        };
    }

    private Answer ready() {
        Map<String, String> problems = new TreeMap<>();
        Map<String, String> degraded = new TreeMap<>();
        for (Health part : services.health()) {
            problems.putAll(part.problems());
            degraded.putAll(part.degraded());
        }
        if (!problems.isEmpty()) return json(503, state("notReady", problems));
        return json(200, state(degraded.isEmpty() ? "ready" : "degraded", degraded));
    }

    private static String state(String word, Map<String, String> problems) {
        return "{\"status\":\"" + word + "\",\"problems\":" + Json.object(problems) + "}";
    }

    /** For this machine itself, or with a token of somebody who may see modules; a proxy on this machine is not the machine. */
    private Answer counters(Incoming in) {
        boolean local = in.address().startsWith("127.")
                || in.address().equals("::1")
                || in.address().equals("0:0:0:0:0:0:0:1");
        boolean forwarded = !in.header("X-Forwarded-For").isEmpty()
                || !in.header("Forwarded").isEmpty();
        if ((!local || forwarded) && !token(in.header("Authorization"))) return Answer.empty(401);
        byte[] text = metrics.text().getBytes(StandardCharsets.UTF_8);
        return Answer.of(200, "text/plain; version=0.0.4; charset=utf-8", text).header("Cache-Control", "no-store");
    }

    private boolean token(String authorization) {
        if (!authorization.startsWith("Bearer ")) return false;
        Optional<SignIn.Entry> entry = services.signIn.token(authorization.substring(7));
        return entry.isPresent()
                && entry.get().allows("kernel.module", false)
                && services.access.may(entry.get().caller(), "kernel.module", "administer");
    }

    private static Answer json(int status, String text) {
        return Answer.of(status, "application/json", text.getBytes(StandardCharsets.UTF_8))
                .header("Cache-Control", "no-store");
    }
}
