package org.stepwise.kernel.internal.rollout;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.rollout.Cell;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.PhaseState;
import org.stepwise.kernel.api.rollout.Rollout;
import org.stepwise.kernel.api.rollout.Totals;
import org.stepwise.kernel.api.tx.Sql;

/** Modules × units, worked out from one reading of phases, people and use. */
final class Board {
    private static final int WEEK = 7;
    private final List<Phase> phases;
    private final Population people;
    private final int smallest;
    private final Map<String, Set<Long>> users = new HashMap<>();
    private final Map<Long, Set<Long>> here = new HashMap<>();
    private final Map<Long, Set<Long>> branches = new HashMap<>();
    private final Map<Long, Set<Long>> scopes = new HashMap<>();
    private final Map<Long, Map<Long, Boolean>> reached = new HashMap<>();
    private final Map<String, Opened> opened = new HashMap<>();

    /** Who has a module at all, and who has the whole of it. */
    private record Opened(Set<Long> some, Set<Long> whole) {}

    private Board(Directory directory, Sql sql, LocalDate today, int smallest) {
        this.smallest = smallest;
        this.phases = new Phases(sql, directory)
                .all().stream().map(Phases.Stored::phase).toList();
        this.people = Population.read(sql);
        phases.forEach(phase -> scopes.put(phase.id(), people.working(phase)));
        sql.each(
                "select what, person_id from rollout_seen where what = module and last_on > ?",
                row -> users.computeIfAbsent(row.text(1), m -> new HashSet<>()).add(row.number(2)),
                today.minusDays(WEEK));
    }

    /** @param units those asked for, or none for the units below the roots */
    static Rollout.Overview overview(
            Directory directory, Sql sql, LocalDate today, Set<Long> units, List<String> modules, int smallest) {
        Board board = new Board(directory, sql, today, smallest);
        List<Long> columns = units.isEmpty() ? secondLevel(directory, today) : List.copyOf(units);
        List<Cell> cells = new ArrayList<>();
        for (String module : modules) {
            for (long unit : columns) cells.add(board.cell(module, unit));
        }
        return new Rollout.Overview(cells, board.totals(module -> true));
    }

    static Totals totals(Directory directory, Sql sql, LocalDate today, int smallest) {
        return new Board(directory, sql, today, smallest).totals(module -> true);
    }

    /** Each module that a phase names. */
    static Map<String, Totals> use(Directory directory, Sql sql, LocalDate today, int smallest) {
        Board board = new Board(directory, sql, today, smallest);
        Map<String, Totals> use = new TreeMap<>();
        for (Phase phase : board.phases) {
            for (String module : Address.modules(phase.modules())) {
                use.computeIfAbsent(module, one -> board.totals(one::equals));
            }
        }
        return use;
    }

    private Totals totals(Predicate<String> counted) {
        Set<Long> open = new HashSet<>();
        Set<Long> active = new HashSet<>();
        for (Phase phase : phases) {
            List<String> modules =
                    Address.modules(phase.modules()).stream().filter(counted).toList();
            if (!phase.state().opens() || modules.isEmpty()) continue;
            Set<Long> scope = scopes.get(phase.id());
            open.addAll(scope);
            for (String module : modules) {
                users.getOrDefault(module, Set.of()).stream()
                        .filter(scope::contains)
                        .forEach(active::add);
            }
        }
        Set<Long> all = people.working();
        boolean tells = open.isEmpty() || tells(open, open);
        return new Totals(all.size(), people.waiting(all), open.size(), tells ? active.size() : 0, !tells);
    }

    private boolean tells(Set<Long> some, Set<Long> scope) {
        return people.discretion(scope, smallest).tells(some);
    }

    private static List<Long> secondLevel(Directory directory, LocalDate today) {
        List<Unit> tree = directory.tree(Directory.MAIN, today);
        Set<Long> roots = new HashSet<>();
        tree.stream().filter(unit -> unit.parent() == 0).forEach(unit -> roots.add(unit.id()));
        List<Long> second = tree.stream()
                .filter(unit -> roots.contains(unit.parent()))
                .map(Unit::id)
                .toList();
        return second.isEmpty() ? List.copyOf(roots) : second;
    }

