package org.stepwise.records.internal.query;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Reach;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.kernel.api.record.Rows;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.records.internal.core.Column;
import org.stepwise.records.internal.core.Columns;
import org.stepwise.records.internal.core.Fragment;
import org.stepwise.records.internal.core.Gate;
import org.stepwise.records.internal.core.Platform;

/** Lists and type-ahead, filtered by permission in the query. Rows stay rows: no entity is made. */
public final class Lists {
    private static final int LARGEST_PAGE = 500;
    private static final int MOST_KEYS = 3;
    private final Platform platform;
    private final Gate gate;
    private final Statistics statistics;
    private final Titles titles;
    /** Optimizer hint for a type and order, "" for none. */
    private final BiFunction<RecordType<?>, SortKey, String> hints;

    private final Planner planner;

    /** Chooses how a page is read. */
    interface Planner {
        Plan choose(Listing listing, Statistics statistics, int limit);
    }

    public Lists(
            Platform platform,
            Gate gate,
            Statistics statistics,
            Titles titles,
            BiFunction<RecordType<?>, SortKey, String> hints) {
        this(platform, gate, statistics, titles, hints, Plan::choose);
    }

    Lists(
            Platform platform,
            Gate gate,
            Statistics statistics,
            Titles titles,
            BiFunction<RecordType<?>, SortKey, String> hints,
            Planner planner) {
        this.platform = platform;
        this.gate = gate;
        this.statistics = statistics;
        this.titles = titles;
        this.hints = hints;
        this.planner = planner;
    }

    /** A row as read and where it stands. */
    private record Read(Row row, Position position) {}

    /** Everything that a statement needs. */
    private record Run(Listing listing, List<Column> read, Optional<Position> from, int limit) {}

    public Rows list(String typeId, Query query) {
        if (query.limit() < 1 || query.limit() > LARGEST_PAGE) {
            throw Invalid.of("limit", "kernel.problem.limit", Map.of("max", LARGEST_PAGE));
        }
        RecordType<?> type = gate.open(typeId);
        Columns columns = Columns.of(platform.types(), type, gate.caller());
        Listing listing = listing(columns, query, query.deleted() ? Actions.DELETE : Actions.SEE, true);
        Cursor cursor = new Cursor(typeId, listing.order());
        Optional<Position> from = query.after().isEmpty() ? Optional.empty() : Optional.of(cursor.read(query.after()));
        List<Read> found = page(columns, listing, from, query.limit() + 1);
        boolean more = found.size() > query.limit();
        List<Read> shown = more ? found.subList(0, query.limit()) : found;
        Optional<String> next =
                more ? Optional.of(cursor.write(shown.get(shown.size() - 1).position())) : Optional.empty();
        List<Row> rows = shown.stream().map(Read::row).toList();
        return new Rows(titles.refer(rows, listing.shown()), next);
    }

    /** Prefix of name, number, pinyin or a search field; most recently changed first. */
    public List<Row> suggest(String typeId, String text, int limit) {
        RecordType<?> type = gate.open(typeId);
        Columns columns = Columns.of(platform.types(), type, gate.caller());
        Query query = Query.ALL.text(text).sort("-updatedAt").limit(limit);
        Listing listing = listing(columns, query, Actions.SEE, false);
        List<Row> rows = page(columns, listing, Optional.empty(), limit).stream()
                .map(Read::row)
                .toList();
        return titles.refer(rows, listing.shown());
    }

    /** All rows in the order of their keys, streamed, without titles of references. */
    public void each(String typeId, Query query, java.util.function.Consumer<Row> sink) {
        RecordType<?> type = gate.open(typeId);
        Caller caller = gate.caller();
        if (caller.leaving()) throw new Forbidden("kernel.problem.leaving");
        if (!gate.may(type, Actions.EXPORT)) throw Forbidden.of(Actions.EXPORT, typeId);
        Columns columns = Columns.of(platform.types(), type, caller);
        Listing listing = listing(columns, query, Actions.EXPORT, true);
        Restriction visible = new Restriction(platform, type, gate.reach(type, Actions.SEE), Actions.SEE);
        List<Column> read = listing.read(columns);
        Fragment statement = listing.plain(read, Optional.empty(), "");
        if (!visible.free()) statement = both(listing, read, visible);
        BitSet shown = listing.shownOf(read);
        platform.sql()
                .each(
                        statement.sql(),
                        row -> sink.accept(RowReader.read(type.id(), row, read, shown)),
                        statement.args());
    }

    private static Fragment both(Listing listing, List<Column> read, Restriction visible) {
        Condition seen = new Condition(visible.whole(), 1, false);
        Listing narrowed = new Listing(
                listing.type(),
                listing.shown(),
                listing.restriction(),
                seen.and(listing.condition()),
                listing.order(),
                listing.deleted(),
                listing.postgres());
        return narrowed.plain(read, Optional.empty(), "");
    }

