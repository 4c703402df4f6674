package org.stepwise.web.internal.page;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.stepwise.kernel.api.signin.SignIn;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.http.Answer;
import org.stepwise.web.internal.http.Incoming;
import org.stepwise.web.internal.http.Metrics;

/** Metrics, for this machine itself, or with a token of somebody who may see modules; a proxy on this machine is not the machine (OPS-2). */
final class Counters {
    private final Services services;
    private final Metrics metrics;

    Counters(Services services, Metrics metrics) {
        this.services = services;
        this.metrics = metrics;
    }

    Answer answer(Incoming in) {
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
}
