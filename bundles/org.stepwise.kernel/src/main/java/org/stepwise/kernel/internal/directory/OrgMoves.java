package org.stepwise.kernel.internal.directory;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.directory.UnitMoves;
import org.stepwise.kernel.api.record.Filter;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.rollout.Opening;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.audit.Guard;
import org.stepwise.kernel.internal.rollout.Openings;

/** Moves in a transaction that is always rolled back, and compares the indexes before and after. */
@Component(service = UnitMoves.class)
public final class OrgMoves implements UnitMoves {
    private static final String BRANCH = "in (select des from unit_closure where anc = ?)";
    private static final int MOST = 10_000_000;
    private final Transactions tx;
    private final Directory directory;
    private final OrgIndex index;
    private final Types types;
    private final LateRecords records;
    private final Openings openings;
    private final Guard guard;

    @Activate
    public OrgMoves(
            @Reference Transactions tx,
            @Reference Directory directory,
            @Reference OrgIndex index,
            @Reference Types types,
            @Reference LateRecords records,
            @Reference Openings openings,
            @Reference Guard guard) {
        this.tx = tx;
        this.directory = directory;
        this.index = index;
        this.types = types;
        this.records = records;
        this.openings = openings;
        this.guard = guard;
    }

    /** Carries the result out of the transaction that it rolls back. */
    private static final class Told extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Preview preview;

        Told(Preview preview) {
            super("told", null, false, false);
            this.preview = preview;
        }
    }

    private record State(Map<Long, Long> superiors, Set<Pair> pairs, long segment) {}

    private record Pair(long superior, long below) {}

    @Override
    public Preview preview(long unit, long newParent) {
        try {
            tx.run(() -> {
                throw new Told(tried(unit, newParent));
            });
            throw new IllegalStateException("a preview always ends in its rollback");
        } catch (Told told) {
            return told.preview;
        }
    }

    private Preview tried(long unit, long newParent) {
        index.turn();
        Unit was = directory.unit(unit).orElseThrow(() -> NotFound.of(unit));
        State before = state(unit);
        Set<Long> people = people(unit);
        Map<Long, Opening> open = openings.openings(people);
        long seen = records(unit);
        directory.move(unit, newParent);
        index.settle();
        State after = state(unit);
        MovedOpenings moved = new MovedOpenings(open, openings.openings(people));
        long superiors = before.superiors.keySet().stream()
                .filter(person -> !Objects.equals(before.superiors.get(person), after.superiors.get(person)))
                .count();
        superiors += after.superiors.keySet().stream()
                .filter(person -> !before.superiors.containsKey(person))
                .count();
        return new Preview(
                unit,
                was.parent(),
                newParent,
                sql().number("select count(*) from unit_closure where anc = ?", unit),
                people.size(),
                superiors,
                without(after.pairs, before.pairs),
                without(before.pairs, after.pairs),
                seen,
                before.segment != after.segment,
                moved.opens(this::known),
                moved.closes(this::known));
    }

    private Set<Long> people(long unit) {
        return new HashSet<>(sql().list(
                        "select distinct person_id from directory_position where deleted = false and in_unit_id "
                                + BRANCH,
                        row -> row.number(1),
                        unit));
    }

    /** Whoever may see the phases knows of every module, others of those that are open to them. */
    private boolean known(String module) {
        return guard.may(Actions.SEE, "rollout.phase")
                || guard.current().opening().opens(module);
    }

    private State state(long unit) {
        Map<Long, Long> superiors = new HashMap<>();
        sql().each("select sub, sup from person_line", row -> superiors.put(row.number(1), row.number(2)));
        Set<Pair> pairs = new HashSet<>();
        sql().each("select sup, sub from person_closure", row -> pairs.add(new Pair(row.number(1), row.number(2))));
        return new State(
                superiors, pairs, directory.unit(unit).map(Unit::segment).orElse(0L));
    }

    private static long without(Set<Pair> all, Set<Pair> others) {
        return all.stream().filter(pair -> !others.contains(pair)).count();
    }

    /** Counted through the gateway, so that nothing of a closed module or of hidden records is told. */
    private long records(long unit) {
        List<Long> branch = sql().list("select des from unit_closure where anc = ?", row -> row.number(1), unit);
        long count = 0;
        for (RecordType<?> type : types.all()) {
            boolean counted = !type.module().equals("directory")
                    && type.find("unitId")
                            .filter(field -> !field.visible(guard.current()))
                            .isEmpty()
                    && guard.may(Actions.SEE, type.id());
            if (counted) count += records(type.id(), branch);
        }
        return count;
    }

    private long records(String type, List<Long> units) {
        long count = 0;
        for (List<Long> some : Closure.inLists(units)) {
            String ids = some.stream().map(String::valueOf).collect(Collectors.joining(","));
            Query query = Query.ALL.where(new Filter("unitId", Filter.Op.IN, ids));
            count += records.get().count(type, query, MOST).value();
        }
        return count;
    }

    private Sql sql() {
        return tx.sql();
    }
}
