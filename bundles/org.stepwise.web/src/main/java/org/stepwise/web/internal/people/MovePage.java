package org.stepwise.web.internal.people;

import java.util.List;
import java.util.Map;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.directory.UnitMoves;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.ModuleNames;
import org.stepwise.web.internal.page.OwnPage;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** Moving a unit: what it changes is told first, and the message afterwards takes it back by one press (DIR-1). */
public final class MovePage implements OwnPage {
    private static final String TYPE = "directory.unit";
    private final Services services;

    public MovePage(Services services) {
        this.services = services;
    }

    /** A module or function that opens or closes for some of the people. */
    record Reached(String name, long people) {}

    record Model(
            UnitMoves.Preview preview,
            String name,
            String from,
            String to,
            List<Reached> opens,
            List<Reached> closes,
            boolean nothing) {}

    private Unit unit(Visit visit) {
        long id = Visit.parse(visit.rest()).orElseThrow(() -> NotFound.of(visit.path()));
        return services.directory.unit(id).orElseThrow(() -> NotFound.of(visit.path()));
    }

    private static long parent(Visit visit) {
        return visit.number("parent").orElseThrow(() -> Invalid.of("parent", "web.organisation.whither"));
    }

    private String name(long unit) {
        return services.directory.unit(unit).map(Unit::name).orElse("");
    }

    /** The preview opens its own transaction, to roll it back. */
    @Override
    public boolean opensTransactions() {
        return true;
    }

    @Override
    public Reply get(Visit visit) {
        if (!services.access.may(visit.caller(), TYPE, Actions.EDIT)) throw Forbidden.of(Actions.EDIT, TYPE);
        Unit unit = services.tx.read(() -> unit(visit));
        UnitMoves.Preview preview = services.moves().preview(unit.id(), parent(visit));
        return services.tx.read(() -> page(visit, unit, preview));
    }

    private Reply page(Visit visit, Unit unit, UnitMoves.Preview preview) {
        Model model = new Model(
                preview,
                unit.name(),
                name(preview.parent()),
                name(preview.newParent()),
                reached(visit, preview.opens()),
                reached(visit, preview.closes()),
                preview.parent() == preview.newParent());
        return Reply.page("unit-move", "web.move", model)
                .args(Map.of("unit", unit.name()))
                .under(new Reply.Crumb(services.texts.text(visit.locale(), "web.organisation"), "/organisation"))
                .current("/organisation");
    }

    private List<Reached> reached(Visit visit, List<UnitMoves.Reached> some) {
        ModuleNames names = new ModuleNames(services.texts, visit.locale());
        return some.stream()
                .map(one -> new Reached(names.of(one.address()), one.people()))
                .toList();
    }

    @Override
    public Reply post(Visit visit) {
        Unit unit = services.tx.read(() -> unit(visit));
        long parent = parent(visit);
        services.tx.run(() -> services.directory.move(unit.id(), parent));
        String back = unit.parent() == 0 ? "" : "/organisation/move/" + unit.id() + "?parent=" + unit.parent();
        return Reply.redirect("/organisation/unit/" + unit.id(), "web.organisation.moved", Map.of("undo", back));
    }
}
