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
    private static final String OPEN = "select m.address, 0 from rollout_phase_scope s"
            + " join rollout_phase p on p.id = s.phase_id"
            + " join rollout_phase_module m on m.phase_id = p.id"
            + " where s.principal_id in (?) and p.state in ('ACTIVE', 'COMPLETED')"
            + " union select m.address, t.phase_id from rollout_trial_member s"
            + " join rollout_trial t on t.phase_id = s.phase_id and t.state = 'OPEN'"
            + " join rollout_phase_module m on m.phase_id = t.phase_id where s.principal_id in (?)"
            + " union select '', phase_id from rollout_trial";
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
        Map<Long, Set<String>> tried = new HashMap<>();
        boolean[] rehearsing = new boolean[1];
        transactions
                .sql()
                .each(
                        OPEN,
                        row -> {
                            long trial = row.number(2);
                            rehearsing[0] |= trial != 0;
                            if (trial == 0) addresses.add(row.text(1));
                            else if (!row.text(1).isEmpty())
                                tried.computeIfAbsent(trial, p -> new HashSet<>())
                                        .add(row.text(1));
                        },
                        all,
                        all);
        return opening(addresses, tried, rehearsing[0]);
    }

    /** What is open for good comes first: only the rest is a trial. */
    private static Opening opening(Set<String> addresses, Map<Long, Set<String>> tried, boolean rehearsing) {
        Opening live = opening(addresses);
        if (!rehearsing) return live;
        Set<String> both = new HashSet<>(addresses);
        Map<Long, Map<String, Set<String>>> alone = new HashMap<>();
        tried.forEach((phase, wanted) -> {
            both.addAll(wanted);
            Map<String, Set<String>> rest = opening(wanted).functions();
            rest.replaceAll(
                    (module, functions) -> without(functions, live.functions().getOrDefault(module, Set.of())));
            alone.put(phase, rest);
        });
        return new Opening(opening(both).functions(), alone, true);
    }

    private static Set<String> without(Set<String> functions, Set<String> live) {
        if (live.contains("*")) return Set.of();
        Set<String> rest = new HashSet<>(functions);
        rest.removeAll(live);
        return rest;
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
                                + " where (p.state in ('ACTIVE', 'COMPLETED', 'PAUSED')"
                                + " or exists (select 1 from rollout_trial t where t.phase_id = p.id))"
                                + " and (m.address = ? or m.address like ?)",
                        row -> codes.add(row.text(1)),
                        module,
                        module + "/%");
        return codes;
    }
}
