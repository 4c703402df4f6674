package org.stepwise.web.internal.rollout;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.rollout.Cell;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.ModuleNames;
import org.stepwise.web.internal.page.Visit;

/** How a module in a unit looks on the board; colour never stands without a word. */
final class Squares {
    private final Services services;
    private final Visit visit;

    private final Optional<Cell> chosen;
    private final Predicate<Cell> low;

    Squares(Services services, Visit visit) {
        this(services, visit, Optional.empty(), cell -> false);
    }

    Squares(Services services, Visit visit, Optional<Cell> chosen, Predicate<Cell> low) {
        this.services = services;
        this.visit = visit;
        this.low = low;
        this.chosen = chosen;
    }

    BoardPage.Square of(Cell cell, String unit) {
        String css = switch (cell.state()) {
            case OPEN -> "full";
            case PARTLY -> "pil";
            case PAUSED -> "sus";
            case PLANNED -> "plan";
            case NONE -> "none";
        };
        String word = services.texts.text(
                visit.locale(), functionsAlone(cell) ? "web.cell.FUNCTIONS" : "web.cell." + cell.state());
        int percent = BoardPage.percent(cell);
        Map<String, Object> args = Map.of(
                "module", moduleName(cell.module()), "unit", unit, "state", said(cell, word), "percent", percent);
        return new BoardPage.Square(
                css,
                word,
                percent,
                cell.few(),
                cell.planned(),
                low.test(cell),
                chosen.filter(cell::equals).isPresent(),
                unit,
                "/rollout?module=" + cell.module() + "&unit=" + cell.unit() + "#detail",
                services.texts.text(visit.locale(), cell.few() ? "web.cell.label.few" : "web.cell.label", args));
    }

    /** Open to everybody here, but not the whole module. */
    private static boolean functionsAlone(Cell cell) {
        return cell.state() == Cell.State.PARTLY
                && cell.open() == cell.people()
                && !cell.functions().isEmpty();
    }

    private String said(Cell cell, String word) {
        if (!cell.functions().isEmpty()) return word + " (" + functions(cell) + ")";
        if (cell.state() != Cell.State.PARTLY) return word;
        Map<String, Object> args = Map.of("state", word, "open", cell.open(), "people", cell.people());
        return services.texts.text(visit.locale(), "web.cell.some", args);
    }

    /** Names of the functions that are open or planned without the rest of the module; "" for the whole. */
    String functions(Cell cell) {
        return cell.functions().stream().map(id -> function(cell.module(), id)).collect(Collectors.joining(", "));
    }

    private String function(String module, String function) {
        return new ModuleNames(services.texts, visit.locale()).function(module, function);
    }

    /** Name of a module, or of a function inside one. */
    String moduleName(String address) {
        return new ModuleNames(services.texts, visit.locale()).of(address);
    }
}