    private Cell cell(String module, long unit) {
        Set<Long> here = here(unit);
        Opened opened = opened(module);
        Set<Long> open = common(here, opened.some());
        Set<Long> active = common(open, users.getOrDefault(module, Set.of()));
        boolean few = !open.isEmpty() && !tells(open, opened.some());
        Optional<Phase> opening = reaching(module, unit, phase -> phase.state().opens());
        Optional<Phase> paused = reaching(module, unit, phase -> phase.state() == PhaseState.PAUSED);
        Optional<Phase> planned = reaching(module, unit, Board::planned);
        Optional<Phase> telling = opening.or(() -> paused).or(() -> planned);
        boolean entire = open.isEmpty()
                ? telling.filter(phase -> !phase.modules().contains(module)).isEmpty()
                : opened.whole().containsAll(open);
        boolean covered = telling.filter(phase -> covers(phase, unit)).isPresent();
        return new Cell(
                module,
                unit,
                state(here, open, entire && (covered || !open.isEmpty()), telling),
                telling.map(Phase::code).orElse(""),
                planned.flatMap(Phase::from),
                here.size(),
                people.waiting(here),
                open.size(),
                few ? 0 : active.size(),
                few,
                entire ? Set.of() : functions(module, here, telling));
    }

    /** Is the unit itself in scope, not only units below it? */
    private boolean covers(Phase phase, long unit) {
        return phase.units().stream().anyMatch(one -> branch(one).contains(unit));
    }

    /** @param telling the phase that says most about the cell: one that opens it, else a paused, else a planned one */
    private static Cell.State state(Set<Long> here, Set<Long> open, boolean entire, Optional<Phase> telling) {
        if (!open.isEmpty()) return open.size() == here.size() && entire ? Cell.State.OPEN : Cell.State.PARTLY;
        if (telling.isEmpty()) return Cell.State.NONE;
        if (telling.get().state().opens()) return entire ? Cell.State.OPEN : Cell.State.PARTLY;
        return planned(telling.get()) ? Cell.State.PLANNED : Cell.State.PAUSED;
    }

    /** Functions that are opened alone to somebody here; of the telling phase when nobody has any. */
    private Set<String> functions(String module, Set<Long> here, Optional<Phase> telling) {
        Set<String> functions = new TreeSet<>();
        for (Phase phase : phases) {
            boolean opens = phase.state().opens() && !Collections.disjoint(scopes.get(phase.id()), here);
            if (opens || telling.filter(phase::equals).isPresent()) functions.addAll(named(phase, module));
        }
        return functions;
    }

    private static List<String> named(Phase phase, String module) {
        return phase.modules().stream()
                .map(Address::of)
                .filter(address -> address.module().equals(module) && address.named())
                .map(Address::function)
                .toList();
    }

    private static boolean planned(Phase phase) {
        return phase.state() == PhaseState.PLANNED || phase.state() == PhaseState.REHEARSED;
    }

    private static boolean has(Phase phase, String module) {
        return Address.modules(phase.modules()).contains(module);
    }

    /** The first phase of this kind that has the module and reaches the unit, a part of it, or somebody who works in it. */
    private Optional<Phase> reaching(String module, long unit, Predicate<Phase> kind) {
        return phases.stream()
                .filter(kind)
                .filter(phase -> has(phase, module))
                .filter(phase -> reaches(phase, unit))
                .findFirst();
    }

    private boolean reaches(Phase phase, long unit) {
        return reached.computeIfAbsent(phase.id(), id -> new HashMap<>())
                .computeIfAbsent(
                        unit,
                        id -> phase.units().stream().anyMatch(branch(unit)::contains)
                                || covers(phase, unit)
                                || !Collections.disjoint(scopes.get(phase.id()), here(unit)));
    }

    private Opened opened(String module) {
        return opened.computeIfAbsent(module, id -> {
            Opened found = new Opened(new HashSet<>(), new HashSet<>());
            for (Phase phase : phases) {
                if (!phase.state().opens() || !has(phase, id)) continue;
                found.some().addAll(scopes.get(phase.id()));
                if (phase.modules().contains(id)) found.whole().addAll(scopes.get(phase.id()));
            }
            return found;
        });
    }

    private Set<Long> here(long unit) {
        return here.computeIfAbsent(unit, id -> people.working(Set.of(id), Set.of()));
    }

    private Set<Long> branch(long unit) {
        return branches.computeIfAbsent(unit, people::branch);
    }

    private static Set<Long> common(Set<Long> some, Set<Long> others) {
        Set<Long> both = new HashSet<>(some);
        both.retainAll(others);
        return both;
    }
}
