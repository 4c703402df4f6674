package org.stepwise.web.internal.record;

import java.io.InputStream;
import java.util.Map;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.file.FileInfo;
import org.stepwise.kernel.api.file.Files;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.OwnPage;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** Attachments: {@code /files/17} downloads, {@code /files/17/remove} removes. */
public final class FilesPage implements OwnPage {
    private final Services services;

    public FilesPage(Services services) {
        this.services = services;
    }

    private Files store() {
        return services.files().orElseThrow(() -> new Unavailable("web.files.none"));
    }

    private static long id(Visit visit) {
        return Visit.parse(visit.rest().split("/")[0]).orElseThrow(() -> NotFound.of(visit.path()));
    }

    @Override
    public Reply get(Visit visit) {
        Files store = store();
        FileInfo info = store.info(id(visit));
        return Reply.file(info.name(), info.type(), out -> {
            try (InputStream in = store.open(info.id(), 0, info.bytes())) {
                in.transferTo(out);
            }
        });
    }

    @Override
    public Reply post(Visit visit) {
        if (!visit.rest().endsWith("/remove")) throw NotFound.of(visit.path());
        store().remove(id(visit));
        String back = visit.param("back");
        boolean ours = back.startsWith("/") && !back.startsWith("//");
        return Reply.redirect(ours ? back : "/", "web.files.removed", Map.of());
    }
}
