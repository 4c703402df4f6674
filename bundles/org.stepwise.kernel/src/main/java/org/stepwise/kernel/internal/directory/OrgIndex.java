package org.stepwise.kernel.internal.directory;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.access.Stamps;

/**
 * Keeps the closures of people and units: once per transaction that changes the organisation, just before its commit or when somebody
 * asks earlier. Everything is computed in memory and compared; only differences are written.
 */
@Component(service = OrgIndex.class)
public final class OrgIndex {
    private final Transactions tx;
    private final Stamps stamps;
    private final ThreadLocal<Pending> pending = new ThreadLocal<>();

    /** Whether the transaction, known by its token, still has to write. */
    private static final class Pending {
        final WeakReference<Object> token;
        boolean due;

        Pending(Object token) {
            this.token = new WeakReference<>(token);
        }
    }

    @Activate
    public OrgIndex(@Reference Transactions tx, @Reference Stamps stamps) {
        this.tx = tx;
        this.stamps = stamps;
    }

    /** The organisation is going to change in this transaction. */
    public void turn() {
        stamps.turn();
    }

    /** The organisation changes in this transaction. */
    public void changed() {
        stamps.touch(Stamps.DIRECTORY);
        Object token = tx.token();
        Pending known = pending.get();
        if (known == null || known.token.get() != token) {
            known = new Pending(token);
            pending.set(known);
            tx.beforeCommit(this::settle);
        } else if (!known.due) {
            tx.beforeCommit(this::settle);
        }
        known.due = true;
    }

    /** Writes what the running transaction has changed so far, so that answers are true inside it too. */
    public void settle() {
        Pending known = pending.get();
        if (known == null || !known.due || !tx.active()) return;
        if (known.token.get() != tx.token()) return;
        known.due = false;
        refresh();
    }

    /** @throws Conflict when units or superiors would form a cycle */
    void refresh() {
        Sql sql = tx.sql();
        Map<Long, ReportingLines.UnitNode> units = units(sql);
        Map<Long, Long> parents = new HashMap<>();
        units.forEach((id, unit) -> parents.put(id, unit.parent()));
        Closure.cycle(parents).ifPresent(unit -> {
            throw new Conflict("directory.problem.cycleAtUnit", Map.of("name", new EntryNames(tx).unit(unit)));
        });
        Closure.UNITS.refresh(sql, parents);
        Map<Long, Long> superiors = new ReportingLines(units, reportsTo(sql), places(sql)).superiors();
        Closure.cycle(superiors).ifPresent(person -> {
            throw new Conflict("directory.problem.cycleAtPerson", Map.of("name", new EntryNames(tx).person(person)));
        });
        Closure.PERSONS.refresh(sql, superiors);
    }

    private static Map<Long, ReportingLines.UnitNode> units(Sql sql) {
        Map<Long, ReportingLines.UnitNode> units = new HashMap<>();
        sql.each(
                "select u.id, u.parent_id, p.id from directory_unit u left join directory_person p"
                        + " on p.id = u.head_id and p.deleted = false and p.state <> 'LEFT' where u.deleted = false",
                row -> units.put(row.number(1), new ReportingLines.UnitNode(row.number(2), row.number(3))));
        return units;
    }

    private static Map<Long, Long> reportsTo(Sql sql) {
        Map<Long, Long> posts = new HashMap<>();
        sql.each(
                "select id, reports_to_id from directory_post where deleted = false and reports_to_id is not null",
                row -> posts.put(row.number(1), row.number(2)));
        return posts;
    }

    private static List<ReportingLines.Place> places(Sql sql) {
        List<ReportingLines.Place> places = new ArrayList<>();
        sql.each(
                "select o.person_id, o.in_unit_id, o.post_id, s.id, p.state from directory_position o"
                        + " join directory_person p on p.id = o.person_id and p.deleted = false"
                        + " left join directory_person s on s.id = o.superior_id and s.deleted = false and s.state <> 'LEFT'"
                        + " where o.deleted = false and o.primary_position = true",
                row -> places.add(new ReportingLines.Place(
                        row.number(1), row.number(2), row.number(3), row.number(4), "LEFT".equals(row.text(5)))));
        return places;
    }
}
