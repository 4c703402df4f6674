package org.stepwise.kernel.internal.access;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Share;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;

/** The table of shares (ACC-3), read live. A share counts up to and including its last day. */
record Shares(Transactions tx, Clock clock) {
    private static final String IN_FORCE = " and (until_day is null or until_day >= ?)";
    private static final int LONGEST = 200;
    /** From one set of rights to the next in the index of each principal. */
    private static final String SETS = "select distinct g.rights from kernel_principal p cross join lateral ("
            + "with recursive step as ((select s.rights from share s where s.type = ? and s.principal_id = p.id"
            + IN_FORCE + " order by s.rights limit 1) union all select (select s.rights from share s where s.type = ?"
            + " and s.principal_id = p.id and s.rights > step.rights" + IN_FORCE + " order by s.rights limit 1)"
            + " from step where step.rights is not null) select rights from step where rights is not null) g"
            + " where p.id in (?)";

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    /** Rights of each share that names one of the principals. */
    List<Set<String>> rights(RecordId record, Set<Long> principals) {
        return tx.sql()
                .list(
                        "select rights from share where type = ? and record_id = ? and principal_id in (?)" + IN_FORCE,
                        row -> set(row.text(1)),
                        record.type(),
                        record.id(),
                        List.copyOf(principals),
                        today());
    }

    /** Is any record of the type shared to these principals with this right? */
    boolean any(String type, Set<Long> principals, String action) {
        return action.equals(Actions.SEE)
                ? some(type, principals)
                : given(type, principals).contains(action);
    }

    private boolean some(String type, Set<Long> principals) {
        return tx.sql()
                .first(
                        "select record_id from share where type = ? and principal_id in (?)" + IN_FORCE
                                + tx.sql().limit(1),
                        row -> row.number(1),
                        type,
                        List.copyOf(principals),
                        today())
                .isPresent();
    }

    /** All rights that shares of this type give to any of the principals: each set of rights is looked up once, not each share. */
    Set<String> given(String type, Set<Long> principals) {
        Set<String> given = new TreeSet<>();
        if (tx.sql().dialect() == Sql.Dialect.POSTGRESQL) {
            tx.sql().each(SETS, row -> given.addAll(set(row.text(1))), type, today(), type, today(), principals);
        } else principals.forEach(principal -> sets(type, principal, given));
        return given;
    }

    private void sets(String type, long principal, Set<String> given) {
        String next = "select rights from share where type = ? and principal_id = ? and rights > ?" + IN_FORCE
                + " order by rights" + tx.sql().limit(1);
        Optional<String> found = tx.sql().first(next, row -> row.text(1), type, principal, "", today());
        while (found.isPresent()) {
            given.addAll(set(found.get()));
            found = tx.sql().first(next, row -> row.text(1), type, principal, found.get(), today());
        }
    }

    List<Share> of(RecordId record) {
        return tx.sql()
                .list(
                        "select principal_id, rights, until_day from share where type = ? and record_id = ?"
                                + " order by principal_id",
                        row -> new Share(record, row.number(1), "", set(row.text(2)), row.date(3)),
                        record.type(),
                        record.id());
    }

    void write(Share share, long by) {
        Set<String> rights = new TreeSet<>(share.rights());
        rights.add(Actions.SEE);
        require(share, rights);
        remove(share.record(), share.principal());
        tx.sql()
                .update(
                        "insert into share (type, principal_id, record_id, rights, until_day, shared_by, shared_at)"
                                + " values (?, ?, ?, ?, ?, ?, ?)",
                        share.record().type(),
                        share.principal(),
                        share.record().id(),
                        String.join(",", rights),
                        share.until(),
                        by,
                        clock.instant());
    }

    private void require(Share share, Set<String> rights) {
        if (tx.sql().number("select count(*) from kernel_principal where id = ?", share.principal()) == 0) {
            throw NotFound.of(share.principal());
        }
        if (share.until().filter(day -> day.isBefore(today())).isPresent()) {
            throw Invalid.of("until", "access.problem.shareEnded");
        }
        List<String> strange = new ArrayList<>(rights);
        strange.removeIf(right -> right.matches("[a-zA-Z]{1,40}"));
        if (!strange.isEmpty() || String.join(",", rights).length() > LONGEST) {
            throw Invalid.of("rights", "access.problem.shareRights", Map.of("rights", String.join(", ", rights)));
        }
    }

    void remove(RecordId record, long principal) {
        tx.sql()
                .update(
                        "delete from share where type = ? and principal_id = ? and record_id = ?",
                        record.type(),
                        principal,
                        record.id());
    }

    private static Set<String> set(String rights) {
        return Set.copyOf(Arrays.asList(rights.split(",")));
    }

    /** The share that gives this right, with the principal that it names. */
    Optional<Share> giving(RecordId record, Set<Long> principals, String action) {
        return of(record).stream()
                .filter(share -> principals.contains(share.principal()))
                .filter(share -> share.rights().contains(action))
                .filter(share ->
                        share.until().map(day -> !day.isBefore(today())).orElse(true))
                .findFirst();
    }
}
