package org.stepwise.web.internal.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.record.Card;
import org.stepwise.kernel.api.record.FieldKind;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.kernel.api.web.View;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.PanelRunner;
import org.stepwise.web.internal.page.Panels;
import org.stepwise.web.internal.page.Preferences;
import org.stepwise.web.internal.page.Renderer;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** The card of a record: header, figures, tabs, links; with what other modules contribute (LNK-7). */
final class CardPage {
    private static final Set<String> STANDARD = Set.of(
            Actions.SEE,
            Actions.CREATE,
            Actions.EDIT,
            Actions.DELETE,
            Actions.SHARE,
            Actions.EXPORT,
            Actions.ADMINISTER);
    private final Services services;
    private final Renderer renderer;
    private final Preferences preferences;
    private final Panels panels;
    private final PanelRunner runner;

    CardPage(Services services, Renderer renderer, Preferences preferences, Panels panels, PanelRunner runner) {
        this.services = services;
        this.renderer = renderer;
        this.preferences = preferences;
        this.panels = panels;
        this.runner = runner;
    }

    /** A tab. @param id also the parameter that selects it */
    record Tab(String id, String label, boolean current, String href) {}

    /** A button that runs an action of the type. */
    record Button(String id, String label) {}

    /** When it went to the recycle bin. @param by name of who sent it there, "" for the system */
    record Deletion(String by, Instant at) {}

    /** What the reader may do besides. */
    record Rights(boolean edit, boolean delete, boolean share, boolean handOver, boolean restore) {}

    record Model(
            RecordId record,
            String path,
            String list,
            String title,
            String number,
            long version,
            String initials,
            String tone,
            List<Cell> chips,
            String owner,
            long ownerId,
            long person,
            String unit,
            Optional<Deletion> deletion,
            String locked,
            boolean favourite,
            Rights may,
            List<Button> actions,
            List<Panels.Entry> figures,
            List<Panels.Entry> moves,
            List<Panels.Entry> sides,
            List<Tab> tabs,
            String tab,
            Object body,
            String contributed) {
        Model with(String html) {
            return new Model(
                    record, path, list, title, number, version, initials, tone, chips, owner, ownerId, person, unit,
                    deletion, locked, favourite, may, actions, figures, moves, sides, tabs, tab, body, html);
        }
    }

    /** The contributed tab is rendered after the page's own transaction, so that no connection waits for another. */
    Reply get(Visit visit, RecordType<?> type, RecordId record) {
        Reply reply = services.tx.get(() -> page(visit, type, record));
        Model model = (Model) reply.view().model();
        String contributed = contributed(visit, record, model.tab());
        if (contributed.isEmpty()) return reply;
        View view = View.page("card", reply.view().title(), model.with(contributed))
                .args(reply.view().args());
        return new Reply(view, reply.status(), reply.component(), reply.crumbs(), reply.current());
    }

    private Reply page(Visit visit, RecordType<?> type, RecordId record) {
        Caller caller = visit.caller();
        Card card = services.records.card(record);
        Values values = new Values(services, renderer.formats(caller), caller, type);
        List<Tab> tabs = card.deleted() ? resting(visit, record) : tabs(visit, type, record);
        String tab = tabs.stream()
                .filter(Tab::current)
                .map(Tab::id)
                .findFirst()
                .orElseThrow(() -> NotFound.of(visit.path()));
        if (caller.onBehalf().isEmpty() && !card.deleted())
            runner.later(visit, () -> preferences.opened(caller.person(), record));
        Model model = model(visit, type, card, values, tabs, tab);
        String list = services.texts.text(visit.locale(), type.id() + ".plural");
        String base = "/" + type.id().replace('.', '/');
        return Reply.page("card", "web.card.title", model)
                .args(Map.of("title", card.row().title()))
                .under(new Reply.Crumb(list, base))
                .current(base);
    }

    private Model model(Visit visit, RecordType<?> type, Card card, Values values, List<Tab> tabs, String tab) {
        Caller caller = visit.caller();
        RecordId record = card.row().record();
        return new Model(
                record,
                record.path(),
                "/" + type.id().replace('.', '/'),
                card.row().title(),
                card.row().number(),
                card.row().version(),
                monogram(card.row().title()),
                org.stepwise.web.internal.view.Formats.tone(record.id()),
                chips(visit, type, card.row(), values),
                card.ownerName(),
                card.owner(),
                type.id().equals("directory.person") ? record.id() : 0,
                card.unitName(),
                deletion(card),
                card.locked()
                        .filter(key -> !card.deleted())
                        .map(key -> services.texts.text(visit.locale(), key))
                        .orElse(""),
                preferences.favourite(caller.person(), record),
                rights(card),
                buttons(type, card, visit),
                live(card, "figure", visit),
                live(card, "action", visit),
                live(card, "side", visit),
                tabs,
                tab,
                new CardTabs(services, renderer).body(visit, type, card, values, tab),
                "");
    }

