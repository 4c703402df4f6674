package org.stepwise.web.internal.record;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.record.Field;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.kernel.api.record.Rows;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.Preferences;
import org.stepwise.web.internal.page.Renderer;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** The list of a record type: search, filters, sort, pages by key, bulk steps, recycle bin. */
final class ListPage {
    private static final int COUNTED = 1000;
    private static final Set<String> ASKED =
            Set.of(Actions.CREATE, Actions.EXPORT, Actions.DELETE, Actions.EDIT, Actions.SHARE);
    private final Services services;
    private final Renderer renderer;
    private final RecordType<?> type;
    private final String base;

    private final ListColumns chooser;

    ListPage(Services services, Renderer renderer, Preferences preferences, RecordType<?> type) {
        this.services = services;
        this.renderer = renderer;
        this.type = type;
        this.chooser = new ListColumns(preferences, type);
        this.base = "/" + type.id().replace('.', '/');
    }

    /** A heading. @param sorted ascending, descending or "" @param href sorts by it, "" when it has no index */
    record Column(String label, boolean number, boolean late, String sorted, String href, String total) {}

    /** A parameter that the filter form carries along. */
    record Carried(String name, String value) {}

    /** A row. @param first its title cell, the link */
    record Line(long id, long version, String href, Cell first, List<Cell> cells, boolean rehearsal) {}

    record Model(
            String type,
            String base,
            String q,
            boolean bin,
            boolean mine,
            boolean filtered,
            List<FilterPills.Pill> pills,
            List<Carried> kept,
            List<Column> columns,
            List<Line> lines,
            boolean totals,
            List<ListColumns.Choice> choices,
            Rights may,
            Pager pager,
            Targets to) {}

    /** Where bulk steps, exports and views of this very list go. @param mine "" when the list has no owners */
    record Targets(String bulk, String xlsx, String csv, String columns, String total, String mine) {}

    /** What the caller may do in this list. */
    record Rights(boolean create, boolean export, boolean delete, boolean edit, boolean share) {
        public boolean bulk() {
            return export || delete || edit || share;
        }
    }

    /** @param next address of the next page, "" at the end; a negative count is not known yet */
    record Pager(String first, String previous, String next, long count, String counter, String clear) {
        public boolean single() {
            return previous.isEmpty() && next.isEmpty();
        }
    }

    Reply get(Visit visit) {
        Caller caller = visit.caller();
        if (!services.access.may(caller, type.id(), Actions.SEE)) throw Forbidden.of(Actions.SEE, type.id());
        Values values = new Values(services, renderer.formats(caller), caller, type);
        ListQuery asked = new ListQuery(base, visit);
        Query query = asked.query(values, visit);
        if (!visit.param("count").isEmpty()) return count(asked, query, visit.param("count"));
        List<Look> looks = chooser.shown(values, visit);
        Rows rows = services.records.list(type.id(), query.fields(fields(looks)));
        values.prepare(rows.rows(), looks);
        Model model = new Model(
                type.id(),
                base,
                asked.param("q"),
                asked.bin(),
                asked.param("f.ownerId").equals("me"),
                asked.filtered(),
                new FilterPills(services, values, asked, visit).of(type),
                kept(asked),
                columns(looks, asked, values, rows),
                lines(rows, looks, values),
                looks.stream().flatMap(look -> look.declared().stream()).anyMatch(Field::isTotal),
                chooser.choices(values, looks),
                rights(caller),
                pager(asked, rows, visit),
                targets(asked));
        return Reply.page("list", type.id() + ".plural", model).current(base);
    }

    /** The columns, and the currencies of those that are money. */
    private static List<String> fields(List<Look> looks) {
        Set<String> names = new LinkedHashSet<>();
        for (Look look : looks) {
            names.add(look.name());
            look.declared()
                    .map(Field::currencyField)
                    .filter(name -> !name.isEmpty())
                    .ifPresent(names::add);
        }
        return List.copyOf(names);
    }

    Reply choose(Visit visit) {
        return services.tx.get(() -> chooser.choose(visit, new ListQuery(base, visit).with(Map.of())));
    }

