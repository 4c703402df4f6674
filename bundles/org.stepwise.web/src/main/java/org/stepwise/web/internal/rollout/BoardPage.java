package org.stepwise.web.internal.rollout;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.rollout.Cell;
import org.stepwise.kernel.api.rollout.Gate;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.PhaseState;
import org.stepwise.kernel.api.rollout.Rollout;
import org.stepwise.kernel.api.rollout.Totals;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.AdminGate;
import org.stepwise.web.internal.page.OwnPage;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** The roll-out board (ROL-9): phases, figures, modules × units, and the cell that was chosen. */
public final class BoardPage implements OwnPage {
    private final Services services;

    public BoardPage(Services services) {
        this.services = services;
    }

    /** A phase in the strip. */
    record PhaseCard(
            String code,
            String name,
            String state,
            String tone,
            String css,
            Object from,
            Object to,
            int units,
            int people,
            int invited) {}

    /** A column. */
    record Column(long id, String name, int people, int invited, String phase) {}

    /** A cell. @param css full, exp, pil, sus, plan or none @param word what it says */
    record Square(
            String css,
            String word,
            int percent,
            boolean few,
            Object planned,
            boolean low,
            boolean chosen,
            String unit,
            String href,
            String label) {}

    /** A row. */
    record Line(String module, String name, String version, List<Square> squares) {}

    /** Rows of one area. */
    record Area(String label, List<Line> lines) {}

    record Figures(Totals totals, int cells, int all, int waiting) {
        public int percent() {
            return totals.open() == 0 ? 0 : totals.active() * 100 / totals.open();
        }
    }

    record Model(
            List<PhaseCard> phases,
            Figures figures,
            List<Column> columns,
            List<Area> areas,
            Optional<CellCard.Model> detail,
            boolean expects,
            boolean administer,
            boolean install,
            List<ServerLine> servers) {}

    @Override
    public Reply get(Visit visit) {
        List<Phase> phases = services.rollout.phases();
        if (!AdminGate.granted(services, visit.caller(), "rollout.phase", Actions.SEE)) return own(phases, visit);
        Rollout.Overview overview = services.rollout.overview(Set.of());
        List<Cell> cells = overview.cells();
        Set<Long> ids = new LinkedHashSet<>();
        cells.forEach(cell -> ids.add(cell.unit()));
        Map<Long, String> names = ids.isEmpty() ? Map.of() : services.directory.names(ids);
        Expectation expected = new Expectation(phases, tree());
        Optional<Cell> chosen = chosen(cells, visit, expected);
        Squares squares = new Squares(services, visit, chosen, expected::low);
        Map<String, List<Gate>> gates = services.adoption.gates();
        CellCard card = new CellCard(services, visit);
        Model model = new Model(
                phases.stream().map(phase -> card(phase, visit)).toList(),
                figures(overview, phases, gates),
                columns(cells, names, phases, expected),
                areas(cells, names, squares, visit),
                chosen.map(cell -> card.of(cell, names.getOrDefault(cell.unit(), ""), squares, phases, gates)),
                expected.any(),
                services.access.may(visit.caller(), "rollout.phase", Actions.ADMINISTER),
                AdminGate.granted(services, visit.caller(), "kernel.module", Actions.ADMINISTER),
                ServerLine.of(services, visit));
        return Reply.page("rollout", "web.rollout", model).current("/rollout");
    }

    /** For whoever sees no more than the phases that he is responsible for. */
    private Reply own(List<Phase> phases, Visit visit) {
        List<PhaseCard> cards = phases.stream().map(phase -> card(phase, visit)).toList();
        return Reply.page("rollout-own", "web.rollout", Map.of("phases", cards)).current("/rollout");
    }

    static PhaseCard card(Phase phase, Services services, Visit visit) {
        String state =
                services.texts.text(visit.locale(), "web.phase." + phase.state().name());
        String tone = switch (phase.state()) {
            case ACTIVE -> "brand";
            case COMPLETED -> "ok";
            case PAUSED -> "warn";
            case REHEARSED -> "vio";
            default -> "";
        };
        String css = phase.state() == PhaseState.ACTIVE ? "now" : phase.state() == PhaseState.COMPLETED ? "done" : "";
        return new PhaseCard(
                phase.code(),
                phase.name(),
                state,
                tone,
                css,
                phase.from(),
                phase.to(),
                phase.units().size(),
                phase.people(),
                phase.invited());
    }

