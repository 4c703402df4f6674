package org.stepwise.itests.walk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A person of the demo company as its seed tells: what the walk's oracle knows, without asking the server.
 *
 * @param account "" for somebody who has not signed in
 * @param role the one role besides staff
 * @param manner in which the person comes
 */
record Actor(String account, String unit, String role, int clearance, Manner manner) {
    /** As everybody; about to leave, who reads and exports nothing in bulk (DIR-3); or an administrator through the person's eyes, who only looks (ACC-9). */
    enum Manner {
        USUAL,
        LEAVING,
        LOOKED_THROUGH
    }

    Actor(String account, String unit, String role, int clearance) {
        this(account, unit, role, clearance, Manner.USUAL);
    }

    Actor in(Manner other) {
        return new Actor(account, unit, role, clearance, other);
    }

    /** The same person, in whatever manner. */
    boolean is(Actor other) {
        return account.equals(other.account);
    }

    /** Unit → the unit above. */
    private static final Map<String, String> ABOVE = Map.ofEntries(
            Map.entry("HQ", "HC"),
            Map.entry("HQ-AU", "HQ"),
            Map.entry("HQ-IT", "HQ"),
            Map.entry("SE", "HC"),
            Map.entry("SE-1", "SE"),
            Map.entry("SE-2", "SE"),
            Map.entry("SW", "HC"),
            Map.entry("SW-1", "SW"),
            Map.entry("SV", "HC"),
            Map.entry("SV-3", "SV"),
            Map.entry("FI", "HC"),
            Map.entry("FI-1", "FI"));

    private static final Map<String, String> HEADS = Map.of(
            "HC",
            "shen.li",
            "SE",
            "zhou.mingyuan",
            "SW",
            "he.chuan",
            "SV",
            "song.an",
            "FI",
            "xu.jing",
            "HQ",
            "lu.ping");

    /** Everybody who walks; zhou.mingyuan's clearance is raised by the test. */
    static final List<Actor> ALL = List.of(
            new Actor("shen.li", "HC", "group-management", 9),
            new Actor("chen.mo", "HQ-IT", "administrator", 3),
            new Actor("gao.wen", "HQ-AU", "auditor", 9),
            new Actor("zhou.mingyuan", "SE", "department-head", 6),
            new Actor("qin.yue", "SE", "assistant", 3),
            new Actor("lin.zhixia", "SE-1", "salesperson", 3),
            new Actor("feng.li", "SE-2", "salesperson", 3),
            new Actor("he.chuan", "SW", "department-head", 3),
            new Actor("wu.siqi", "SW-1", "salesperson", 3),
            new Actor("song.an", "SV", "segment-head", 3),
            new Actor("ye.qing", "SV", "segment-administrator", 3),
            new Actor("luo.ning", "SV-3", "salesperson", 3),
            new Actor("xu.jing", "FI", "department-head", 3),
            new Actor("tang.yi", "FI-1", "staff", 3));

    static Actor named(String account) {
        return ALL.stream()
                .filter(actor -> actor.account().equals(account))
                .findFirst()
                .orElseThrow();
    }

    /** The unit and those above it. */
    static Set<String> above(String unit) {
        Map<String, Boolean> units = new LinkedHashMap<>();
        for (String at = unit; at != null; at = ABOVE.get(at)) units.put(at, true);
        return units.keySet();
    }

    /** The segment around a unit, empty when there is none. */
    static Optional<String> segment(String unit) {
        return above(unit).contains("SV") ? Optional.of("SV") : Optional.empty();
    }

    /** Direct and indirect: the heads of the own unit and all above. */
    boolean isSuperiorOf(Actor other) {
        return !is(other) && above(other.unit()).stream().anyMatch(unit -> account.equals(HEADS.get(unit)));
    }

    Set<String> roles() {
        return Set.of("staff").contains(role) ? Set.of(role) : Set.of("staff", role);
    }

    /** What a share may name for this person. */
    Set<String> principals() {
        return Set.of("everyone", "person:" + account, "unit:" + unit, "role:" + role);
    }
}
