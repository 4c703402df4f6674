package org.stepwise.records.internal.query;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Reach;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.records.internal.core.Fragment;
import org.stepwise.records.internal.core.Platform;

/**
 * A caller's {@link Reach} as conditions on the table alias {@code c}. The same branches stand in Access as a predicate; a property
 * test holds that both agree.
 */
public final class Restriction {
    private final Reach reach;
    private final String action;
    private final String shared;
    private final String shareType;
    private final LocalDate today;

    public Restriction(Platform platform, RecordType<?> type, Reach reach, String action) {
        this.reach = reach;
        this.action = action;
        this.today = platform.today();
        this.shared = type.part()
                .map(f -> "c." + platform.types().column(type, f.name()))
                .orElse("c.id");
        this.shareType = type.part().map(f -> f.ref()).orElse(type.id());
    }

    public Reach reach() {
        return reach;
    }

    public boolean none() {
        return reach.none();
    }

    /** Nothing but the walls restricts. */
    public boolean wide() {
        return reach.all() || reach.everywhere();
    }

    /** Wide, and no wall of a segment either: the unrestricted order of the index fits. */
    public boolean free() {
        return wide() && reach.segments().isEmpty();
    }

    /** Clearance and segments, which nothing but a group-wide grant crosses. */
    public Fragment walls() {
        Fragment walls = Fragment.of("c.security_level <= ?", reach.clearance());
        reach.segments().ifPresent(allowed -> walls.add(" and c.segment_id in (?)", List.copyOf(allowed)));
        return walls;
    }

    /** Walls and branches. */
    public Fragment whole() {
        if (reach.none()) return Fragment.of("1=0");
        return wide() ? walls() : walls().and(branches(false));
    }

    /** The branches as they are tested row by row. @param manyShares probe each row instead of reading all shares first */
    public Fragment branches(boolean manyShares) {
        List<Fragment> branches = new ArrayList<>(ownership());
        if (!reach.units().isEmpty()) branches.add(Fragment.of("c.unit_id in (?)", List.copyOf(reach.units())));
        if (!reach.branches().isEmpty())
            branches.add(Fragment.of("c.unit_id in (").add(unitsBelow()).add(")"));
        if (!reach.principals().isEmpty()) {
            branches.add(
                    manyShares
                            ? Fragment.of("coalesce((select true ")
                                    .add(shares(shared))
                                    .add(" limit 1), false)")
                            : Fragment.of(shared + " in (select s.record_id ")
                                    .add(shares(""))
                                    .add(")"));
        }
        return Fragment.anyOf(branches);
    }

    private List<Fragment> ownership() {
        List<Fragment> branches = new ArrayList<>();
        if (reach.own()) branches.add(Fragment.of("c.owner_id = ?", reach.person()));
        if (reach.subordinates())
            branches.add(Fragment.of("c.owner_id in (").add(subordinates()).add(")"));
        return branches;
    }

    /** The branches as arrays that are read once, so that PostgreSQL joins bitmaps of the owner, unit and key indexes. */
    public Fragment arrays() {
        List<Fragment> branches = new ArrayList<>();
        if (reach.own()) branches.add(Fragment.of("c.owner_id = ?", reach.person()));
        if (reach.subordinates()) branches.add(array("c.owner_id", subordinates()));
        if (!reach.units().isEmpty()) branches.add(Fragment.of("c.unit_id in (?)", List.copyOf(reach.units())));
        if (!reach.branches().isEmpty()) branches.add(array("c.unit_id", unitsBelow()));
        if (!reach.principals().isEmpty()) {
            branches.add(array(shared, Fragment.of("select s.record_id ").add(shares(""))));
        }
        return Fragment.anyOf(branches);
    }

    private static Fragment array(String column, Fragment query) {
        return Fragment.of(column + " = any(array(").add(query).add("))");
    }

    /** One condition per branch, for statements that read each branch by its own index and join the results. */
    public List<Fragment> each() {
        List<Fragment> branches = new ArrayList<>(ownership());
        if (!reach.units().isEmpty()) branches.add(Fragment.of("c.unit_id in (?)", List.copyOf(reach.units())));
        if (!reach.branches().isEmpty())
            branches.add(Fragment.of("c.unit_id in (").add(unitsBelow()).add(")"));
        if (!reach.principals().isEmpty()) {
            branches.add(Fragment.of(shared + " in (select s.record_id ")
                    .add(shares(""))
                    .add(")"));
        }
        return branches;
    }

    private Fragment subordinates() {
        return Fragment.of("select p.sub from person_closure p where p.sup = ?", reach.person());
    }

    private Fragment unitsBelow() {
        return Fragment.of("select u.des from unit_closure u where u.anc in (?)", List.copyOf(reach.branches()));
    }

    private Fragment shares(String record) {
        Fragment from = Fragment.of(
                "from share s where s.type = ? and s.principal_id in (?)", shareType, List.copyOf(reach.principals()));
        if (!record.isEmpty()) from.add(" and s.record_id = " + record);
        from.add(" and (s.until_day is null or s.until_day >= ?)", today);
        if (!action.equals(Actions.SEE)) from.add(" and ',' || s.rights || ',' like ?", "%," + action + ",%");
        return from;
    }
}
