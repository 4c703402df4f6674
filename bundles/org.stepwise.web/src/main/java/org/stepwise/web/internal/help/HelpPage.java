package org.stepwise.web.internal.help;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.ModuleNames;
import org.stepwise.web.internal.page.OwnPage;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;
import org.stepwise.web.internal.view.Markdown;

/**
 * Help (ROL-15): the pages of the guide for everybody at {@code /help}, that of a module at {@code /help/crm} for those to whom it is
 * open, and the first steps.
 */
public final class HelpPage implements OwnPage {
    static final String PATH = "/help";

    /** Pages of the guide that web brings with it, for everybody. */
    private static final List<String> GENERAL = List.of("basics", "records", "files", "notices", "sign-in");

    private static final String WEB = "web";
    private static final String PICTURES = "../shots/";
    private final Services services;
    private final Guides guides;
    private final FirstSteps steps;

    public HelpPage(Services services, Guides guides, FirstSteps steps) {
        this.services = services;
        this.guides = guides;
        this.steps = steps;
    }

    /** A page in the list. */
    record Link(String path, String title, String about) {}

    /** @param steps does the module bring first steps */
    record One(Guides.Guide guide, String html, boolean module, boolean steps, boolean rules) {}

    @Override
    public Reply get(Visit visit) {
        if (visit.rest().isEmpty()) return list(visit);
        return one(visit, page(visit, visit.rest()).orElseThrow(() -> NotFound.of(visit.path())));
    }

    private Optional<Guides.Guide> page(Visit visit, String name) {
        if (GENERAL.contains(name)) return guides.page(WEB, name, visit.locale());
        boolean open = visit.caller().opening().modules().contains(name);
        return open ? guides.page(name, visit.locale()) : Optional.empty();
    }

    private Reply list(Visit visit) {
        List<Link> general = GENERAL.stream()
                .flatMap(name -> page(visit, name).stream())
                .map(guide -> new Link(PATH + "/" + guide.name(), guide.title(), ""))
                .toList();
        ModuleNames names = new ModuleNames(services.texts, visit.locale());
        List<Link> modules = new TreeSet<>(visit.caller().opening().modules())
                .stream()
                        .filter(id -> page(visit, id).isPresent())
                        .map(id -> new Link(
                                PATH + "/" + id,
                                names.of(id),
                                services.texts
                                        .find(visit.locale(), id + ".module.description")
                                        .orElse("")))
                        .toList();
        return Reply.page("help", "web.help", Map.of("general", general, "modules", modules))
                .current(PATH);
    }

    private Reply one(Visit visit, Guides.Guide guide) {
        boolean module = !guide.module().equals(WEB);
        One one = new One(
                guide,
                Markdown.html(guide.text(), 0, address -> address(visit, guide, address)),
                module,
                module && steps.any(guide.module()),
                module && services.rules.current(guide.module()).isPresent());
        return Reply.page("help-one", "web.help.title", one)
                .args(Map.of("title", guide.title()))
                .under(new Reply.Crumb(services.texts.text(visit.locale(), "web.help"), PATH))
                .current(PATH);
    }

    /** Other pages of the guide that the reader may open, and pictures that came along; all else leads nowhere. */
    private String address(Visit visit, Guides.Guide guide, String address) {
        if (address.startsWith(PICTURES)) {
            String file = "guide/" + address.substring(PICTURES.length());
            return guides.serves(guide.module(), file) ? "/static/" + guide.module() + "/" + file : "";
        }
        String name = address.replaceFirst("\\.md(#.*)?$", "");
        if (name.equals(address)) return address;
        return page(visit, name).isPresent() ? PATH + "/" + name : "";
    }

    /** First steps: one is done, or all are put away or shown again. */
    @Override
    public Reply post(Visit visit) {
        String module = visit.rest().replaceFirst("/steps$", "");
        boolean open = visit.caller().opening().modules().contains(module);
        if (!open || module.equals(visit.rest())) throw NotFound.of(visit.path());
        long person = visit.caller().person();
        String step = visit.param("step");
        if (!step.isEmpty()) {
            String path = steps.done(person, module, step);
            return Reply.redirect(visit.param("go").isEmpty() || path.isEmpty() ? back(visit, module) : path);
        }
        if (visit.param("again").isEmpty()) {
            steps.putAway(person, module);
            return Reply.redirect(back(visit, module), "web.steps.away", Map.of());
        }
        steps.again(person, module);
        return Reply.redirect("/" + module);
    }

    /** The page of the module that it was asked on. */
    private static String back(Visit visit, String module) {
        String from = visit.param("from");
        boolean ours = (from + "/").startsWith("/" + module + "/") && !from.contains("\\");
        return ours ? from : "/" + module;
    }
}
