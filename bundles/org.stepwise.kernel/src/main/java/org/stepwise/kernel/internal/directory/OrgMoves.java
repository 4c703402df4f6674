package org.stepwise.kernel.internal.directory;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.directory.UnitMoves;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;

/** Moves in a transaction that is always rolled back, and compares the indexes before and after. */
@Component(service = UnitMoves.class)
public final class OrgMoves implements UnitMoves {
    private static final String BRANCH = "in (select des from unit_closure where anc = ?)";
    private final Transactions tx;
    private final Directory directory;
    private final OrgIndex index;
    private final Types types;

    @Activate
    public OrgMoves(
            @Reference Transactions tx,
            @Reference Directory directory,
            @Reference OrgIndex index,
            @Reference Types types) {
        this.tx = tx;
        this.directory = directory;
        this.index = index;
        this.types = types;
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
        Unit moved = directory.unit(unit).orElseThrow(() -> NotFound.of(unit));
        State before = state(unit);
        directory.move(unit, newParent);
        index.settle();
        State after = state(unit);
        long superiors = before.superiors.keySet().stream()
                .filter(person -> !Objects.equals(before.superiors.get(person), after.superiors.get(person)))
                .count();
        superiors += after.superiors.keySet().stream()
                .filter(person -> !before.superiors.containsKey(person))
                .count();
        return new Preview(
                unit,
                moved.parent(),
                newParent,
                sql().number("select count(*) from unit_closure where anc = ?", unit),
                sql().number(
                                "select count(distinct person_id) from directory_position where deleted = false"
                                        + " and in_unit_id " + BRANCH,
                                unit),
                superiors,
                without(after.pairs, before.pairs),
                without(before.pairs, after.pairs),
                records(unit),
                before.segment != after.segment);
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

    private long records(long unit) {
        long count = 0;
        for (RecordType<?> type : types.all()) {
            if (type.module().equals("directory")) continue;
            count += sql().number(
                            "select count(*) from " + type.table() + " where deleted = false and unit_id " + BRANCH,
                            unit);
        }
        return count;
    }

    private Sql sql() {
        return tx.sql();
    }
}
