package org.stepwise.web.internal.record;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.record.Filter;
import org.stepwise.kernel.api.record.Imports;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.kernel.api.record.Rows;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.Renderer;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** What is done with many records of a list: each by its own permission, with a report of those that were refused. */
final class BulkSteps {
    private static final int MOST = 5000;
    private static final int PAGE = 500;
    private final Services services;
    private final Renderer renderer;
    private final RecordType<?> type;
    private final String base;

    BulkSteps(Services services, Renderer renderer, RecordType<?> type) {
        this.services = services;
        this.renderer = renderer;
        this.type = type;
        this.base = "/" + type.id().replace('.', '/');
    }

    record Refusal(String title, String path, String reason) {}

    record Report(int done, List<Refusal> refused, String back) {}

    Reply post(Visit visit) {
        return switch (visit.param("action")) {
            case "delete" ->
                each(
                        rows(visit),
                        visit,
                        row -> services.records.delete(row.record(), row.version()),
                        "web.bulk.deleted");
            case "restore" ->
                each(rows(visit), visit, row -> services.records.restore(row.record()), "web.bulk.restored");
            case "handOver" -> {
                long owner = visit.number("owner").orElseThrow(() -> Invalid.of("owner", "web.handover.whom"));
                yield each(
                        rows(visit), visit, row -> services.records.handOver(row.record(), owner), "web.bulk.handed");
            }
            case "export" -> file(visit, chosen(visit));
            default -> throw NotFound.of(visit.param("action"));
        };
    }

    private Query chosen(Visit visit) {
        Set<String> ids = ids(visit);
        boolean everything = "true".equals(visit.param("everything"));
        Query asked = asked(visit);
        if (everything) return asked;
        if (ids.isEmpty()) throw Invalid.of("ids", "web.bulk.none");
        Query query = Query.ALL.where(new Filter("id", Filter.Op.IN, String.join(",", ids)));
        return new ListQuery(base, visit).bin() ? query.bin() : query;
    }

    private Query asked(Visit visit) {
        Values values = new Values(services, renderer.formats(visit.caller()), visit.caller(), type);
        return new ListQuery(base, visit).query(values, visit);
    }

    /** From the script's one field, or from the boxes of the form without it. */
    private static Set<String> ids(Visit visit) {
        Set<String> ids = new LinkedHashSet<>();
        for (String sent : visit.params("ids")) ids.addAll(List.of(sent.split(",")));
        ids.addAll(visit.params("id"));
        return ids.stream().filter(id -> id.matches("\\d{1,18}")).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private List<Row> rows(Visit visit) {
        Query query = chosen(visit).limit(PAGE);
        List<Row> all = new ArrayList<>();
        while (all.size() < MOST) {
            Rows rows = services.records.list(type.id(), query);
            all.addAll(rows.rows());
            if (rows.next().isEmpty()) break;
            query = query.after(rows.next().get());
        }
        return all;
    }

    private Reply each(List<Row> rows, Visit visit, Consumer<Row> step, String done) {
        List<Refusal> refused = new ArrayList<>();
        for (Row row : rows) {
            try {
                step.accept(row);
            } catch (Problem e) {
                String reason = services.texts.text(visit.locale(), e);
                refused.add(new Refusal(row.title(), row.record().path(), reason));
            }
        }
        String back = new ListQuery(base, visit).with(Map.of());
        int count = rows.size() - refused.size();
        if (refused.isEmpty()) return Reply.redirect(back, done, Map.of("count", count));
        Reply.Crumb list = new Reply.Crumb(services.texts.text(visit.locale(), type.id() + ".plural"), base);
        return Reply.page("bulk", "web.bulk.report", new Report(count, refused, back))
                .under(list)
                .current(base);
    }

    Reply export(Visit visit) {
        return file(visit, asked(visit));
    }

    private Reply file(Visit visit, Query query) {
        boolean allowed = services.access.may(visit.caller(), type.id(), Actions.EXPORT)
                && !visit.caller().leaving();
        if (!allowed) throw Forbidden.of(Actions.EXPORT, type.id());
        boolean csv = visit.param("format").equals("csv");
        Imports.Format format = csv ? Imports.Format.CSV : Imports.Format.XLSX;
        String name = services.texts.text(visit.locale(), type.id() + ".plural") + (csv ? ".csv" : ".xlsx");
        return Reply.file(name, kind(format), out -> services.imports().write(type.id(), query, format, out));
    }

    static String kind(Imports.Format format) {
        return format == Imports.Format.CSV
                ? "text/csv;charset=UTF-8"
                : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    }
}
