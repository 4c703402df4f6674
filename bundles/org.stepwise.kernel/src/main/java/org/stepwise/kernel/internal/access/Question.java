package org.stepwise.kernel.internal.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Reach;
import org.stepwise.kernel.api.tx.Transactions;

/** May one caller do things with one record? Facts are read at most once, and only when a rule needs them. */
final class Question {
    private final AccessRules access;
    private final Transactions tx;
    private final Shares shares;
    private final Caller caller;
    private final String type;
    private final RecordFacts facts;
    private Optional<Boolean> superior = Optional.empty();
    private Optional<Set<Long>> above = Optional.empty();
    private Optional<List<Set<String>>> given = Optional.empty();

    Question(AccessRules access, Transactions tx, Shares shares, Caller caller, String type, RecordFacts facts) {
        this.access = access;
        this.tx = tx;
        this.shares = shares;
        this.caller = caller;
        this.type = type;
        this.facts = facts;
    }

    boolean may(String action) {
        if (caller.system()) return true;
        Reach reach = access.reach(caller, type, action);
        if (reach.none() || facts.level() > reach.clearance()) return false;
        if (reach.all()) return true;
        boolean inside = reach.segments()
                .map(allowed -> allowed.contains(facts.segment()))
                .orElse(true);
        return inside && (branch(reach) || shared(action));
    }

    private boolean branch(Reach reach) {
        return (reach.own() && facts.owner() == reach.person())
                || reach.everywhere()
                || reach.units().contains(facts.unit())
                || (!reach.branches().isEmpty() && above().stream().anyMatch(reach.branches()::contains))
                || (reach.subordinates() && isSuperior());
    }

    /** Is the caller above the record's owner? */
    boolean isSuperior() {
        if (superior.isEmpty()) {
            long lines = tx.sql()
                    .number(
                            "select count(*) from person_closure where sup = ? and sub = ?",
                            caller.person(),
                            facts.owner());
            superior = Optional.of(lines > 0);
        }
        return superior.get();
    }

    /** The record's unit and all units above. */
    Set<Long> above() {
        if (above.isEmpty()) {
            List<Long> units =
                    tx.sql().list("select anc from unit_closure where des = ?", row -> row.number(1), facts.unit());
            above = Optional.of(Set.copyOf(units));
        }
        return above.get();
    }

    private boolean shared(String action) {
        if (given.isEmpty()) {
            given = Optional.of(facts.shared()
                    .map(record -> shares.rights(record, caller.principals()))
                    .orElse(List.of()));
        }
        return given.get().stream().anyMatch(rights -> rights.contains(action));
    }
}
