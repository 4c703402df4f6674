package org.stepwise.kernel.internal.directory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who is the direct superior of whom (DIR-2), from units, posts and primary positions in memory: the named one; else the nearest
 * holder of the post that the person's post reports to; else the head of the unit or of the nearest unit above that has one, never
 * oneself. Whoever heads a unit above the own one answers to the unit above that, not to a head further down.
 */
public final class ReportingLines {
    /** @param head 0 when vacant or gone */
    public record UnitNode(long parent, long head) {}

    /**
     * Primary position of a person.
     *
     * @param superior the named one, 0 when there is none or that person has left
     * @param left who has left is nobody's superior, but keeps one: what leavers own stays in sight
     */
    public record Place(long person, long unit, long post, long superior, boolean left) {}

    private final Map<Long, UnitNode> units;
    private final Map<Long, Long> postReportsTo;
    private final Map<Long, Place> places = new TreeMap<>();
    private final Map<List<Long>, Long> holders = new HashMap<>();

    public ReportingLines(Map<Long, UnitNode> units, Map<Long, Long> postReportsTo, List<Place> primary) {
        this.units = units;
        this.postReportsTo = postReportsTo;
        primary.forEach(place -> places.put(place.person(), place));
        places.values().stream()
                .filter(place -> !place.left())
                .forEach(place -> holders.putIfAbsent(List.of(place.unit(), place.post()), place.person()));
    }

    /** Direct superior by person, 0 when there is none. */
    public Map<Long, Long> superiors() {
        Map<Long, Long> superiors = new TreeMap<>();
        places.values().forEach(place -> superiors.put(place.person(), superior(place)));
        return superiors;
    }

    private long superior(Place place) {
        if (place.superior() != 0 && place.superior() != place.person()) return place.superior();
        List<Long> above = above(place.unit());
        long byPost = holder(postReportsTo.getOrDefault(place.post(), 0L), place, above);
        return byPost != 0 ? byPost : head(place.person(), above);
    }

    private long holder(long post, Place place, List<Long> above) {
        if (post == 0) return 0;
        for (Long unit : above) {
            long holder = holders.getOrDefault(List.of(unit, post), 0L);
            if (holder != 0 && holder != place.person()) return holder;
        }
        return 0;
    }

    private long head(long person, List<Long> above) {
        int from = 0;
        for (int i = 0; i < above.size(); i++) if (units.get(above.get(i)).head() == person) from = i + 1;
        for (Long unit : above.subList(from, above.size())) {
            long head = units.get(unit).head();
            if (head != 0 && head != person) return head;
        }
        return 0;
    }

    /** The unit and all above, nearest first. */
    private List<Long> above(long unit) {
        List<Long> above = new ArrayList<>();
        for (long at = unit;
                units.containsKey(at) && !above.contains(at);
                at = units.get(at).parent()) above.add(at);
        return above;
    }
}
