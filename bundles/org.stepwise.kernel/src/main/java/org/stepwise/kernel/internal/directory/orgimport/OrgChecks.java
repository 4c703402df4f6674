package org.stepwise.kernel.internal.directory.orgimport;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.internal.directory.Closure;
import org.stepwise.kernel.internal.directory.ReportingLines;
import org.stepwise.kernel.internal.directory.orgimport.Entries.PersonRow;

/**
 * Rules over the whole organisation as it would be: neither units nor superiors in a circle. Who is whose superior is known only when
 * all else is right.
 */
record OrgChecks(OrgPlan plan, Map<Long, Long> postReportsTo, Findings findings) {
    void run() {
        Map<Long, Long> parents = new HashMap<>();
        plan.units().rows().values().forEach(unit -> parents.put(unit.id(), unit.parent()));
        Closure.cycles(parents).forEach(this::unitCycle);
        if (findings.none()) superiors();
    }

    private void unitCycle(long unit) {
        Map<String, Object> args = Map.of("name", plan.names().getOrDefault(unit, ""));
        plan.units().lines().entrySet().stream()
                .filter(entry -> plan.units().id(entry.getKey()) == unit)
                .findFirst()
                .ifPresentOrElse(
                        entry -> findings.add(entry.getValue(), "parent", "directory.problem.cycleAtUnit", args),
                        () -> findings.add(
                                SheetKind.UNITS.sheet(), 1, "parent", "directory.problem.cycleAtUnit", args));
    }

    private void superiors() {
        Set<Long> left = new HashSet<>();
        plan.people().rows().values().stream().filter(PersonRow::left).forEach(person -> left.add(person.id()));
        Map<Long, ReportingLines.UnitNode> units = new HashMap<>();
        plan.units().rows().values().forEach(unit -> {
            long head = left.contains(unit.head()) ? 0 : unit.head();
            units.put(unit.id(), new ReportingLines.UnitNode(unit.parent(), head));
        });
        List<ReportingLines.Place> places = plan.positions().all().stream()
                .filter(row -> row.primary())
                .map(row -> new ReportingLines.Place(
                        row.person(),
                        row.unit(),
                        row.post(),
                        left.contains(row.superior()) ? 0 : row.superior(),
                        left.contains(row.person())))
                .toList();
        Closure.cycles(new ReportingLines(units, postReportsTo, places).superiors())
                .forEach(this::superiorCycle);
    }

    private void superiorCycle(long person) {
        Map<String, Object> args = Map.of("name", plan.names().getOrDefault(person, ""));
        Optional<Line> line = plan.positions().line(person);
        String sheet = line.map(Line::sheet).orElse(SheetKind.POSITIONS.sheet());
        findings.add(sheet, line.map(Line::row).orElse(1), "superior", "directory.problem.cycleAtPerson", args);
    }
}
