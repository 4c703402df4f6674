package org.stepwise.records.internal.query;

import java.util.ArrayList;
import java.util.List;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Rows;
import org.stepwise.records.internal.core.Columns;
import org.stepwise.records.internal.core.Fragment;
import org.stepwise.records.internal.core.Gate;
import org.stepwise.records.internal.core.Platform;

/** Counts what is visible, up to a limit. Every branch stops at the limit; what several of them hold counts once. */
public final class Counts {
    private final Platform platform;
    private final Gate gate;
    private final Lists lists;
    private final Statistics statistics;

    public Counts(Platform platform, Gate gate, Lists lists, Statistics statistics) {
        this.platform = platform;
        this.gate = gate;
        this.lists = lists;
        this.statistics = statistics;
    }

    public Rows.Count count(String typeId, Query query, int atMost) {
        RecordType<?> type = gate.open(typeId);
        Columns columns = Columns.of(platform.types(), type, gate.caller());
        Listing listing = lists.listing(columns, query, query.deleted() ? Actions.DELETE : Actions.SEE, true);
        if (listing.restriction().none()) return new Rows.Count(0, true);
        Fragment statement = statement(listing, platform.sql().limit(atMost + 1));
        long counted = platform.sql().number(statement.sql(), statement.args());
        return new Rows.Count(Math.min(counted, atMost), counted <= atMost);
    }

    private Fragment statement(Listing listing, String limit) {
        boolean simple = listing.deleted()
                || listing.restriction().wide()
                || listing.condition().indexed();
        if (simple) return plain(listing, limit);
        Plan.Shape shape = Plan.choose(listing, statistics, 1_000).shape();
        if (!platform.postgres()) return shape == Plan.Shape.COLLECT ? united(listing, limit) : plain(listing, limit);
        return shape == Plan.Shape.PLAIN ? plain(listing, limit) : branches(listing, limit);
    }

    private static Fragment plain(Listing listing, String limit) {
        return Fragment.of("select count(*) from (select c.id from "
                        + listing.type().table() + " c where ")
                .add(listing.deleted() ? "c.deleted" : "not c.deleted")
                .and(listing.restriction().whole())
                .and(listing.condition().fragment())
                .add(limit + ") q");
    }

    /** Derby's branches, without doubles. */
    private static Fragment united(Listing listing, String limit) {
        List<Fragment> branches = new ArrayList<>();
        for (Fragment branch : listing.restriction().each(listing.type().table())) {
            branches.add(branch.and(Fragment.of("not c.deleted"))
                    .and(listing.restriction().walls())
                    .and(listing.condition().fragment()));
        }
        if (branches.isEmpty()) return Fragment.of("values 0");
        return Fragment.of("select count(*) from (select q.id from (")
                .add(Fragment.joined(branches, " union "))
                .add(") q" + limit + ") z");
    }

    private static Fragment branches(Listing listing, String limit) {
        List<Fragment> counted = new ArrayList<>();
        for (Fragment branch : listing.restriction().each(listing.type().table())) {
            counted.add(Fragment.of("(")
                    .add(branch)
                    .and(Fragment.of("not c.deleted"))
                    .and(listing.restriction().walls())
                    .and(listing.condition().fragment())
                    .add(limit + ")"));
        }
        if (counted.isEmpty()) return Fragment.of("select 0");
        return Fragment.of("select count(*) from (select distinct q.id from (")
                .add(Fragment.joined(counted, " union all "))
                .add(") q" + limit + ") z");
    }
}
