package org.stepwise.itests.walk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The declared policy, judged from the requirements' words (ACC-1 – ACC-5, ACC-9, ACC-13, DIR-3, ROL-2, CRM-7): module open,
 * clearance, segment's wall, then role within scope, owner's line, or share. Written for the walk alone; nothing of the server is asked.
 */
final class Policy {
    private static final Set<String> OWNERS_LINE = Set.of("crm.customer", "crm.contact", "crm.activity");

    /** Units and persons that the test's phases open each module to. */
    private static final Map<String, Set<String>> OPEN = Map.of(
            "crm",
            Set.of("SE", "SV", "FI", "HQ", "shen.li"),
            "vehicles",
            Set.of("SE", "FI", "SV", "SW", "shen.li", "gao.wen"),
            "directory",
            Set.of("HC"));

    /** module or type, role, actions, scope */
    private static final List<String[]> GRANTS = Stream.of(
                    "crm salesperson see subordinates",
                    "crm salesperson create,edit,delete,share own",
                    "crm department-head see,create,edit,delete,share,export,administer branch",
                    "crm assistant see,create,edit branch",
                    "crm segment-head * segment",
                    "crm segment-administrator see,administer,export segment",
                    "crm group-management see,export all",
                    "vehicles staff see unit",
                    "vehicles salesperson create,edit,share own",
                    "vehicles assistant see,create,edit,retire branch",
                    "vehicles department-head * branch",
                    "vehicles segment-head * segment",
                    "vehicles auditor see,export all",
                    "directory.person staff see all",
                    "directory.unit staff see all",
                    "directory.post staff see all",
                    "directory.group staff see all",
                    "directory auditor see all",
                    "directory group-management see all",
                    "directory administrator * all")
            .map(line -> line.split(" "))
            .toList();

    private final List<Thing> things;

    Policy(List<Thing> things) {
        this.things = things;
    }

    static boolean open(Actor actor, String module) {
        Set<String> scope = OPEN.get(module);
        return scope.contains(actor.account())
                || Actor.above(actor.unit()).stream().anyMatch(scope::contains);
    }

    boolean may(Actor actor, Thing thing, String action) {
        if (barred(actor, action)) return false;
        if (!open(actor, thing.module()) || thing.level() > actor.clearance()) return false;
        if (scopes(actor, thing.type(), action).anyMatch("all"::equals)) return true;
        Optional<String> wall = Actor.segment(thing.owner().unit());
        if (wall.isPresent() && !wall.equals(Actor.segment(actor.unit()))) return false;
        boolean line = action.equals("see") && OWNERS_LINE.contains(thing.type());
        return scopes(actor, thing.type(), action).anyMatch(scope -> within(actor, thing, scope))
                || (line && within(actor, thing, "subordinates"))
                || shared(actor, thing, action);
    }

    /** Whatever the grants say. */
    private static boolean barred(Actor actor, String action) {
        return switch (actor.manner()) {
            case USUAL -> false;
            case LEAVING -> action.equals("export");
            case LOOKED_THROUGH -> !action.equals("see");
        };
    }

    /** On at least one conceivable record of the type. */
    boolean mayAny(Actor actor, String type, String action) {
        if (barred(actor, action) || !open(actor, type.substring(0, type.indexOf('.')))) return false;
        boolean line = action.equals("see") && OWNERS_LINE.contains(type);
        String whole = type.startsWith("crm.") ? "crm.customer" : type;
        return line
                || scopes(actor, type, action).findAny().isPresent()
                || things.stream().anyMatch(thing -> thing.type().equals(whole) && shared(actor, thing, action));
    }

    private static Stream<String> scopes(Actor actor, String type, String action) {
        return GRANTS.stream()
                .filter(grant ->
                        (type + ".").startsWith(grant[0] + ".") && actor.roles().contains(grant[1]))
                .filter(grant ->
                        grant[2].equals("*") || List.of(grant[2].split(",")).contains(action))
                .map(grant -> grant[3]);
    }

    private static boolean within(Actor actor, Thing thing, String scope) {
        Actor owner = thing.owner();
        return switch (scope) {
            case "own" -> owner.is(actor);
            case "subordinates" -> owner.is(actor) || actor.isSuperiorOf(owner);
            case "unit" -> owner.unit().equals(actor.unit());
            case "branch" -> Actor.above(owner.unit()).contains(actor.unit());
            case "segment" -> Actor.segment(owner.unit()).equals(Actor.segment(actor.unit()));
            default -> throw new IllegalArgumentException(scope);
        };
    }

    private static boolean shared(Actor actor, Thing thing, String action) {
        return actor.principals().stream()
                .anyMatch(name -> thing.shares().getOrDefault(name, Set.of()).contains(action));
    }
}
