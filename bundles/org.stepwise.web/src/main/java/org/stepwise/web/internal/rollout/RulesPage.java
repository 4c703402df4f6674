package org.stepwise.web.internal.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.rollout.UsageRules.Edition;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.AdminGate;
import org.stepwise.web.internal.page.ModuleNames;
import org.stepwise.web.internal.page.OwnPage;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/**
 * Rules of use (ROL-21): the list at {@code /rules}, those of a module at {@code /rules/crm} with the button that confirms them, and for
 * administrators the editions and the form that puts new ones in force.
 */
public final class RulesPage implements OwnPage {
    private static final String PATH = "/rules";
    private static final String NEEDED = "rollout.phase:administer";
    private final Services services;

    public RulesPage(Services services) {
        this.services = services;
    }

    /** A module with its rules. @param edition empty for a module that has none */
    record Line(String module, String name, Optional<Edition> edition, Optional<Instant> confirmed, boolean asked) {}

    record Listing(List<Line> lines, boolean administers) {}

    record One(
            Edition edition,
            String text,
            String module,
            String name,
            String from,
            boolean asked,
            Optional<Instant> confirmed,
            boolean former,
            boolean administers,
            List<Edition> editions) {}

    record Form(
            String module,
            String name,
            String zh,
            String en,
            boolean ships,
            boolean preview,
            String previewZh,
            String previewEn,
            List<String> problems) {}

    @Override
    public Reply get(Visit visit) {
        String[] parts = visit.rest().split("/");
        String module = parts[0];
        if (module.isEmpty()) return list(visit);
        if (parts.length == 1) return current(visit, module);
        if (parts.length == 2 && parts[1].equals("edit")) return edit(visit, module);
        OptionalLong number = parts.length == 2 ? Visit.parse(parts[1]) : OptionalLong.empty();
        if (number.isEmpty()) throw NotFound.of(visit.path());
        return former(visit, module, number.getAsLong());
    }

    private boolean sees(Visit visit) {
        return services.access.may(visit.caller(), "rollout.phase", Actions.SEE);
    }

    private boolean administers(Visit visit) {
        return services.access.may(visit.caller(), "rollout.phase", Actions.ADMINISTER);
    }

    private String name(Visit visit, String module) {
        return new ModuleNames(services.texts, visit.locale()).of(module);
    }

    private Reply list(Visit visit) {
        boolean administers = administers(visit);
        List<Line> lines = PhaseForm.rolledOut(services).stream()
                .map(info -> info.id())
                .filter(id -> visit.caller().opening().modules().contains(id) || sees(visit))
                .map(id -> line(visit, id))
                .filter(line -> administers || line.edition().isPresent())
                .toList();
        return Reply.page("rules", "web.rules", new Listing(lines, administers)).current(PATH);
    }

    private Line line(Visit visit, String module) {
        Optional<Edition> edition = services.rules.current(module);
        return new Line(
                module,
                name(visit, module),
                edition,
                edition.flatMap(one -> services.rules.confirmed(module)),
                services.rules.asked(module).isPresent());
    }

    private Reply current(Visit visit, String module) {
        if (!visit.caller().opening().modules().contains(module) && !sees(visit)) throw NotFound.of(module);
        Optional<Edition> edition = services.rules.current(module);
        if (edition.isEmpty() && administers(visit)) return Reply.redirect(PATH + "/" + module + "/edit");
        return one(visit, edition.orElseThrow(() -> NotFound.of(module)), false);
    }

    private Reply former(Visit visit, String module, long number) {
        Edition edition = services.rules.editions(module).stream()
                .filter(one -> one.number() == number)
                .findFirst()
                .orElseThrow(() -> NotFound.of(visit.path()));
        return one(visit, edition, true);
    }

