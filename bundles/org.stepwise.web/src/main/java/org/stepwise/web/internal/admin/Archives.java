package org.stepwise.web.internal.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.module.Releases;
import org.stepwise.kernel.api.web.Request;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** Versions of modules on the pages of the administration: archives that are sent, those that are kept, and what failed. */
record Archives(Services services) {
    private static final String ABOVE = "/admin/modules";

    /** Not in a server that cannot take any. */
    boolean possible() {
        return services.releases().isPresent();
    }

    List<Releases.Release> of(String module) {
        return services.releases().map(there -> there.of(module)).orElse(List.of());
    }

    /** Why the last attempt was taken back, "" when it was not. */
    String failure(Visit visit, String module) {
        return services.releases()
                .flatMap(there -> there.failure(module))
                .map(failed -> services.texts.text(
                        visit.locale(),
                        "web.module.failed",
                        Map.of(
                                "version",
                                failed.version(),
                                "reason",
                                services.texts.text(visit.locale(), failed.key(), failed.args()))))
                .orElse("");
    }

    /** What came of an archive that was sent; empty when none was. */
    Optional<Reply> brought(Visit visit) {
        String step = visit.param("archive");
        if (step.isEmpty()) return Optional.empty();
        Request.Upload upload = visit.upload("file").orElseThrow(() -> Invalid.of("file", "web.files.choose"));
        Releases.Delivery delivery = Releases.Delivery.of(upload.content(), upload.name(), visit.param("checksum"));
        Map<String, String> before = versions();
        Modules.Info info = step.equals("upgrade") ? there().upgrade(delivery) : there().install(delivery);
        return Optional.of(went(info, before));
    }

    /** Goes to a version that is kept, or to the server's own. */
    Reply changed(String module, String version) {
        Map<String, String> before = versions();
        return went(there().upgrade(module, version), before);
    }

    private Map<String, String> versions() {
        return services.modules.all().stream().collect(Collectors.toMap(Modules.Info::id, Modules.Info::version));
    }

    private static Reply went(Modules.Info info, Map<String, String> before) {
        String former = before.getOrDefault(info.id(), info.version());
        String key = Releases.older(info.version(), former) ? "web.module.wentBack" : "web.module.went";
        return Reply.redirect(ABOVE, key, Map.of("module", info.id(), "version", info.version(), "former", former));
    }

    private Releases there() {
        return services.releases().orElseThrow(() -> new Unavailable("release.problem.unavailable"));
    }
}
