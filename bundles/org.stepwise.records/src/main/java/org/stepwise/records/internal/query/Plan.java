package org.stepwise.records.internal.query;

import java.util.Optional;
import org.stepwise.kernel.api.record.RecordType;

/**
 * Which way a list is read.
 *
 * @param budget rows that a walk looks at before it gives up
 * @param again how a walk with spanned sharing is repeated when it was too short
 */
record Plan(Shape shape, long budget, Sharing sharing, Sharing again) {
    Plan(Shape shape, long budget, Sharing sharing) {
        this(shape, budget, sharing, Sharing.READ);
    }

    enum Shape {
        /** Along the sort index, with nothing but walls on the way: complete. */
        DIRECT,
        /** Along the sort index, testing visibility, up to a budget: a short page is not the end. */
        WALK,
        /** All that is visible, then sorted: complete. */
        COLLECT,
        /** All that fulfils the condition, tested and sorted: complete. */
        BY_FILTER,
        /** Small table: left to the database, complete. */
        PLAIN
    }

    private static final long SMALL = 5_000;
    /** A probe costs what reading this many shares from their index, and hashing them, costs. */
    private static final long PROBE = 5;
    /** So many rows of the walk are looked at for the price of one share. */
    private static final long SPAN = 3;
    /** More than this do not fit the database's working memory. */
    private static final long MOST_READ = 50_000;

    private static final long LEAST_BUDGET = 50_000;
    private static final long MOST_BUDGET = 1L << 40;
    private static final long PROBE_BUDGET = 20_000;
    private static final long SPAN_BUDGET = 1_000;

    static Plan of(Shape shape) {
        return new Plan(shape, 0, Sharing.READ);
    }

    /** Chooses by estimated rows touched. */
    static Plan choose(Listing listing, Statistics statistics, int limit) {
        RecordType<?> type = listing.type();
        Restriction restriction = listing.restriction();
        Condition condition = listing.condition();
        boolean along = listing.order().folded();
        Optional<Statistics.OfType> known = statistics.of(type);
        if (known.isPresent() && known.get().rows() <= SMALL) return of(Shape.PLAIN);
        if (restriction.free() && (along || !condition.indexed())) return of(Shape.DIRECT);
        if (known.isEmpty()) return new Plan(Shape.WALK, PROBE_BUDGET, Sharing.PROBED);
        Statistics.OfType counts = known.get();
        double rows = counts.rows();
        double segments = Math.max(counts.segmentShare(restriction.reach().segments()), 1e-6);
        double share = Math.max(condition.share(), 1e-7);
        Statistics.Seen seen = restriction.wide()
                ? new Statistics.Seen(counts.rows(), 0, java.time.Instant.EPOCH)
                : statistics.seen(type, counts, restriction.reach());
        double visible = Math.min(rows, seen.owned() + seen.shared());
        double passed = along ? 1 : share;
        double walk = 1.3 * limit * rows / Math.max(visible * segments * passed, 1e-3);
        if (along) walk = fills(visible * segments * share, limit) ? Math.min(walk, rows * share) : Double.MAX_VALUE;
        double collect = restriction.wide() ? 2 * rows : 2 * (seen.owned() * segments + 2.0 * seen.shared()) + 20;
        double byFilter = condition.indexed() ? 1.5 * rows * share + 20 : Double.MAX_VALUE;
        if (walk <= collect && walk <= byFilter) {
            return walk(listing, seen.shared(), walk);
        }
        if (collect <= byFilter) return of(Shape.COLLECT);
        return new Plan(Shape.BY_FILTER, 0, sharing(seen.shared(), rows * share * segments));
    }

    private static Plan walk(Listing listing, long shares, double walk) {
        Sharing sharing = sharing(shares, walk);
        long spanned = budget(SPAN_BUDGET, 2 * walk);
        double read = Math.min(shares, PROBE * walk);
        if (listing.newest() && spanned < SPAN * read) {
            Sharing again = shares > MOST_READ ? Sharing.PROBED : Sharing.READ;
            return new Plan(Shape.WALK, spanned, Sharing.SPANNED, again);
        }
        return tested(sharing, walk);
    }

    private static Plan tested(Sharing sharing, double walk) {
        return new Plan(Shape.WALK, sharing == Sharing.PROBED ? PROBE_BUDGET : budget(LEAST_BUDGET, 3 * walk), sharing);
    }

    /** The walk again after it met fewer rows than were hoped for. */
    Plan further() {
        return tested(again, 0);
    }

    /** In steps, so that few statements differ by nothing else. */
    private static long budget(long least, double rows) {
        long budget = least;
        while (budget < rows && budget < MOST_BUDGET) budget *= 2;
        return budget;
    }

    /** Will what a prefix finds and the caller sees fill the page? Else all of it is read anyway. */
    private static boolean fills(double seen, int limit) {
        return seen > 2.0 * limit;
    }

    private static Sharing sharing(long shares, double tested) {
        return shares > MOST_READ || shares > PROBE * tested ? Sharing.PROBED : Sharing.READ;
    }
}