    private Reply one(Visit visit, Edition edition, boolean former) {
        String module = edition.module();
        String name = name(visit, module);
        One one = new One(
                edition,
                edition.text(visit.locale()),
                module,
                name,
                own(visit.param("from"), module),
                !former && services.rules.asked(module).isPresent(),
                former ? Optional.empty() : services.rules.confirmed(module),
                former,
                administers(visit),
                sees(visit) ? services.rules.editions(module) : List.of());
        return Reply.page("rules-one", "web.rules.title", one)
                .args(Map.of("module", name))
                .under(new Reply.Crumb(services.texts.text(visit.locale(), "web.rules"), PATH))
                .current(PATH);
    }

    /** Where the reader wanted to go: a page of the module, whatever was sent. */
    private static String own(String from, String module) {
        boolean ours = (from + "/").startsWith("/" + module + "/") || from.startsWith("/" + module + "?");
        return ours && !from.contains("\\") ? from : "/" + module;
    }

    private Reply edit(Visit visit, String module) {
        AdminGate.require(services, visit.caller(), NEEDED);
        services.modules.info(module);
        Optional<Edition> shown = visit.param("shipped").equals("true")
                ? services.rules.shipped(module)
                : services.rules.editions(module).stream()
                        .filter(one -> visit.number("edition").isEmpty()
                                || one.number() == visit.number("edition").getAsLong())
                        .findFirst();
        String zh = shown.map(Edition::zh).orElse("");
        String en = shown.map(Edition::en).orElse("");
        return form(visit, module, zh, en, false, List.of());
    }

    private Reply form(Visit visit, String module, String zh, String en, boolean preview, List<String> problems) {
        String name = name(visit, module);
        boolean ships = services.rules.shipped(module).isPresent();
        String shownZh = preview ? zh : "";
        String shownEn = preview ? en : "";
        Form form = new Form(module, name, zh, en, ships, preview, shownZh, shownEn, problems);
        return Reply.page("rules-form", "web.rules.edit", form)
                .args(Map.of("module", name))
                .under(
                        new Reply.Crumb(services.texts.text(visit.locale(), "web.rules"), PATH),
                        new Reply.Crumb(name, PATH + "/" + module))
                .current(PATH)
                .status(problems.isEmpty() ? 200 : 422);
    }

    @Override
    public Reply post(Visit visit) {
        String[] parts = visit.rest().split("/");
        if (parts.length == 2 && parts[1].equals("confirm")) return confirm(visit, parts[0]);
        if (parts.length == 2 && parts[1].equals("edit")) return publish(visit, parts[0]);
        throw NotFound.of(visit.path());
    }

    private Reply confirm(Visit visit, String module) {
        services.rules.confirm(module, (int) visit.number("edition").orElse(0));
        String from = own(visit.param("from"), module);
        return Reply.redirect(from, "web.rules.did.confirm", Map.of("module", name(visit, module)));
    }

    private Reply publish(Visit visit, String module) {
        AdminGate.require(services, visit.caller(), NEEDED);
        services.modules.info(module);
        String zh = visit.param("zh");
        String en = visit.param("en");
        if (visit.param("step").equals("preview"))
            return services.tx.get(() -> form(visit, module, zh, en, true, List.of()));
        try {
            services.rules.publish(module, zh, en);
        } catch (Invalid e) {
            List<String> wrong = e.violations().stream()
                    .map(one -> services.texts.text(visit.locale(), one))
                    .toList();
            return services.tx.get(() -> form(visit, module, zh, en, false, wrong));
        } catch (Conflict e) {
            return services.tx.get(() -> form(visit, module, zh, en, false, List.of(said(visit, e))));
        }
        boolean none = zh.isBlank() && en.isBlank();
        String done = none ? "web.rules.did.withdraw" : "web.rules.did.publish";
        return Reply.redirect(none ? PATH : PATH + "/" + module, done, Map.of("module", name(visit, module)));
    }

    private String said(Visit visit, Problem problem) {
        return services.texts.text(visit.locale(), problem);
    }
}