    /** The step to the bin is the last one: nothing changes a record there. */
    private static Optional<Deletion> deletion(Card card) {
        return card.deleted() ? Optional.of(new Deletion(card.updatedByName(), card.updatedAt())) : Optional.empty();
    }

    /** Panels answer for living records only. */
    private List<Panels.Entry> live(Card card, String slot, Visit visit) {
        return card.deleted()
                ? List.of()
                : panels.on(card.row().record().type(), slot, services.access, visit.caller());
    }

    /** The first two characters: a company is known by them, unlike a person. */
    private static String monogram(String title) {
        return title.codePointCount(0, title.length()) < 2 ? title : title.substring(0, title.offsetByCodePoints(0, 2));
    }

    private static Rights rights(Card card) {
        boolean open = card.locked().isEmpty() && !card.deleted();
        return new Rights(
                open && card.may(Actions.EDIT),
                !card.deleted() && card.may(Actions.DELETE),
                !card.deleted() && card.may(Actions.SHARE),
                open && card.may(Actions.EDIT),
                card.deleted() && card.may(Actions.DELETE));
    }

    private List<Button> buttons(RecordType<?> type, Card card, Visit visit) {
        List<Button> buttons = new ArrayList<>();
        if (card.deleted()) return buttons;
        for (RecordType.Action<?> action : type.actions()) {
            if (STANDARD.contains(action.id()) || !card.may(action.id())) continue;
            String label = services.texts.text(visit.locale(), type.id() + ".action." + action.id());
            buttons.add(new Button(action.id(), label));
        }
        return buttons;
    }

    /** The states and classes that the list shows too. */
    private List<Cell> chips(Visit visit, RecordType<?> type, Row row, Values values) {
        List<Cell> chips = new ArrayList<>();
        if (row.rehearsal()) {
            String label = services.texts.text(visit.locale(), "rollout.rehearsal");
            chips.add(new Cell(label, label, "chip", "vio", "", ""));
        }
        for (Look look : values.looks(type.columns())) {
            boolean state = look.kind() == FieldKind.CHOICE || look.kind() == FieldKind.ENUM;
            if (!state || chips.size() == 3) continue;
            Cell cell = values.cell(row, look);
            if (cell.filled()) chips.add(cell);
        }
        return chips;
    }

    private List<Tab> tabs(Visit visit, RecordType<?> type, RecordId record) {
        List<String> ids = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (Panels.Entry panel : panels.on(type.id(), "tab", services.access, visit.caller())) {
            ids.add(panel.id());
            labels.add(text(visit, panel.title()));
        }
        ids.add("details");
        labels.add(text(visit, "web.card.details"));
        for (RecordType<?> part : services.types.partsOf(type.id())) {
            if (!services.access.may(visit.caller(), part.id(), Actions.SEE)) continue;
            ids.add(part.id());
            labels.add(text(visit, part.id() + ".plural"));
        }
        if (services.files().isPresent()) {
            ids.add("files");
            labels.add(text(visit, "web.card.files"));
        }
        ids.add("history");
        labels.add(text(visit, "web.card.history"));
        return tabs(visit, record, ids, labels);
    }

    /** What can be read of a record in the recycle bin. */
    private List<Tab> resting(Visit visit, RecordId record) {
        List<String> labels = List.of(text(visit, "web.card.details"), text(visit, "web.card.history"));
        return tabs(visit, record, List.of("details", "history"), labels);
    }

    private static List<Tab> tabs(Visit visit, RecordId record, List<String> ids, List<String> labels) {
        String wanted = ids.contains(visit.param("tab")) ? visit.param("tab") : ids.get(0);
        List<Tab> tabs = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            String id = ids.get(i);
            tabs.add(new Tab(id, labels.get(i), id.equals(wanted), record.path() + "?tab=" + id));
        }
        return tabs;
    }

    private String text(Visit visit, String key) {
        return services.texts.text(visit.locale(), key);
    }

    private String contributed(Visit visit, RecordId record, String tab) {
        return panels.find(tab)
                .map(panel -> runner.render(panel, Optional.of(record), visit))
                .orElse("");
    }
}
