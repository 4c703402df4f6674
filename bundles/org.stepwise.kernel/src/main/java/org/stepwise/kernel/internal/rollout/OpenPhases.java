package org.stepwise.kernel.internal.rollout;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.rollout.Opening;
import org.stepwise.kernel.api.tx.Transactions;

/** Reads the open phases live, one query a question; whoever needs it more often keeps it under the roll-out's stamp. */
@Component(service = Openings.class)
public final class OpenPhases implements Openings {
    private final Transactions transactions;

    @Activate
    public OpenPhases(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Opening opening(long person, Set<Long> principals) {
        Set<Long> all = new HashSet<>(principals);
        all.add(person);
        Set<String> addresses = new HashSet<>();
        transactions
                .sql()
                .each(
                        "select distinct m.address from rollout_phase_scope s"
                                + " join rollout_phase p on p.id = s.phase_id"
                                + " join rollout_phase_module m on m.phase_id = p.id"
                                + " where s.principal_id in (?) and p.state in ('ACTIVE', 'COMPLETED')",
                        row -> addresses.add(row.text(1)),
                        all);
        return opening(addresses);
    }

    static Opening opening(Set<String> addresses) {
        Map<String, Set<String>> functions = new HashMap<>();
        addresses.stream()
                .map(Address::of)
                .forEach(address -> functions
                        .computeIfAbsent(address.module(), module -> new HashSet<>())
                        .addAll(address.functions()));
        return new Opening(functions);
    }

    @Override
    public Map<Long, Opening> openings(Set<Long> people) {
        Map<Long, Set<String>> modules = new HashMap<>();
        transactions
                .sql()
                .each(
                        "select m.phase_id, m.address from rollout_phase_module m"
                                + " join rollout_phase p on p.id = m.phase_id where p.state in ('ACTIVE', 'COMPLETED')",
                        row -> modules.computeIfAbsent(row.number(1), phase -> new HashSet<>())
                                .add(row.text(2)));
        Population all = Population.read(transactions.sql());
        Map<Long, Set<String>> addresses = new HashMap<>();
        transactions.sql().each("select phase_id, member_id, is_unit from rollout_phase_scope", row -> {
            Set<Long> member = Set.of(row.number(2));
            Set<Long> inScope = row.flag(3) ? all.everybody(member, Set.of()) : all.everybody(Set.of(), member);
            inScope.stream()
                    .filter(people::contains)
                    .forEach(person -> addresses
                            .computeIfAbsent(person, p -> new HashSet<>())
                            .addAll(modules.getOrDefault(row.number(1), Set.of())));
        });
        Map<Long, Opening> openings = new HashMap<>();
        addresses.forEach((person, open) -> openings.put(person, opening(open)));
        return openings;
    }

    @Override
    public Set<String> phasesUsing(String module) {
        Set<String> codes = new TreeSet<>();
        transactions
                .sql()
                .each(
                        "select distinct p.code from rollout_phase p"
                                + " join rollout_phase_module m on m.phase_id = p.id"
                                + " where p.state in ('ACTIVE', 'COMPLETED', 'PAUSED') and (m.address = ? or m.address like ?)",
                        row -> codes.add(row.text(1)),
                        module,
                        module + "/%");
        return codes;
    }
}
