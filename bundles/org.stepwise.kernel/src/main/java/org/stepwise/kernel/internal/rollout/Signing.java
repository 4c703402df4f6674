package org.stepwise.kernel.internal.rollout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.Schemes.Signature;
import org.stepwise.kernel.api.rollout.Schemes.Standing;
import org.stepwise.kernel.api.rollout.Teams.Duty;
import org.stepwise.kernel.api.rollout.Teams.Seat;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.tx.Sql;

/** Who must confirm a phase's scheme by the company's rules, and who has; runs in the surrounding transaction. */
final class Signing {
    private final Directory directory;
    private final Settings settings;
    private final TeamTable teams;
    private final SchemeTable table;
    private final Heads heads;

    Signing(Sql sql, Directory directory, Settings settings) {
        this.directory = directory;
        this.settings = settings;
        this.teams = new TeamTable(sql);
        this.table = new SchemeTable(sql);
        this.heads = new Heads(directory);
    }

    SignOffRules rules() {
        return settings.get(SignOffRules.class);
    }

    /** Asked about already, or led by a team: then the company's rules hold. A phase that nobody leads is nobody's to confirm. */
    boolean expected(Phase phase) {
        return rules().without() != SignOffRules.Without.SILENT
                && (!teams.of(phase.id()).isEmpty() || table.sent().containsKey(phase.id()));
    }

    /** What somebody is asked as; person 0 where a unit has nobody. */
    private record Asked(boolean steering, Set<Long> units) {}

    /** Those who must, the steering group first. */
    List<Signature> of(Phase phase) {
        SignOffRules rules = rules();
        Map<Long, Asked> asked = asked(phase, rules);
        int version = table.now(phase).number();
        Map<Long, SchemeTable.Said> last = new HashMap<>();
        table.said(phase.id()).forEach(one -> last.putIfAbsent(one.person(), one));
        boolean one = rules.steering() == SignOffRules.Steering.ONE
                && asked.entrySet().stream()
                        .filter(entry -> entry.getValue().steering())
                        .map(entry -> last.get(entry.getKey()))
                        .anyMatch(said -> said != null && said.agreed() && said.version() == version);
        Set<Long> ids = new HashSet<>(asked.keySet());
        asked.values().forEach(each -> ids.addAll(each.units()));
        ids.remove(0L);
        Map<Long, String> names = ids.isEmpty() ? Map.of() : directory.names(ids);
        List<Signature> signatures = new ArrayList<>();
        asked.forEach((person, as) -> signatures.add(signature(person, as, last.get(person), version, one, names)));
        return signatures;
    }

    private Map<Long, Asked> asked(Phase phase, SignOffRules rules) {
        Map<Long, Asked> asked = new LinkedHashMap<>();
        if (rules.steering() != SignOffRules.Steering.NONE) {
            teams.of(phase.id()).stream()
                    .filter(seat -> seat.duty() == Duty.STEERING)
                    .map(Seat::person)
                    .forEach(person -> asked.put(person, new Asked(true, new LinkedHashSet<>())));
        }
        if (!rules.heads()) return asked;
        for (long unit : phase.units()) {
            asked.computeIfAbsent(heads.of(unit).orElse(0L), person -> new Asked(false, new LinkedHashSet<>()))
                    .units()
                    .add(unit);
        }
        return asked;
    }

    private static Signature signature(
            long person, Asked as, SchemeTable.Said said, int version, boolean one, Map<Long, String> names) {
        Standing standing = standing(said, version);
        boolean enough = standing == Standing.CONFIRMED
                || one && as.steering() && as.units().isEmpty() && standing != Standing.REFUSED;
        return new Signature(
                person,
                names.getOrDefault(person, ""),
                as.steering(),
                as.units().stream().map(unit -> names.getOrDefault(unit, "")).toList(),
                standing,
                said == null ? 0 : said.version(),
                Optional.ofNullable(said).map(SchemeTable.Said::at),
                said == null ? "" : said.reason(),
                enough);
    }

    private static Standing standing(SchemeTable.Said said, int version) {
        if (said == null) return Standing.OPEN;
        if (said.version() != version) return Standing.OUTDATED;
        return said.agreed() ? Standing.CONFIRMED : Standing.REFUSED;
    }

    /** Those whose confirmation is missing, by name, or by unit where nobody heads it. */
    static String missing(List<Signature> signatures) {
        return signatures.stream()
                .filter(one -> !one.enough())
                .map(one -> one.person() == 0 ? String.join(", ", one.units()) : one.name())
                .collect(Collectors.joining(", "));
    }
}
