package org.stepwise.kernel.internal.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stepwise.kernel.api.directory.UnitKind;
import org.stepwise.kernel.api.tx.Sql;

/** Some units with all units above them, read in one statement through the closure. */
public record Ancestry(Map<Long, Node> nodes) {
    /** @param parent 0 for a root @param below principal of 'the unit and below' */
    public record Node(long parent, UnitKind kind, long below) {}

    public static Ancestry of(Sql sql, Collection<Long> units) {
        Map<Long, Node> nodes = new HashMap<>();
        for (List<Long> some : Closure.inLists(units)) {
            sql.each(
                    "select distinct u.id, u.parent_id, u.kind, u.below_id from unit_closure c"
                            + " join directory_unit u on u.id = c.anc where c.des in (?)",
                    row -> nodes.put(
                            row.number(1), new Node(row.number(2), UnitKind.valueOf(row.text(3)), row.number(4))),
                    some);
        }
        return new Ancestry(nodes);
    }

    /** The unit and all above, nearest first. */
    public List<Long> above(long unit) {
        List<Long> above = new ArrayList<>();
        for (long at = unit;
                nodes.containsKey(at) && !above.contains(at);
                at = nodes.get(at).parent()) above.add(at);
        return above;
    }

    /** The nearest segment at or above the unit, 0 when there is none. */
    public long segment(long unit) {
        return above(unit).stream()
                .filter(id -> nodes.get(id).kind() == UnitKind.SEGMENT)
                .findFirst()
                .orElse(0L);
    }
}
