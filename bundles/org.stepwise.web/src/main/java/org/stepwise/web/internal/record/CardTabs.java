package org.stepwise.web.internal.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.file.FileInfo;
import org.stepwise.kernel.api.file.Files;
import org.stepwise.kernel.api.record.Card;
import org.stepwise.kernel.api.record.Change;
import org.stepwise.kernel.api.record.Filter;
import org.stepwise.kernel.api.record.HistoryEntry;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.kernel.api.record.Rows;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.Days;
import org.stepwise.web.internal.page.Renderer;
import org.stepwise.web.internal.page.Visit;
import org.stepwise.web.internal.view.Formats;

/** What stands below each tab of a card. */
final class CardTabs {
    private static final int STEPS = 100;
    private final Services services;
    private final Renderer renderer;

    CardTabs(Services services, Renderer renderer) {
        this.services = services;
        this.renderer = renderer;
    }

    /** A section of the details. */
    record Section(String heading, List<Cell> cells) {}

    /** Details, and when and by whom. */
    record Details(List<Section> sections, Instant createdAt, String createdBy, Instant updatedAt, String updatedBy) {}

    /** Parts of the record. */
    record Parts(String type, String label, List<String> columns, List<ListPage.Line> lines, String add, String all) {}

    /** Attachments. */
    record Attachments(List<FileInfo> files, boolean edit, String upload) {}

    /** One step. */
    record Step(HistoryEntry entry, String what, String door, List<Difference> differences) {}

    /** A field before and after. */
    record Difference(String label, String from, String to) {}

    /** History, and the state at a time when one was asked for. */
    record History(List<Step> steps, String at, List<Section> state, boolean asked) {}

    Object body(Visit visit, RecordType<?> type, Card card, Values values, String tab) {
        return switch (tab) {
            case "details" ->
                new Details(
                        sections(type, card.row(), values),
                        card.createdAt(),
                        card.createdByName(),
                        card.updatedAt(),
                        card.updatedByName());
            case "files" -> attachments(card);
            case "history" -> history(visit, type, card.row().record(), values);
            default ->
                services.types
                        .find(tab)
                        .<Object>map(part -> parts(visit, part, card))
                        .orElse(Map.of());
        };
    }

    private List<Section> sections(RecordType<?> type, Row row, Values values) {
        List<Section> sections = new ArrayList<>();
        type.sections().forEach((section, names) -> {
            List<Look> looks = values.looks(names);
            values.prepare(List.of(row), looks);
            List<Cell> cells =
                    looks.stream().map(look -> values.cell(row, look)).toList();
            sections.add(new Section(section.equals("main") ? "" : type.id() + ".section." + section, cells));
        });
        return sections;
    }

    private Attachments attachments(Card card) {
        RecordId record = card.row().record();
        List<FileInfo> files =
                services.files().map((Files store) -> store.of(record)).orElse(List.of());
        boolean edit = card.may(Actions.EDIT) && !card.deleted();
        return new Attachments(files, edit, record.path() + "/files");
    }

    private Parts parts(Visit visit, RecordType<?> part, Card card) {
        String master = part.part().orElseThrow().name();
        RecordId record = card.row().record();
        Query query = Query.ALL.where(Filter.eq(master, record.id())).limit(ListQuery.ROWS);
        Rows rows = services.records.list(part.id(), query);
        Values values = new Values(services, renderer.formats(visit.caller()), visit.caller(), part);
        List<Look> looks = values.looks(
                part.columns().stream().filter(name -> !name.equals(master)).toList());
        values.prepare(rows.rows(), looks);
        List<ListPage.Line> lines = new ArrayList<>();
        for (Row row : rows.rows()) {
            List<Cell> cells =
                    looks.stream().skip(1).map(look -> values.cell(row, look)).toList();
            Cell first = values.cell(row, looks.get(0));
            lines.add(new ListPage.Line(
                    row.id(),
                    row.version(),
                    row.record().path(),
                    first.filled() ? first : Cell.text("", row.title()),
                    cells,
                    row.rehearsal()));
        }
        String base = "/" + part.id().replace('.', '/');
        boolean add = services.records.mayAdd(record, part.id());
        String back = "&back=" + record.path() + "%3Ftab%3D" + part.id();
        return new Parts(
                part.id(),
                services.texts.text(visit.locale(), part.id()),
                looks.stream().map(Look::label).toList(),
                lines,
                add ? base + "/new?" + master + "=" + record.id() + back : "",
                rows.next().isPresent() ? base + "?f." + master + "=" + record.id() : "");
    }

    private History history(Visit visit, RecordType<?> type, RecordId record, Values values) {
        List<Step> steps = new ArrayList<>();
        for (HistoryEntry entry : services.records.history(record, STEPS)) {
            steps.add(new Step(
                    entry, what(visit, type, entry), entry.door().name(), differences(visit, entry, record, values)));
        }
        String at = visit.param("at");
        Formats formats = renderer.formats(visit.caller());
        Optional<Instant> time = at.isEmpty() ? Optional.empty() : Days.time(formats.instantOf(at));
        List<Section> state = time.flatMap(t -> services.records.at(record, t))
                .map(row -> sections(type, row, values))
                .orElse(List.of());
        return new History(steps, at, state, time.isPresent());
    }

    private String what(Visit visit, RecordType<?> type, HistoryEntry entry) {
        return services.texts
                .find(visit.locale(), "web.history." + entry.what())
                .orElseGet(() -> services.texts.text(visit.locale(), type.id() + ".action." + entry.what()));
    }

    private List<Difference> differences(Visit visit, HistoryEntry entry, RecordId record, Values values) {
        if (entry.what().endsWith("linked")) return link(visit, entry);
        if (entry.what().endsWith("shared")) return share(visit, entry);
        List<Difference> differences = new ArrayList<>();
        for (Map.Entry<String, Change> change : entry.changes().entrySet()) {
            Look look = values.look(change.getKey());
            String from = shown(look, record, change.getValue().from(), values);
            String to = shown(look, record, change.getValue().to(), values);
            differences.add(new Difference(look.label(), from, to));
        }
        return differences;
    }

    /** The title of the other end, and the kind in words. */
    private List<Difference> link(Visit visit, HistoryEntry entry) {
        List<Difference> differences = new ArrayList<>();
        entry.changes()
                .forEach((title, change) ->
                        differences.add(new Difference(title, kind(visit, change.from()), kind(visit, change.to()))));
        return differences;
    }

    /** The name of whom it was shared with, and the rights in words. */
    private List<Difference> share(Visit visit, HistoryEntry entry) {
        List<Difference> differences = new ArrayList<>();
        entry.changes().forEach((whom, change) -> {
            String name = whom.equals("everyone") ? services.texts.text(visit.locale(), "web.pick.everyone") : whom;
            differences.add(new Difference(name, rights(visit, change.from()), rights(visit, change.to())));
        });
        return differences;
    }

    private String rights(Visit visit, Object rights) {
        if (rights == null) return "";
        return Stream.of(rights.toString().split(","))
                .map(right ->
                        services.texts.find(visit.locale(), "action." + right).orElse(right))
                .collect(Collectors.joining(", "));
    }

    private String kind(Visit visit, Object kind) {
        return kind == null ? "" : services.texts.text(visit.locale(), "link." + kind);
    }

    private String shown(Look look, RecordId record, Object value, Values values) {
        boolean nothing = value == null || value.toString().isEmpty();
        return nothing ? "" : new Spoken(services, values).of(look, record, value.toString());
    }
}
