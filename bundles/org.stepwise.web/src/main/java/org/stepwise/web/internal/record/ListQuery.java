package org.stepwise.web.internal.record;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stepwise.kernel.api.record.FieldKind;
import org.stepwise.kernel.api.record.Filter;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.web.internal.page.Visit;

/**
 * What a list's address asks for: {@code q}, {@code f.status}, {@code f.amount.from}, {@code f.amount.to}, {@code sort},
 * {@code after}, {@code bin}, and {@code trail}, the cursors of the pages before. Addresses with one thing changed are made from it.
 */
final class ListQuery {
    static final int ROWS = 50;
    private static final String FIRST = "0";
    private static final int TRAIL = 2500;
    private static final List<String> KEPT = List.of("q", "sort", "bin");
    private final String base;
    private final Map<String, List<String>> params = new LinkedHashMap<>();

    ListQuery(String base, Visit visit) {
        this.base = base;
        visit.params().forEach((name, values) -> {
            List<String> filled =
                    values.stream().filter(value -> !value.isEmpty()).toList();
            boolean kept = KEPT.contains(name) || name.startsWith("f.");
            if (kept && !filled.isEmpty()) params.put(name, filled);
        });
    }

    String param(String name) {
        return params.getOrDefault(name, List.of("")).get(0);
    }

    List<String> params(String name) {
        return params.getOrDefault(name, List.of());
    }

    boolean filtered() {
        return params.keySet().stream().anyMatch(name -> name.equals("q") || name.startsWith("f."));
    }

    boolean bin() {
        return params.containsKey("bin");
    }

    String sort(RecordType<?> type) {
        return param("sort").isEmpty() ? type.sort() : param("sort");
    }

    /** The same list with these parameters replaced; "" removes one. */
    String with(Map<String, String> changes) {
        return at(base, changes);
    }

    /** The same parameters at another address. */
    String at(String path, Map<String, String> changes) {
        Map<String, List<String>> changed = new LinkedHashMap<>(params);
        changes.forEach((name, value) -> {
            if (value.isEmpty()) changed.remove(name);
            else changed.put(name, List.of(value));
        });
        StringBuilder out = new StringBuilder(path);
        char mark = '?';
        for (Map.Entry<String, List<String>> entry : changed.entrySet()) {
            for (String value : entry.getValue()) {
                out.append(mark)
                        .append(entry.getKey())
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
                mark = '&';
            }
        }
        return out.toString();
    }

    /** The page after this one, which remembers the way back. */
    String next(Visit visit, String cursor) {
        String here = visit.param("after").isEmpty() ? FIRST : visit.param("after");
        String trail = visit.param("trail").isEmpty() ? here : visit.param("trail") + "," + here;
        while (trail.length() > TRAIL) trail = trail.substring(trail.indexOf(',') + 1);
        return with(Map.of("after", cursor, "trail", trail));
    }

    /** The page before this one, "" on the first; the first page when the way back is longer than an address can be. */
    String previous(Visit visit) {
        if (visit.param("after").isEmpty()) return "";
        String trail = visit.param("trail");
        int cut = trail.lastIndexOf(',');
        String before = trail.substring(cut + 1);
        String rest = cut < 0 ? "" : trail.substring(0, cut);
        return with(Map.of("after", before.equals(FIRST) ? "" : before, "trail", rest));
    }

    Map<String, List<String>> params() {
        return params;
    }

    Query query(Values values, Visit visit) {
        List<Filter> filters = new ArrayList<>();
        params.forEach((name, given) -> {
            if (name.startsWith("f.")) filters.add(filter(values, name.substring(2), given, visit));
        });
        Query query = Query.ALL
                .text(param("q"))
                .where(filters.toArray(Filter[]::new))
                .limit(ROWS)
                .after(visit.param("after"));
        if (!param("sort").isEmpty()) query = query.sort(param("sort"));
        return bin() ? query.bin() : query;
    }

    private static Filter filter(Values values, String name, List<String> given, Visit visit) {
        if (name.endsWith(".from")) {
            Look look = values.look(name.substring(0, name.length() - 5));
            return new Filter(look.name(), Filter.Op.GE, border(look, given.get(0), 0, visit));
        }
        if (name.endsWith(".to")) {
            Look look = values.look(name.substring(0, name.length() - 3));
            boolean instant = look.kind() == FieldKind.INSTANT;
            return new Filter(look.name(), instant ? Filter.Op.LT : Filter.Op.LE, border(look, given.get(0), 1, visit));
        }
        Look look = values.look(name);
        List<String> plain = given.stream()
                .map(value -> value.equals("me") ? String.valueOf(visit.caller().person()) : value)
                .toList();
        if (plain.size() > 1) return new Filter(name, Filter.Op.IN, String.join(",", plain));
        boolean text = look.kind() == FieldKind.TEXT || look.kind() == FieldKind.LONG_TEXT;
        return new Filter(name, text ? Filter.Op.LIKE : Filter.Op.EQ, plain.get(0));
    }

    /** Days of the reader are instants of the server. */
    private static String border(Look look, String value, int plusDays, Visit visit) {
        if (look.kind() != FieldKind.INSTANT) return value;
        try {
            ZoneId zone = visit.caller().zone();
            return LocalDate.parse(value)
                    .plusDays(plusDays)
                    .atStartOfDay(zone)
                    .toInstant()
                    .toString();
        } catch (java.time.DateTimeException e) {
            return value;
        }
    }
}
