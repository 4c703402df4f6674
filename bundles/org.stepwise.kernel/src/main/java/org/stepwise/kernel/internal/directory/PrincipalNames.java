package org.stepwise.kernel.internal.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.access.Stamps;

/**
 * Names of everything that a principal may be, for every list that shows an owner or a unit. Kept under the directory's stamp, which
 * any change of a name raises, so that the next request on any node reads anew; a transaction that has changed the directory itself
 * reads what it has written.
 */
final class PrincipalNames {
    private static final int AT_MOST = 50_000;
    private static final String ALL = "select id, name, name_en from directory_person where id in (?)"
            + " union all select id, name_zh, name_en from directory_unit where id in (?)"
            + " union all select below_id, name_zh, name_en from directory_unit where below_id in (?)"
            + " union all select id, name_zh, name_en from directory_post where id in (?)"
            + " union all select id, name_zh, name_en from directory_role where id in (?)"
            + " union all select id, name_zh, name_en from directory_group where id in (?)";
    private final Transactions tx;
    private final Stamps stamps;
    private final DisplayNames display;
    private volatile Known known = new Known(-1, Map.of());

    PrincipalNames(Transactions tx, Stamps stamps, DisplayNames display) {
        this.tx = tx;
        this.stamps = stamps;
        this.display = display;
    }

    /** In both languages; both empty for a principal that is not there. */
    private record Name(String zh, String en) {
        static final Name NONE = new Name("", "");
    }

    private record Known(long stamp, Map<Long, Name> names) {}

    /** In the reader's language; those that are not there are left out. */
    Map<Long, String> of(Collection<Long> principals) {
        Map<Long, Name> names = tx.read(() -> {
            if (stamps.touched()) return read(principals);
            Map<Long, Name> kept = kept();
            List<Long> missing =
                    principals.stream().filter(id -> !kept.containsKey(id)).toList();
            if (!missing.isEmpty()) {
                kept.putAll(read(missing));
                missing.forEach(id -> kept.putIfAbsent(id, Name.NONE));
            }
            return kept;
        });
        Map<Long, String> found = new HashMap<>();
        for (long id : principals) {
            Name name = names.getOrDefault(id, Name.NONE);
            if (name != Name.NONE) found.put(id, display.of(name.zh(), name.en()));
        }
        return found;
    }

    private Map<Long, Name> kept() {
        long stamp = stamps.asked().directory();
        Known now = known;
        if (now.stamp() == stamp && now.names().size() < AT_MOST) return now.names();
        Known fresh = new Known(stamp, new ConcurrentHashMap<>());
        known = fresh;
        return fresh.names();
    }

    private Map<Long, Name> read(Collection<Long> principals) {
        Map<Long, Name> found = new HashMap<>();
        for (List<Long> some : Closure.inLists(new ArrayList<>(principals))) {
            tx.sql()
                    .list(ALL, PrincipalNames::named, some, some, some, some, some, some)
                    .forEach(one -> found.put(one.getKey(), one.getValue()));
        }
        return found;
    }

    private static Map.Entry<Long, Name> named(Sql.Row row) {
        return Map.entry(row.number(1), new Name(row.text(2), row.text(3)));
    }
}
