package org.stepwise.web.internal.people;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Person;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.Days;
import org.stepwise.web.internal.page.OwnPage;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** The organisation as a tree, also as it was on a day, with the people of one unit (DIR-1). */
public final class OrganisationPage implements OwnPage {
    private final Services services;

    public OrganisationPage(Services services) {
        this.services = services;
    }

    /** A unit in the tree. @param open its branch is unfolded */
    public record Node(
            long id, String name, String code, String kind, boolean current, boolean open, List<Node> below) {}

    /** The unit shown beside the tree. */
    record Detail(
            Unit unit,
            String kind,
            String head,
            List<Person> deputies,
            List<Person> people,
            List<Node> below,
            boolean edit,
            List<Place> places) {}

    /** Where the unit may be moved. */
    record Place(long id, String label) {}

    /** A list of the directory. */
    record Shortcut(String label, String path, String icon) {}

    record Model(
            List<Node> roots,
            Optional<Detail> detail,
            String day,
            int units,
            List<Shortcut> lists,
            boolean importing) {}

    @Override
    public Reply get(Visit visit) {
        String[] parts = visit.rest().split("/");
        if (!parts[0].isEmpty() && !(parts[0].equals("unit") && parts.length == 2)) throw NotFound.of(visit.path());
        LocalDate today = LocalDate.now(services.clock.withZone(visit.caller().zone()));
        LocalDate day = Days.read("day", visit.param("day")).orElse(today);
        List<Unit> units = services.directory.tree(Directory.MAIN, day);
        Optional<Unit> unit = parts.length < 2 ? units.stream().findFirst() : find(units, parts[1], visit);
        long current = unit.map(Unit::id).orElse(0L);
        List<Long> opened = current == 0 ? List.of() : services.directory.above(current);
        List<Node> roots = nodes(units, visit, current, opened);
        Optional<Detail> detail = unit.map(u -> detail(u, units, roots, visit));
        boolean importing = services.access.may(visit.caller(), "directory.person", Actions.ADMINISTER);
        String shownDay = day.equals(today) ? "" : day.toString();
        Model model = new Model(roots, detail, shownDay, units.size(), lists(visit), importing);
        return Reply.page("organisation", "web.organisation", model).current("/organisation");
    }

    private static Optional<Unit> find(List<Unit> units, String id, Visit visit) {
        long wanted = Visit.parse(id).orElseThrow(() -> NotFound.of(visit.path()));
        Optional<Unit> found =
                units.stream().filter(unit -> unit.id() == wanted).findFirst();
        if (found.isEmpty()) throw NotFound.of(visit.path());
        return found;
    }

    private List<Node> nodes(List<Unit> units, Visit visit, long current, List<Long> opened) {
        Map<Long, List<Unit>> below = new LinkedHashMap<>();
        Map<Long, Unit> known = new HashMap<>();
        units.forEach(unit -> known.put(unit.id(), unit));
        for (Unit unit : units) {
            long parent = known.containsKey(unit.parent()) ? unit.parent() : 0;
            below.computeIfAbsent(parent, id -> new ArrayList<>()).add(unit);
        }
        return branch(0, below, visit, current, opened, 0);
    }

    private List<Node> branch(
            long parent, Map<Long, List<Unit>> below, Visit visit, long current, List<Long> opened, int depth) {
        List<Node> nodes = new ArrayList<>();
        if (depth > 20) return nodes;
        for (Unit unit : below.getOrDefault(parent, List.of())) {
            boolean open = depth < 1 || opened.contains(unit.id()) || unit.id() == current;
            List<Node> inner = branch(unit.id(), below, visit, current, opened, depth + 1);
            nodes.add(new Node(
                    unit.id(), unit.name(), unit.code(), kind(unit, visit), unit.id() == current, open, inner));
        }
        return nodes;
    }

    private String kind(Unit unit, Visit visit) {
        return services.texts.text(
                visit.locale(), "directory.unit.kind." + unit.kind().name());
    }

    private Detail detail(Unit unit, List<Unit> units, List<Node> roots, Visit visit) {
        String head = unit.head()
                .flatMap(services.directory::person)
                .map(Person::name)
                .orElse("");
        boolean edit = services.access.may(visit.caller(), "directory.unit", Actions.EDIT);
        List<Place> places = new ArrayList<>();
        if (edit) {
            var branch = services.directory.branch(unit.id());
            for (Unit place : units) {
                if (!branch.contains(place.id())) places.add(new Place(place.id(), place.name()));
            }
        }
        List<Person> people = services.directory.people(unit.id(), false);
        List<Node> below = below(roots, unit.id());
        List<Person> deputies = services.directory.deputies(unit.id());
        return new Detail(unit, kind(unit, visit), head, deputies, people, below, edit, places);
    }

    private static List<Node> below(List<Node> nodes, long id) {
        for (Node node : nodes) {
            if (node.id() == id) return node.below();
            List<Node> found = below(node.below(), id);
            if (!found.isEmpty()) return found;
        }
        return List.of();
    }

    private List<Shortcut> lists(Visit visit) {
        List<Shortcut> lists = new ArrayList<>();
        for (RecordType<?> type : services.access.open(visit.caller())) {
            if (!type.module().equals("directory") || !services.access.may(visit.caller(), type.id(), Actions.SEE))
                continue;
            String label = services.texts.text(visit.locale(), type.id() + ".plural");
            lists.add(new Shortcut(label, "/" + type.id().replace('.', '/'), type.icon()));
        }
        return lists;
    }

    @Override
    public Reply post(Visit visit) {
        String[] parts = visit.rest().split("/");
        if (parts.length != 3 || !parts[0].equals("unit") || !parts[2].equals("move")) throw NotFound.of(visit.path());
        long unit = Visit.parse(parts[1]).orElseThrow(() -> NotFound.of(visit.path()));
        long parent = visit.number("parent").orElseThrow(() -> Invalid.of("parent", "web.organisation.whither"));
        services.tx.run(() -> services.directory.move(unit, parent));
        return Reply.redirect("/organisation/unit/" + unit, "web.organisation.moved", Map.of());
    }
}
