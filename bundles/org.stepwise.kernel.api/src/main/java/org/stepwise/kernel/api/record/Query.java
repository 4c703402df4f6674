package org.stepwise.kernel.api.record;

import java.util.ArrayList;
import java.util.List;

/**
 * What a list shows. Immutable; the {@code with…} methods copy.
 *
 * @param text prefix of name, number or pinyin, or part of the name; "" for all
 * @param sort column names, '-' before one for descending; empty for the type's default
 * @param limit 1–500
 * @param after cursor of the page before, "" for the first
 * @param fields fields wanted, empty for the list's columns
 * @param deleted true shows the recycle bin instead
 */
public record Query(
        String text,
        List<Filter> filters,
        List<String> sort,
        int limit,
        String after,
        List<String> fields,
        boolean deleted) {
    public static final Query ALL = new Query("", List.of(), List.of(), 50, "", List.of(), false);

    public Query {
        filters = List.copyOf(filters);
        sort = List.copyOf(sort);
        fields = List.copyOf(fields);
    }

    public Query text(String wanted) {
        return new Query(wanted, filters, sort, limit, after, fields, deleted);
    }

    public Query where(Filter... more) {
        List<Filter> all = new ArrayList<>(filters);
        all.addAll(List.of(more));
        return new Query(text, all, sort, limit, after, fields, deleted);
    }

    public Query sort(String... columns) {
        return new Query(text, filters, List.of(columns), limit, after, fields, deleted);
    }

    public Query limit(int rows) {
        return new Query(text, filters, sort, rows, after, fields, deleted);
    }

    public Query after(String cursor) {
        return new Query(text, filters, sort, limit, cursor, fields, deleted);
    }

    public Query fields(List<String> names) {
        return new Query(text, filters, sort, limit, after, names, deleted);
    }

    public Query bin() {
        return new Query(text, filters, sort, limit, after, fields, true);
    }
}