    private PhaseCard card(Phase phase, Visit visit) {
        return card(phase, services, visit);
    }

    private Figures figures(Rollout.Overview overview, List<Phase> phases, Map<String, List<Gate>> gates) {
        List<Cell> cells = overview.cells();
        int opened = (int) cells.stream()
                .filter(cell -> cell.state() == Cell.State.OPEN || cell.state() == Cell.State.PARTLY)
                .count();
        int waiting = (int) phases.stream()
                .filter(phase -> phase.state() == PhaseState.ACTIVE || phase.state() == PhaseState.PAUSED)
                .flatMap(phase -> gates.getOrDefault(phase.code(), List.of()).stream())
                .filter(gate -> !gate.met())
                .count();
        Totals totals = overview.totals();
        return new Figures(totals, opened, cells.size(), waiting);
    }

    /** Headed by the phase that means the unit, not by one that reaches somebody who also works there. */
    private static List<Column> columns(
            List<Cell> cells, Map<Long, String> names, List<Phase> phases, Expectation expected) {
        Map<String, Phase> byCode = new HashMap<>();
        phases.forEach(phase -> byCode.put(phase.code(), phase));
        Map<Long, Column> columns = new LinkedHashMap<>();
        for (Cell cell : cells) {
            String phase = Optional.ofNullable(byCode.get(cell.phase()))
                    .filter(one -> expected.meant(one, cell.unit()))
                    .map(Phase::name)
                    .orElse("");
            Column known = columns.get(cell.unit());
            if (known == null || known.phase().isEmpty()) {
                columns.put(
                        cell.unit(),
                        new Column(
                                cell.unit(),
                                names.getOrDefault(cell.unit(), ""),
                                cell.people(),
                                cell.invited(),
                                phase));
            }
        }
        return List.copyOf(columns.values());
    }

    private List<Area> areas(List<Cell> cells, Map<Long, String> names, Squares squares, Visit visit) {
        Map<String, List<Square>> byModule = new LinkedHashMap<>();
        for (Cell cell : cells) {
            byModule.computeIfAbsent(cell.module(), id -> new ArrayList<>())
                    .add(squares.of(cell, names.getOrDefault(cell.unit(), "")));
        }
        Map<String, String> versions = new HashMap<>();
        services.modules.all().forEach(info -> versions.put(info.id(), info.version()));
        Map<String, List<Line>> lines = new LinkedHashMap<>();
        for (String area : List.of("collaboration", "business", "management", "other"))
            lines.put(area, new ArrayList<>());
        List<String> modules = new ArrayList<>(byModule.keySet());
        modules.sort(Comparator.comparingInt(
                id -> services.modules.find(id).map(Module::order).orElse(900)));
        for (String id : modules) {
            String area = services.modules.find(id).map(Module::area).orElse("other");
            Line line = new Line(id, squares.moduleName(id), versions.getOrDefault(id, ""), byModule.get(id));
            lines.computeIfAbsent(area, key -> new ArrayList<>()).add(line);
        }
        List<Area> areas = new ArrayList<>();
        lines.forEach((area, rows) -> {
            String label =
                    services.texts.find(visit.locale(), "web.area." + area).orElse(area);
            if (!rows.isEmpty()) areas.add(new Area(label, rows));
        });
        return areas;
    }

    /** The cell asked for, else the one that needs a look: low use first, then any that is open. */
    private static Optional<Cell> chosen(List<Cell> cells, Visit visit, Expectation expected) {
        long unit = visit.number("unit").orElse(0);
        String module = visit.param("module");
        if (unit != 0) {
            return cells.stream()
                    .filter(cell -> cell.unit() == unit && cell.module().equals(module))
                    .findFirst();
        }
        return cells.stream()
                .filter(cell -> cell.state() != Cell.State.NONE)
                .min(Comparator.comparing((Cell cell) -> !expected.low(cell))
                        .thenComparing(Cell::open, Comparator.reverseOrder()));
    }

    private List<Unit> tree() {
        return services.directory.tree(Directory.MAIN, LocalDate.now(services.clock));
    }

    static int percent(Cell cell) {
        return cell.open() == 0 ? 0 : cell.active() * 100 / cell.open();
    }
}
