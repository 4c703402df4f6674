package org.stepwise.itests.torture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stepwise.itests.Answer;
import org.stepwise.itests.Visitor;

/** Links from one customer to new ones; every third is taken away again. */
final class Linking implements Work {
    private static final int IN_ONE_HUB = 60;
    private final Visitor person;
    private final String prefix;
    private final Map<String, String> hubs = new LinkedHashMap<>();
    private final Set<String> sure = new LinkedHashSet<>();
    private final Set<String> gone = new LinkedHashSet<>();
    private final Set<String> doubtful = new LinkedHashSet<>();
    private String hub = "";
    private int next;
    private int confirmed;

    Linking(Visitor person, String prefix) {
        this.person = person;
        this.prefix = prefix;
    }

    @Override
    public String name() {
        return "links made and taken away";
    }

    @Override
    public boolean piece() {
        if (next % IN_ONE_HUB == 0 || hub.isEmpty()) hub = customer("hub " + next);
        String other = hub.isEmpty() ? "" : customer("spoke " + next);
        String note = prefix + " link " + next++;
        if (other.isEmpty()) return true;
        hubs.put(note, hub);
        doubtful.add(note);
        Map<String, String> link = Map.of("from", hub, "to", other, "note", note);
        Answer made = person.json("POST", "/api/links", link);
        if (!Work.confirmed(made, 201)) return true;
        doubtful.remove(note);
        sure.add(note);
        confirmed++;
        if (next % 3 == 0) takeAway(note, made.json().get("id").asText());
        return true;
    }

    private String customer(String name) {
        Answer made = person.json("POST", Creating.CUSTOMERS, Map.of("name", prefix + " " + name));
        return Work.confirmed(made, 201)
                ? "crm.customer:" + made.json().get("id").asText()
                : "";
    }

    private void takeAway(String note, String id) {
        sure.remove(note);
        doubtful.add(note);
        Answer answer = person.json("DELETE", "/api/links/" + id, Map.of());
        if (!Work.confirmed(answer, 204)) return;
        doubtful.remove(note);
        gone.add(note);
        confirmed++;
    }

    @Override
    public List<String> wrong() {
        Map<String, Integer> there = new HashMap<>();
        for (String of : Set.copyOf(hubs.values())) {
            JsonNode groups = person.get("/api/links?type=crm.customer&limit=500&of=" + of)
                    .expect(200)
                    .json()
                    .get("groups");
            groups.forEach(group -> group.get("links")
                    .forEach(link -> there.merge(link.get("note").asText(), 1, Integer::sum)));
        }
        List<String> wrong = new ArrayList<>();
        hubs.keySet().forEach(note -> {
            int times = there.getOrDefault(note, 0);
            boolean well = sure.contains(note) ? times == 1 : gone.contains(note) ? times == 0 : times <= 1;
            if (!well) wrong.add(note + " is there " + times + " times");
        });
        doubtful.stream().filter(there::containsKey).forEach(sure::add);
        doubtful.stream().filter(note -> !there.containsKey(note)).forEach(gone::add);
        doubtful.clear();
        return wrong;
    }

    @Override
    public int confirmed() {
        return confirmed;
    }
}
