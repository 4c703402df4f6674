package org.stepwise.kernel.internal.rollout;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.rollout.UsageRules.Edition;
import org.stepwise.kernel.api.tx.Sql;

/** The tables of rules of use and their confirmations; every method runs in the surrounding transaction. */
record RulesTable(Sql sql) {
    private static final String SELECT =
            "select module, edition, zh, en, shipped, published_at, by_name from rollout_rules";

    List<Edition> of(String module) {
        return sql.list(SELECT + " where module = ? order by edition desc", RulesTable::edition, module);
    }

    /** The newest of these modules; those that have none are missing. */
    Map<String, Edition> newest(Collection<String> modules) {
        Map<String, Edition> found = new HashMap<>();
        List<Edition> newest = sql.list(
                SELECT + " r where module in (?) and edition ="
                        + " (select max(n.edition) from rollout_rules n where n.module = r.module)",
                RulesTable::edition,
                modules);
        newest.forEach(one -> found.put(one.module(), one));
        return found;
    }

    private static Edition edition(Sql.Row row) throws SQLException {
        return new Edition(
                row.text(1), (int) row.number(2), row.text(3), row.text(4), row.flag(5), row.instant(6), row.text(7));
    }

    void insert(Edition edition, long by, Instant at) {
        sql.update(
                "insert into rollout_rules (module, edition, zh, en, shipped, published_at, by_person, by_name)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                edition.module(),
                edition.number(),
                edition.zh(),
                edition.en(),
                edition.shipped(),
                at,
                by,
                edition.by());
    }

    /** Modules whose rules the phases that open them ask the caller to confirm. */
    Set<String> asking(Caller caller) {
        Set<Long> principals = new HashSet<>(caller.principals());
        principals.add(caller.person());
        Set<String> modules = new HashSet<>();
        sql.each(
                "select distinct m.address from rollout_phase_scope s"
                        + " join rollout_phase p on p.id = s.phase_id"
                        + " join rollout_preparation a on a.phase_id = p.id"
                        + " join rollout_phase_module m on m.phase_id = p.id"
                        + " where s.principal_id in (?) and p.state in ('ACTIVE', 'COMPLETED') and a.rules = true",
                row -> modules.add(Address.of(row.text(1)).module()),
                principals);
        return modules;
    }

    Optional<Instant> confirmed(long person, String module, int edition) {
        return sql.first(
                "select confirmed_at from rollout_rules_confirmed where person_id = ? and module = ? and edition = ?",
                row -> row.instant(1).orElse(Instant.EPOCH),
                person,
                module,
                edition);
    }

    void confirm(long person, String module, int edition, Instant at) {
        sql.update(
                "insert into rollout_rules_confirmed (person_id, module, edition, confirmed_at) values (?, ?, ?, ?)",
                person,
                module,
                edition,
                at);
    }

    /** Everybody who confirmed this edition. */
    Set<Long> confirmed(String module, int edition) {
        Set<Long> people = new HashSet<>();
        sql.each(
                "select person_id from rollout_rules_confirmed where module = ? and edition = ?",
                row -> people.add(row.number(1)),
                module,
                edition);
        return people;
    }
}