    private Targets targets(ListQuery asked) {
        return new Targets(
                asked.at(base + "/bulk", Map.of()),
                asked.at(base + "/export", Map.of("format", "xlsx")),
                asked.at(base + "/export", Map.of("format", "csv")),
                asked.at(base + "/columns", Map.of()),
                asked.with(Map.of("count", "total")),
                owned() ? base + "?f.ownerId=me" : "");
    }

    /** People, units and the like belong to nobody. */
    private boolean owned() {
        return services.modules
                .find(type.module())
                .map(module -> !module.area().equals("kernel"))
                .orElse(false);
    }

    private Rights rights(Caller caller) {
        Set<String> allowed = services.access.allowed(caller, type.id(), ASKED);
        return new Rights(
                allowed.contains(Actions.CREATE),
                allowed.contains(Actions.EXPORT) && !caller.leaving(),
                allowed.contains(Actions.DELETE),
                owned() && allowed.contains(Actions.EDIT),
                owned() && allowed.contains(Actions.SHARE));
    }

    /** Parameters that the filter form carries along. */
    private List<Carried> kept(ListQuery asked) {
        List<String> names = new ArrayList<>(List.of("sort", "bin"));
        if (!type.filters().contains("ownerId")) names.add("f.ownerId");
        List<Carried> kept = new ArrayList<>();
        for (String name : names) {
            if (!asked.param(name).isEmpty()) kept.add(new Carried(name, asked.param(name)));
        }
        return kept;
    }

    private List<Column> columns(List<Look> looks, ListQuery asked, Values values, Rows rows) {
        String sort = asked.sort(type);
        List<Column> columns = new ArrayList<>();
        for (Look look : looks) {
            boolean down = sort.equals("-" + look.name());
            boolean up = sort.equals(look.name());
            String next = up ? "-" + look.name() : look.name();
            boolean summed = look.declared().map(Field::isTotal).orElse(false);
            columns.add(new Column(
                    look.label(),
                    look.numeric(),
                    columns.size() > 4,
                    up ? "ascending" : down ? "descending" : "",
                    type.columns().contains(look.name()) ? asked.with(Map.of("sort", next)) : "",
                    summed ? values.total(rows.rows(), look) : ""));
        }
        return columns;
    }

    private List<Line> lines(Rows rows, List<Look> looks, Values values) {
        List<Line> lines = new ArrayList<>(rows.rows().size());
        List<Look> others = looks.isEmpty() ? looks : looks.subList(1, looks.size());
        for (Row row : rows.rows()) {
            List<Cell> cells = new ArrayList<>(others.size());
            for (Look look : others) cells.add(values.cell(row, look));
            Cell first = looks.isEmpty() ? Cell.text("", row.title()) : values.cell(row, looks.get(0));
            if (!first.filled()) first = Cell.text("", row.title());
            lines.add(new Line(row.id(), row.version(), row.record().path(), first, cells, row.rehearsal()));
        }
        return lines;
    }

    private Pager pager(ListQuery asked, Rows rows, Visit visit) {
        String previous = asked.previous(visit);
        boolean all = previous.isEmpty() && rows.next().isEmpty();
        return new Pager(
                previous.isEmpty() ? "" : asked.with(Map.of()),
                previous,
                rows.next().map(cursor -> asked.next(visit, cursor)).orElse(""),
                all ? rows.rows().size() : -1,
                asked.with(Map.of("count", "some")),
                base + (asked.bin() ? "?bin=1" : ""));
    }

    /** {@code count=some} stops at a thousand, {@code count=exact} does not; {@code count=total} is the bare number for scripts. */
    private Reply count(ListQuery asked, Query query, String how) {
        int most = how.equals("exact") ? Integer.MAX_VALUE - 1 : how.equals("total") ? BulkSteps.MOST : COUNTED;
        Rows.Count count = services.records.count(type.id(), query.after(""), most);
        if (how.equals("total"))
            return Reply.block("list-total", Map.of("count", count.value(), "exact", count.exact()));
        String exact = asked.with(Map.of("count", "exact"));
        return Reply.page(
                "list-count",
                type.id() + ".plural",
                Map.of(
                        "count",
                        count.value(),
                        "exact",
                        count.exact(),
                        "exactHref",
                        exact,
                        "list",
                        asked.with(Map.of())));
    }
}
