package org.stepwise.records.internal.query;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
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
    private final boolean postgres;

    public Restriction(Platform platform, RecordType<?> type, Reach reach, String action) {
        this.reach = reach;
        this.action = action;
        this.today = platform.today();
        this.postgres = platform.postgres();
        this.shared = type.part()
                .map(f -> "c." + platform.types().column(type, f.name()))
                .orElse("c.id");
        this.shareType = type.part().map(f -> f.ref()).orElse(type.id());
    }

    /** The column that shares name: the record's own key, or that of its whole. */
    String shared() {
        return shared;
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

    /**
     * Clearance and segments, which nothing but a group-wide grant crosses. The clearance, one of few, stands in the text: PostgreSQL
     * takes an unknown bound to keep a third of the rows, and would plan the statement anew each time to know better.
     */
    public Fragment walls() {
        Fragment walls = Fragment.of("c.security_level <= " + reach.clearance());
        reach.segments().ifPresent(allowed -> walls.add(" and c.segment_id in (?)", List.copyOf(allowed)));
        return walls;
    }

    /** Walls and branches. */
    public Fragment whole() {
        if (reach.none()) return Fragment.of("1=0");
        return wide() ? walls() : walls().and(branches(Sharing.READ, new Fragment()));
    }

    /** The branches as they are tested row by row. @param least the lowest id that is tested, for spanned sharing */
    Fragment branches(Sharing sharing, Fragment least) {
        if (!postgres) return probes();
        List<Fragment> branches = new ArrayList<>();
        if (reach.own()) branches.add(Fragment.of("c.owner_id = ?", reach.person()));
        if (reach.subordinates())
            branches.add(Fragment.of("c.owner_id in (").add(subordinates()).add(")"));
        if (!reach.units().isEmpty()) branches.add(Fragment.of("c.unit_id in (?)", List.copyOf(reach.units())));
        if (!reach.branches().isEmpty())
            branches.add(Fragment.of("c.unit_id in (").add(unitsBelow()).add(")"));
        if (!reach.principals().isEmpty()) {
            branches.add(shared(sharing, least));
        }
        return Fragment.anyOf(branches);
    }

    private Fragment shared(Sharing sharing, Fragment least) {
        if (sharing == Sharing.PROBED) {
            return Fragment.of("coalesce((select true ").add(shares(shared)).add(" limit 1), false)");
        }
        Fragment read = Fragment.of(shared + " in (select s.record_id ").add(shares(""));
        if (sharing == Sharing.SPANNED)
            read.add(" and s.record_id >= (").add(least).add(")");
        return read.add(")");
    }

    /** Derby reads a set again for each row, but finds one row of it fast. */
    private Fragment probes() {
        List<Fragment> branches = new ArrayList<>();
        if (reach.own()) branches.add(Fragment.of("c.owner_id = ?", reach.person()));
        if (!reach.units().isEmpty()) branches.add(Fragment.of("c.unit_id in (?)", List.copyOf(reach.units())));
        if (reach.subordinates()) branches.add(exists(subordinates().add(" and p.sub = c.owner_id")));
        if (!reach.branches().isEmpty()) branches.add(exists(unitsBelow().add(" and u.des = c.unit_id")));
        if (!reach.principals().isEmpty()) {
            branches.add(exists(Fragment.of("select s.record_id ").add(shares(shared))));
        }
        return Fragment.anyOf(branches);
    }

    private static Fragment exists(Fragment query) {
        return Fragment.of("exists (").add(query).add(")");
    }

    /**
     * Walls and branches for PostgreSQL, the branches as arrays that are read once, so that it joins bitmaps of the owner, unit and
     * key indexes. It does not see the values when it plans: it would take its plan for known ones to be cheaper by a hair, and
     * make that anew for each page.
     */
    public Fragment collected() {
        Fragment walls = Fragment.of("c.security_level <= " + reach.clearance());
        reach.segments().ifPresent(allowed -> walls.add(" and c.segment_id").add(anyUnseen(allowed)));
        return wide() ? walls : walls.and(arrays());
    }

    private Fragment arrays() {
        List<Fragment> branches = new ArrayList<>();
        if (reach.own()) branches.add(Fragment.of("c.owner_id = ").add(unseen(reach.person())));
        if (reach.subordinates()) {
            Fragment below = Fragment.of("select p.sub from person_closure p where p.sup = ");
            branches.add(array("c.owner_id", below.add(unseen(reach.person()))));
        }
        if (!reach.units().isEmpty()) branches.add(Fragment.of("c.unit_id").add(anyUnseen(reach.units())));
        if (!reach.branches().isEmpty()) {
            Fragment below = Fragment.of("select u.des from unit_closure u where u.anc");
            branches.add(array("c.unit_id", below.add(anyUnseen(reach.branches()))));
        }
        if (!reach.principals().isEmpty()) {
            Fragment records = Fragment.of(
                            "select s.record_id from share s where s.type = ? and s.principal_id", shareType)
                    .add(anyUnseen(reach.principals()))
                    .add(" and (s.until_day is null or s.until_day >= cast((select ?) as date))", today)
                    .add(acting());
            branches.add(array(shared, records));
        }
        return Fragment.anyOf(branches);
    }

    private static Fragment unseen(long value) {
        return Fragment.of("(select cast(? as bigint))", value);
    }

    private static Fragment anyUnseen(Collection<Long> values) {
        return Fragment.of(" = any (cast((select ?) as bigint[]))", List.copyOf(values));
    }

    private static Fragment array(String column, Fragment query) {
        return Fragment.of(column + " = any(array(").add(query).add("))");
    }

    /** Ids of one branch: beginning of a statement that further conditions on {@code c} are added to. */
    public List<Fragment> each(String table) {
        List<Fragment> branches = new ArrayList<>();
        if (reach.own()) branches.add(plain(table, "c.owner_id = ?", reach.person()));
        if (!reach.units().isEmpty()) branches.add(plain(table, "c.unit_id in (?)", List.copyOf(reach.units())));
        if (reach.subordinates()) branches.add(joined(table, "c.owner_id = q.sub", subordinates()));
        if (!reach.branches().isEmpty()) branches.add(joined(table, "c.unit_id = q.des", unitsBelow()));
        if (!reach.principals().isEmpty()) {
            Fragment shares = Fragment.of("select s.record_id ").add(shares(""));
            branches.add(joined(table, shared + " = q.record_id", shares));
        }
        return branches;
    }

    private static Fragment plain(String table, String condition, Object arg) {
        return Fragment.of("select c.id from " + table + " c where " + condition, arg);
    }

    /** From the few to the records by their index; left alone, Derby reads all records first. */
    private Fragment joined(String table, String on, Fragment few) {
        String order = postgres ? "" : " --DERBY-PROPERTIES joinOrder=FIXED\n";
        return Fragment.of("select c.id from" + order + " (")
                .add(few)
                .add(") q inner join " + table + " c on " + on + " where 1=1");
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
        return from.add(acting());
    }

    /** Only shares that give the action; any gives to see. */
    private Fragment acting() {
        return action.equals(Actions.SEE)
                ? new Fragment()
                : Fragment.of(" and ',' || s.rights || ',' like ?", "%," + action + ",%");
    }
}
