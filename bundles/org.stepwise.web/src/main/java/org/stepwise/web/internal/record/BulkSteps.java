package org.stepwise.web.internal.record;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
    static final int MOST = 5000;
    private static final int AT_ONCE = 200;
    private static final int NOTED = 50;
    private static final int UNDONE = 200;
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

    /** What is done with each. @param title names the background work @param done the message afterwards */
    private record Step(String title, String done, Consumer<Row> on) {}

    Reply post(Visit visit) {
        if (visit.param("action").equals("export")) return file(visit, chosen(visit));
        Step step = step(visit);
        List<Row> rows = rows(visit);
        String back = new ListQuery(base, visit).with(visit.param("undo").isEmpty() ? Map.of() : Map.of("bin", ""));
        if (rows.size() > AT_ONCE) return behind(visit, step, rows, back);
        return each(rows, visit, step, back);
    }

    private Step step(Visit visit) {
        return switch (visit.param("action")) {
            case "delete" ->
                new Step(
                        "web.bulk.delete",
                        "web.bulk.deleted",
                        row -> services.records.delete(row.record(), row.version()));
            case "restore" ->
                new Step("web.bulk.restore", "web.bulk.restored", row -> services.records.restore(row.record()));
            case "handOver" -> {
                long owner = visit.number("owner").orElseThrow(() -> Invalid.of("owner", "web.handover.whom"));
                yield new Step(
                        "web.handover", "web.bulk.handed", row -> services.records.handOver(row.record(), owner));
            }
            case "share" -> {
                Sharing sharing = Sharing.of(visit);
                yield new Step(
                        "web.share", "web.bulk.shared", row -> services.records.share(sharing.with(row.record())));
            }
            default -> throw NotFound.of(visit.param("action"));
        };
    }

    private Query chosen(Visit visit) {
        Set<String> ids = ids(visit);
        boolean everything = "true".equals(visit.param("everything"));
        Query asked = asked(visit);
        if (everything) {
            boolean few = services.records.count(type.id(), asked, MOST).exact();
            if (!few) throw Invalid.of("ids", "web.bulk.many", Map.of("most", MOST));
            return asked;
        }
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
        for (String sent : visit.params("ids")) ids.addAll(List.of(sent.split("[,.]")));
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

    private Reply each(List<Row> rows, Visit visit, Step step, String back) {
        List<Refusal> refused = new ArrayList<>();
        for (Row row : rows) {
            refusal(row, step, visit.locale())
                    .ifPresent(reason ->
                            refused.add(new Refusal(row.title(), row.record().path(), reason)));
        }
        int count = rows.size() - refused.size();
        if (refused.isEmpty()) {
            Map<String, Object> args = Map.of("count", count, "undo", undo(visit, rows));
            return visit.param("action").equals("share")
                    ? Sharing.of(visit).done(services, type.id(), back, step.done(), args)
                    : Reply.redirect(back, step.done(), args);
        }
        Reply.Crumb list = new Reply.Crumb(services.texts.text(visit.locale(), type.id() + ".plural"), base);
        return Reply.page("bulk", "web.bulk.report", new Report(count, refused, back))
                .under(list)
                .current(base);
    }

    private Optional<String> refusal(Row row, Step step, Locale locale) {
        try {
            step.on().accept(row);
            return Optional.empty();
        } catch (Problem e) {
            return Optional.of(services.texts.text(locale, e));
        }
    }

    /** Many records are worked on in the background; the person watches. */
    private Reply behind(Visit visit, Step step, List<Row> rows, String back) {
        Locale locale = visit.locale();
        long run = services.jobs.start(step.title(), progress -> {
            int done = 0;
            int refused = 0;
            for (Row row : rows) {
                progress.at(done++, rows.size());
                Optional<String> reason = refusal(row, step, locale);
                if (reason.isEmpty()) continue;
                if (refused++ < NOTED) {
                    progress.note("web.bulk.refused", Map.of("title", row.title(), "reason", reason.get()));
                }
            }
            progress.at(done, rows.size());
            progress.note("web.bulk.result", Map.of("done", done - refused, "refused", refused));
        });
        return Reply.redirect("/me/work/" + run + "?back=" + URLEncoder.encode(back, StandardCharsets.UTF_8));
    }

    /** Deleting is taken back by an address that names the records, as long as it is short enough for a message. */
    private String undo(Visit visit, List<Row> rows) {
        if (!visit.param("action").equals("delete") || rows.size() > UNDONE) return "";
        String ids = rows.stream().map(row -> String.valueOf(row.id())).collect(Collectors.joining("."));
        return base + "/bulk?action=restore&bin=1&undo=1&ids=" + ids;
    }

    Reply export(Visit visit) {
        return file(visit, asked(visit));
    }

    /** What is wrong with the query is told before the file begins. */
    private Reply file(Visit visit, Query query) {
        boolean allowed = services.access.may(visit.caller(), type.id(), Actions.EXPORT)
                && !visit.caller().leaving();
        if (!allowed) throw Forbidden.of(Actions.EXPORT, type.id());
        services.records.list(type.id(), query.limit(1));
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
