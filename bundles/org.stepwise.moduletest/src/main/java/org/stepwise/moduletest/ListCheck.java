package org.stepwise.moduletest;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.Field;
import org.stepwise.kernel.api.record.Filter;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.kernel.api.record.Rows;

/** Every column of every list sorts, every filter filters, paging loses and doubles nothing (REC-5). */
final class ListCheck {
    private static final int RECORDS = 7;
    private static final int PAGE = 3;
    private static final int MOST = 500;
    private final ModuleCompany company;
    private final Samples samples;
    private final List<String> problems = new ArrayList<>();

    ListCheck(ModuleCompany company, Samples samples) {
        this.company = company;
        this.samples = samples;
    }

    List<String> problems(List<RecordType<?>> types) {
        for (RecordType<?> type : types) {
            List<RecordId> made = new ArrayList<>();
            for (int i = 1; i <= RECORDS; i++) made.add(samples.record(type.id(), company.idOf("colleague"), i));
            company.kernel().system(() -> check(type, made));
        }
        return problems;
    }

    private Records records() {
        return company.get(Records.class);
    }

    private void check(RecordType<?> type, List<RecordId> made) {
        Set<String> columns = new LinkedHashSet<>(type.columns());
        columns.add(type.sort().replaceFirst("^-", ""));
        for (String column : columns) {
            sorts(type, column);
            sorts(type, "-" + column);
        }
        for (String filter : type.filters()) {
            type.find(filter).ifPresent(field -> filters(type, field, made));
        }
        finds(type, made.get(0));
    }

    private void sorts(RecordType<?> type, String column) {
        try {
            List<Row> all = records()
                    .list(type.id(), Query.ALL.sort(column).limit(MOST))
                    .rows();
            List<RecordId> paged = paged(type, column);
            List<RecordId> whole = all.stream().map(Row::record).toList();
            if (!whole.equals(paged)) problems.add(type.id() + ": pages by " + column + " differ from the whole");
            ordered(type, column, all);
        } catch (Problem e) {
            problems.add(type.id() + ": no list by " + column + ": " + e.getMessage());
        }
    }

    private List<RecordId> paged(RecordType<?> type, String column) {
        List<RecordId> found = new ArrayList<>();
        Optional<String> next = Optional.of("");
        while (next.isPresent() && found.size() <= MOST) {
            Rows page =
                    records().list(type.id(), Query.ALL.sort(column).limit(PAGE).after(next.get()));
            page.rows().forEach(row -> found.add(row.record()));
            next = page.next();
        }
        return found;
    }

    /** Numbers, days and moments in order; how words are ordered is the database's. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private void ordered(RecordType<?> type, String column, List<Row> rows) {
        String name = column.replaceFirst("^-", "");
        boolean plain = type.find(name)
                .filter(field -> Samples.comparable(field.kind()))
                .isPresent();
        if (!plain) return;
        int way = column.startsWith("-") ? -1 : 1;
        Comparable before = null;
        for (Row row : rows) {
            Object value = row.value(name);
            if (value == null) continue;
            if (before != null && before.compareTo(value) * way > 0) {
                problems.add(type.id() + ": not in order by " + column + ": " + before + ", " + value);
                return;
            }
            before = (Comparable) value;
        }
    }

    private void filters(RecordType<?> type, Field field, List<RecordId> made) {
        try {
            Object wanted = records().card(made.get(0)).row().value(field.name());
            Filter filter = wanted == null || wanted.equals("")
                    ? new Filter(field.name(), Filter.Op.NULL, "")
                    : Filter.eq(field.name(), wanted);
            List<Row> found = records()
                    .list(type.id(), Query.ALL.where(filter).limit(MOST))
                    .rows();
            if (found.stream().noneMatch(row -> row.record().equals(made.get(0))))
                problems.add(type.id() + ": " + filter + " does not find " + made.get(0));
            long counted =
                    records().count(type.id(), Query.ALL.where(filter), MOST).value();
            if (counted != found.size())
                problems.add(type.id() + ": " + filter + " counts " + counted + ", lists " + found.size());
        } catch (Problem e) {
            problems.add(type.id() + ": no list where " + field.name() + ": " + e.getMessage());
        }
    }

    private void finds(RecordType<?> type, RecordId record) {
        String title = records().titles(List.of(record)).getOrDefault(record, "");
        if (title.isBlank()) {
            problems.add(type.id() + ": a record without a title");
            return;
        }
        boolean found = records().list(type.id(), Query.ALL.text(title).limit(MOST)).rows().stream()
                .anyMatch(row -> row.record().equals(record));
        if (!found) problems.add(type.id() + ": '" + title + "' is not found by its title");
    }
}
