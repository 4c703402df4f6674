package org.stepwise.rest.internal.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.QueryParam;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.record.Filter;
import org.stepwise.kernel.api.record.Query;

/** Parameters of a list. */
public final class ListQuery {
    static final int MOST = 500;

    @QueryParam("q")
    @DefaultValue("")
    String text;

    @QueryParam("filter")
    List<String> filter;

    @QueryParam("sort")
    @DefaultValue("")
    String sort;

    @QueryParam("limit")
    @DefaultValue("50")
    String limit;

    @QueryParam("after")
    @DefaultValue("")
    String after;

    @QueryParam("fields")
    @DefaultValue("")
    String fields;

    @QueryParam("count")
    @DefaultValue("false")
    boolean count;

    @QueryParam("deleted")
    @DefaultValue("false")
    boolean deleted;

    /** @throws Invalid when the limit or a filter is not as documented */
    Query query() {
        List<Filter> filters = new ArrayList<>();
        List<Violation> broken = new ArrayList<>();
        int rows = rows(broken);
        for (String one : filter == null ? List.<String>of() : filter) {
            try {
                filters.add(Filter.parse(one));
            } catch (Invalid e) {
                broken.addAll(e.violations());
            }
        }
        if (!broken.isEmpty()) throw new Invalid(broken);
        return new Query(text, filters, names(sort), rows, after, names(fields), deleted);
    }

    /** Reading on and on, or much at once, is for those who stay (DIR-3); a page is not. */
    Query query(Caller caller) {
        Query query = query();
        boolean bulk = query.limit() > Query.ALL.limit() || !query.after().isEmpty();
        if (caller.leaving() && bulk) throw new Forbidden("kernel.problem.leaving");
        return query;
    }

    private int rows(List<Violation> broken) {
        int rows = limit.matches("\\d{1,6}") ? Integer.parseInt(limit) : 0;
        if (rows >= 1 && rows <= MOST) return rows;
        broken.add(new Violation("limit", "rest.problem.limit", Map.of("most", MOST)));
        return 1;
    }

    static List<String> names(String commaSeparated) {
        return Arrays.stream(commaSeparated.split(","))
                .map(String::trim)
                .filter(n -> !n.isEmpty())
                .toList();
    }
}