    Listing listing(Columns columns, Query query, String action, boolean parts) {
        RecordType<?> type = columns.type();
        Reach reach = gate.reach(type, action);
        Restriction restriction = new Restriction(platform, type, reach, action);
        boolean postgres = platform.postgres();
        Filters filters = new Filters(columns, gate.caller(), postgres, statistics.of(type));
        Condition condition =
                filters.read(query.filters()).and(new TextSearch(platform, columns).read(query.text(), parts));
        List<Column> shown = columns.chosen(query.fields());
        return new Listing(type, shown, restriction, condition, order(columns, query), query.deleted(), postgres);
    }

    private Order order(Columns columns, Query query) {
        List<String> wanted = query.sort().isEmpty() ? List.of(columns.type().sort()) : query.sort();
        Set<String> offered = Indexed.sortable(columns.type());
        List<SortKey> keys = new ArrayList<>();
        for (String name : new LinkedHashSet<>(wanted)) {
            boolean descending = name.startsWith("-");
            String plain = descending ? name.substring(1) : name;
            Column column = columns.require(plain, "sort");
            if (!column.comparable() || !offered.contains(plain) || keys.size() == MOST_KEYS) {
                throw Invalid.of("sort", "kernel.problem.sort", Map.of("field", plain));
            }
            keys.add(new SortKey(column, descending, found(columns, query, column)));
        }
        return new Order(keys, platform.postgres());
    }

    /** The prefix of this column is all that the query asks: PostgreSQL then reads in the order of that index. */
    private boolean found(Columns columns, Query query, Column column) {
        return platform.postgres()
                && query.text().isEmpty()
                && query.sort().size() == 1
                && query.filters().size() == 1
                && query.filters().get(0).field().equals(column.name())
                && Filters.prefix(query.filters().get(0))
                && Indexed.prefix(columns.type(), column);
    }

    private List<Read> page(Columns columns, Listing listing, Optional<Position> from, int limit) {
        if (listing.restriction().none()) return List.of();
        Run run = new Run(listing, listing.read(columns), from, limit);
        if (listing.deleted()) return plain(run);
        Plan plan = planner.choose(listing, statistics, limit);
        return platform.postgres() ? fenced(run, plan) : hinted(run, plan);
    }

    private List<Read> fenced(Run run, Plan plan) {
        String limit = platform.sql().limit(run.limit());
        return switch (plan.shape()) {
            case DIRECT -> direct(run, "");
            case WALK -> walked(run, plan);
            case COLLECT -> query(run, run.listing().collect(run.read(), run.from(), limit));
            case BY_FILTER -> query(run, run.listing().byFilter(run.read(), run.from(), plan, limit));
            case PLAIN -> plain(run);
        };
    }

    private List<Read> walked(Run run, Plan plan) {
        String limit = platform.sql().limit(run.limit());
        List<Read> walked = query(run, run.listing().walk(run.read(), run.from(), empties(run), plan, limit));
        if (walked.size() == run.limit()) return walked;
        if (plan.sharing() == Sharing.SPANNED) return walked(run, plan.further());
        return query(run, run.listing().collect(run.read(), run.from(), limit));
    }

    /** Derby: along the hinted index without a budget, or branch by branch. */
    private List<Read> hinted(Run run, Plan plan) {
        String hint = hints.apply(run.listing().type(), run.listing().order().first());
        boolean along = plan.shape() == Plan.Shape.DIRECT || plan.shape() == Plan.Shape.WALK;
        if (along && !hint.isEmpty()) return direct(run, hint);
        if (plan.shape() == Plan.Shape.PLAIN || run.listing().restriction().wide()) return plain(run);
        return query(
                run,
                run.listing().branches(run.read(), run.from(), platform.sql().limit(run.limit())));
    }

    private List<Read> plain(Run run) {
        return query(
                run, run.listing().plain(run.read(), run.from(), platform.sql().limit(run.limit())));
    }

    private static boolean empties(Run run) {
        return run.listing().order().segmented()
                && run.from().filter(p -> p.values().get(0).isEmpty()).isPresent();
    }

    /** Rows with a value first, then those without. */
    private List<Read> direct(Run run, String hint) {
        boolean empties = empties(run);
        String limit = platform.sql().limit(run.limit());
        List<Read> found = query(run, run.listing().direct(run.read(), run.from(), empties, hint, limit));
        if (found.size() == run.limit() || empties || !run.listing().order().segmented()) return found;
        List<Read> all = new ArrayList<>(found);
        String rest = platform.sql().limit(run.limit() - found.size());
        all.addAll(query(run, run.listing().direct(run.read(), Optional.empty(), true, hint, rest)));
        return all;
    }

    private List<Read> query(Run run, Fragment statement) {
        Listing listing = run.listing();
        List<Column> read = run.read();
        List<Integer> sortedAt = listing.sortedAt(read);
        BitSet shown = listing.shownOf(read);
        String type = listing.type().id();
        return platform.sql()
                .list(
                        statement.sql(),
                        row -> new Read(RowReader.read(type, row, read, shown), position(row, read, sortedAt)),
                        statement.args());
    }

    private static Position position(Sql.Row row, List<Column> read, List<Integer> sortedAt) {
        List<Optional<Object>> values = new ArrayList<>(sortedAt.size());
        for (int at : sortedAt) values.add(Optional.ofNullable(RowReader.raw(row, at, read.get(at - 1))));
        return new Position(values, row.number(1));
    }
}
