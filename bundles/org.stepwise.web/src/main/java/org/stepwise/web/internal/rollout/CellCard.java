package org.stepwise.web.internal.rollout;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.stepwise.kernel.api.rollout.Adoption;
import org.stepwise.kernel.api.rollout.Cell;
import org.stepwise.kernel.api.rollout.Gate;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.PhaseEvent;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.Visit;

/** What stands beside the matrix: a module in a unit with its trend, the units below, obstacles, criteria and latest steps. */
final class CellCard {
    private static final int STEPS = 5;
    private final Services services;
    private final Visit visit;

    CellCard(Services services, Visit visit) {
        this.services = services;
        this.visit = visit;
    }

    /** @param points of the line, in a box of 100 × 44 */
    record Trend(String points, LocalDate from, int most, int last) {}

    /** A step of the phase. */
    record Step(PhaseEvent event, String text) {}

    record Model(
            String module,
            String unit,
            String word,
            String css,
            boolean low,
            String functions,
            Cell cell,
            Adoption.Detail adoption,
            Optional<Trend> trend,
            List<PhasePage.Gap> obstacles,
            Optional<Phase> phase,
            List<Gate> gates,
            List<Step> steps) {
        public int percent() {
            return BoardPage.percent(cell);
        }
    }

    Model of(Cell cell, String unit, Squares squares, List<Phase> phases, java.util.Map<String, List<Gate>> gates) {
        BoardPage.Square square = squares.of(cell, unit);
        Adoption.Detail detail = services.adoption.detail(cell.module(), cell.unit());
        List<PhasePage.Gap> obstacles = detail.obstacles().stream()
                .map(gap ->
                        new PhasePage.Gap(gap.blocking(), services.texts.text(visit.locale(), gap.key(), gap.args())))
                .toList();
        return new Model(
                squares.moduleName(cell.module()),
                unit,
                square.word(),
                square.css(),
                square.low(),
                squares.functions(cell),
                cell,
                detail,
                trend(detail.days()),
                obstacles,
                phases.stream()
                        .filter(phase -> phase.code().equals(cell.phase()))
                        .findFirst(),
                gates.getOrDefault(cell.phase(), List.of()),
                steps(cell.phase()));
    }

    private List<Step> steps(String phase) {
        if (phase.isEmpty()) return List.of();
        return services.rollout.history(phase, STEPS).stream()
                .map(event -> new Step(
                        event, services.texts.text(visit.locale(), "rollout.event." + event.step(), event.details())))
                .toList();
    }

    static Optional<Trend> trend(List<Adoption.Day> days) {
        int most = days.stream().mapToInt(Adoption.Day::active).max().orElse(0);
        if (most == 0) return Optional.empty();
        List<String> points = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            double x = 100.0 * i / (days.size() - 1);
            double y = 41 - 38.0 * days.get(i).active() / most;
            points.add(String.format(Locale.ROOT, "%.1f,%.1f", x, y));
        }
        Adoption.Day last = days.get(days.size() - 1);
        return Optional.of(new Trend(String.join(" ", points), days.get(0).day(), most, last.active()));
    }
}
