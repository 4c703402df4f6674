package org.stepwise.web.internal.record;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.link.Link;
import org.stepwise.kernel.api.link.LinkGroup;
import org.stepwise.kernel.api.link.LinkKind;
import org.stepwise.kernel.api.record.Card;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.AdminGate;
import org.stepwise.web.internal.page.OwnPage;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** The link panel (LNK-2): grouped, counted, newest first; a hidden other end leaves no trace. */
public final class LinksPage implements OwnPage {
    private static final int PER_GROUP = 5;
    private static final int ALL = 100;
    private final Services services;

    public LinksPage(Services services) {
        this.services = services;
    }

    /** A link as shown. */
    record Item(long id, String title, String path, String kind, String note, String byName, Object at, String state) {}

    /** Links to one type. @param all address of the whole group, "" when all are shown @param add address of a new record, linked */
    record Group(
            String type,
            String label,
            String icon,
            long count,
            boolean exact,
            List<Item> items,
            String all,
            String add) {}

    /** @param offers types to search in @param makes types of which the caller may make a record */
    record Model(
            RecordId of, List<Group> groups, List<Offer> offers, List<Offer> makes, List<Offer> kinds, boolean edit) {}

    /** A choice in the dialog. */
    record Offer(String id, String label) {}

    record AllModel(RecordId of, String label, List<Item> items, String more, String title) {}

    @Override
    public Reply get(Visit visit) {
        RecordId of = RecordId.parse(visit.param("of"));
        if (!services.records.visible(of)) throw NotFound.of(of);
        if (!visit.param("type").isEmpty()) return all(visit, of, visit.param("type"));
        return Reply.page("links", "web.links", model(visit, of));
    }

    private Model model(Visit visit, RecordId of) {
        Caller caller = visit.caller();
        List<Group> groups = new ArrayList<>();
        Set<String> shown = new LinkedHashSet<>();
        for (LinkGroup group : services.links().of(of, PER_GROUP)) {
            groups.add(group(visit, of, group));
            shown.add(group.type());
        }
        List<Offer> offers = new ArrayList<>();
        Set<String> types = new LinkedHashSet<>(
                services.types.find(of.type()).map(RecordType::linkTypes).orElse(List.of()));
        services.access.open(caller).stream().filter(RecordType::isMenu).forEach(type -> types.add(type.id()));
        Set<String> open = new LinkedHashSet<>();
        services.access.open(caller).forEach(type -> open.add(type.id()));
        for (String type : types) {
            if (open.contains(type)) offers.add(new Offer(type, services.texts.text(visit.locale(), type)));
        }
        List<Offer> makes = offers.stream()
                .filter(offer -> AdminGate.granted(services, caller, offer.id(), Actions.CREATE))
                .toList();
        List<Offer> kinds = new ArrayList<>();
        for (String kind : services.links().kinds()) {
            kinds.add(new Offer(kind, services.texts.text(visit.locale(), "link." + kind)));
        }
        Card card = services.records.card(of);
        return new Model(of, groups, offers, makes, kinds, card.may(Actions.EDIT) || card.may(Actions.SEE));
    }

    private Group group(Visit visit, RecordId of, LinkGroup group) {
        List<Item> items = new ArrayList<>();
        for (Link link : group.links()) items.add(item(visit, link));
        boolean known = services.types.find(group.type()).isPresent();
        String label = known
                ? services.texts.text(visit.locale(), group.type() + ".plural")
                : services.texts.text(
                        visit.locale(),
                        "web.links.missing",
                        Map.of("module", group.type().split("\\.")[0]));
        String icon = services.types.find(group.type()).map(RecordType::icon).orElse("plug-x");
        String all = group.count() > items.size() ? "/links?of=" + of + "&type=" + group.type() : "";
        boolean create = known && services.access.may(visit.caller(), group.type(), Actions.CREATE);
        String add = create ? newLinked(of, group.type()) : "";
        return new Group(group.type(), label, icon, group.count(), group.exact(), items, all, add);
    }

    static String newLinked(RecordId of, String type) {
        return "/" + type.replace('.', '/') + "/new?link=" + of + "&back=" + of.path();
    }

    private Item item(Visit visit, Link link) {
        String key = "link." + link.kind() + (link.inverse() ? ".inverse" : "");
        String state = link.moduleMissing() ? "web.links.notInstalled" : link.deleted() ? "web.links.deleted" : "";
        String path = state.isEmpty() ? link.other().path() : "";
        return new Item(
                link.id(),
                link.title(),
                path,
                services.texts.text(visit.locale(), key),
                link.note(),
                link.byName(),
                link.at(),
                state.isEmpty() ? "" : services.texts.text(visit.locale(), state));
    }

    private Reply all(Visit visit, RecordId of, String type) {
        List<Link> links = services.links().of(of, type, visit.number("before").orElse(0), ALL);
        List<Item> items = links.stream().map(link -> item(visit, link)).toList();
        String more = links.size() < ALL
                ? ""
                : "/links?of=" + of + "&type=" + type + "&before="
                        + links.get(ALL - 1).id();
        String title = services.records.titles(List.of(of)).getOrDefault(of, "");
        String label = services.texts.text(visit.locale(), type + ".plural");
        return Reply.page("links-all", "web.links", new AllModel(of, label, items, more, title))
                .under(new Reply.Crumb(title, of.path()));
    }

    @Override
    public Reply post(Visit visit) {
        RecordId of = RecordId.parse(visit.param("of"));
        if (visit.rest().endsWith("remove")) {
            services.links().unlink(visit.number("link").orElseThrow(() -> NotFound.of(visit.path())));
        } else {
            if (visit.param("to").isEmpty()) throw Invalid.of("to", "web.links.choose");
            String kind = visit.param("kind").isEmpty() ? LinkKind.RELATED : visit.param("kind");
            services.links().link(of, RecordId.parse(visit.param("to")), kind, visit.param("note"));
        }
        if (visit.partial()) return services.tx.get(() -> Reply.block("links", model(visit, of)));
        return Reply.redirect(of.path(), "web.links.changed", Map.of());
    }
}
