package org.stepwise.itests.torture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stepwise.itests.Visitor;

/** Customers one after the other, each with a key by which a sender may ask again without making two. */
final class Creating implements Work {
    static final String CUSTOMERS = "/api/crm/customer";
    private final Visitor person;
    private final String prefix;
    private final Set<String> sure = new LinkedHashSet<>();
    private final Set<String> doubtful = new LinkedHashSet<>();
    private int next;

    Creating(Visitor person, String prefix) {
        this.person = person;
        this.prefix = prefix;
    }

    @Override
    public String name() {
        return "records created";
    }

    @Override
    public boolean piece() {
        String name = "%s-%05d".formatted(prefix, next++);
        doubtful.add(name);
        if (made(name)) settle(name);
        return true;
    }

    private boolean made(String name) {
        return Work.confirmed(
                person.json("POST", CUSTOMERS, Map.of("name", name), "Idempotency-Key", "key of " + name), 201);
    }

    private void settle(String name) {
        doubtful.remove(name);
        sure.add(name);
    }

    @Override
    public List<String> wrong() {
        List<String> wrong = new ArrayList<>(unlike(sure, 1, 1));
        wrong.addAll(unlike(doubtful, 0, 1));
        List<String> again = List.copyOf(doubtful);
        for (String name : again) {
            if (made(name)) settle(name);
            else wrong.add(name + " cannot be asked for again by its key");
        }
        if (!again.isEmpty()) wrong.addAll(unlike(Set.copyOf(again), 1, 1));
        return wrong;
    }

    private List<String> unlike(Set<String> names, int least, int most) {
        Map<String, Integer> there = count(person, prefix);
        return names.stream()
                .filter(name -> there.getOrDefault(name, 0) < least || there.getOrDefault(name, 0) > most)
                .map(name -> name + " is there " + there.getOrDefault(name, 0) + " times")
                .toList();
    }

    /** How many customers there are of each name that begins so, as this person sees them. */
    static Map<String, Integer> count(Visitor person, String prefix) {
        Map<String, Integer> names = new HashMap<>();
        String list = CUSTOMERS + "?limit=500&fields=name&sort=name&filter=name:like:" + Visitor.encoded(prefix + "*");
        String after = "";
        do {
            JsonNode page = person.get(list + after).expect(200).json();
            page.get("items").forEach(item -> names.merge(item.get("name").asText(), 1, Integer::sum));
            JsonNode cursor = page.get("next");
            after = cursor.isNull() ? "" : "&after=" + Visitor.encoded(cursor.asText());
        } while (!after.isEmpty());
        return names;
    }

    @Override
    public int confirmed() {
        return sure.size();
    }
}
