package org.stepwise.web.internal.admin;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.module.Releases;
import org.stepwise.kernel.api.module.Removal;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.AdminGate;
import org.stepwise.web.internal.page.OwnPage;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** One module's versions and data, and uninstalling it: what becomes of the data is chosen, with the counts in view (ROL-5, ROL-12). */
public final class ModulePage implements OwnPage {
    private static final String NEEDED = "kernel.module:administer";
    private static final String ABOVE = "/admin/modules";
    private final Services services;
    private final Archives archives;

    public ModulePage(Services services) {
        this.services = services;
        this.archives = new Archives(services);
    }

    /** @param table its name, "" for what others keep of the module's records */
    record Part(String label, String table, long count) {}

    record Model(
            Modules.Info info,
            String name,
            boolean installed,
            List<Part> parts,
            long total,
            List<Releases.Release> releases,
            String failure) {}

    @Override
    public Reply get(Visit visit) {
        AdminGate.require(services, visit.caller(), NEEDED);
        String id = visit.rest();
        List<Removal.Holding> held = services.modules.holdings(id);
        Modules.Info info = services.modules.info(id);
        List<Part> parts = held.stream()
                .filter(one -> one.count() > 0 || !one.type().isEmpty())
                .map(one -> part(visit, one))
                .toList();
        long total = held.stream().mapToLong(Removal.Holding::count).sum();
        boolean installed = info.state() != Modules.State.AVAILABLE;
        String name = services.texts.find(visit.locale(), id + ".module.name").orElse(id);
        Model model = new Model(info, name, installed, parts, total, archives.of(id), archives.failure(visit, id));
        return Reply.page("module", "web.module", model)
                .args(Map.of("module", name))
                .under(
                        new Reply.Crumb(services.texts.text(visit.locale(), "web.admin"), "/admin"),
                        new Reply.Crumb(services.texts.text(visit.locale(), "web.modules"), ABOVE))
                .current("/admin");
    }

    private Part part(Visit visit, Removal.Holding held) {
        Optional<String> kept = services.texts.find(visit.locale(), "kernel.keeping." + held.name());
        if (held.type().isEmpty() && kept.isPresent()) return new Part(kept.get(), "", held.count());
        String label =
                services.texts.find(visit.locale(), held.type() + ".plural").orElse(held.name());
        return new Part(label, held.name(), held.count());
    }

    @Override
    public Reply post(Visit visit) {
        AdminGate.require(services, visit.caller(), NEEDED);
        String id = visit.rest();
        if (visit.param("step").equals("version")) return archives.changed(id, visit.param("version"));
        Removal.Data data = chosen(visit.param("data"));
        String typed = visit.param("confirm");
        services.modules.requireRemovable(id, data, typed);
        if (data == Removal.Data.KEEP) {
            services.modules.uninstall(id);
            return Reply.redirect(ABOVE, "web.modules.uninstalled", Map.of("module", id));
        }
        long run = services.jobs.start(
                "kernel.module.removing", progress -> services.modules.remove(id, data, typed, progress));
        return Reply.redirect("/me/work/" + run + "?back=" + ABOVE);
    }

    private static Removal.Data chosen(String data) {
        try {
            return Removal.Data.valueOf(data.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Invalid.of("data", "web.module.choose");
        }
    }
}
