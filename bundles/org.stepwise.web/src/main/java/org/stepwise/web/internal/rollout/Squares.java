package org.stepwise.web.internal.rollout;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.stepwise.kernel.api.rollout.Cell;
import org.stepwise.web.internal.Services;
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
        String word =
                services.texts.text(visit.locale(), "web.cell." + cell.state().name());
        int percent = BoardPage.percent(cell);
        Map<String, Object> args =
                Map.of("module", moduleName(cell.module()), "unit", unit, "state", word, "percent", percent);
        return new BoardPage.Square(
                css,
                word,
                percent,
                cell.planned(),
                low.test(cell),
                chosen.filter(cell::equals).isPresent(),
                unit,
                "/rollout?module=" + cell.module() + "&unit=" + cell.unit() + "#detail",
                services.texts.text(visit.locale(), "web.cell.label", args));
    }

    /** Name of a module, also of one that is not installed. */
    String moduleName(String module) {
        int slash = module.indexOf('/');
        String id = slash < 0 ? module : module.substring(0, slash);
        String name = services.texts.find(visit.locale(), id + ".module.name").orElse(id);
        return slash < 0 ? name : name + " / " + module.substring(slash + 1);
    }
}
