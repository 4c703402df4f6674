package org.stepwise.itests.walk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.stepwise.itests.DemoCompany;
import org.stepwise.itests.Visitor;

/** Makes the records of the walk: by their owners, through REST, shared as the oracle believes. */
final class Scene {
    private final DemoCompany company;
    private final String hub;
    private final List<Thing> things = new ArrayList<>();

    /** @param hub person record that every record is linked to */
    Scene(DemoCompany company, String hub) {
        this.company = company;
        this.hub = hub;
    }

    List<Thing> made() {
        customers();
        vehicles();
        organisation();
        return List.copyOf(things);
    }

    private void customers() {
        customer("lin.zhixia", 0, Map.of());
        customer("lin.zhixia", 0, Map.of("person:tang.yi", Set.of("see")));
        customer("lin.zhixia", 0, Map.of("person:wu.siqi", Set.of("see", "edit")));
        customer("feng.li", 2, Map.of("unit:SE-1", Set.of("see", "edit")));
        customer("zhou.mingyuan", 5, Map.of("person:lin.zhixia", Set.of("see"), "role:auditor", Set.of("see", "edit")));
        customer("zhou.mingyuan", 0, Map.of("unit:FI-1", Set.of("see", "export")));
        customer("luo.ning", 0, Map.of());
        customer("luo.ning", 0, Map.of("person:lin.zhixia", Set.of("see")));
        customer("song.an", 0, Map.of("everyone", Set.of("see")));
        customer("wu.siqi", 0, Map.of());
        boolean odd = false;
        for (Thing whole : List.copyOf(things)) {
            odd = !odd;
            if (odd) part(whole, "crm.contact", Map.of("name", whole.title().replace("customer", "contact")));
            else activity(whole);
        }
    }

    private void activity(Thing whole) {
        String subject = whole.title().replace("customer", "activity");
        part(whole, "crm.activity", Map.of("kind", "call", "subject", subject, "plannedAt", "2030-01-01T08:00:00Z"));
    }

    private void vehicles() {
        vehicle("lin.zhixia", 0, Map.of());
        vehicle("lin.zhixia", 0, Map.of("person:tang.yi", Set.of("see", "edit")));
        vehicle("qin.yue", 0, Map.of());
        vehicle("zhou.mingyuan", 5, Map.of("everyone", Set.of("see")));
        vehicle("song.an", 0, Map.of("person:qin.yue", Set.of("see")));
        vehicle("xu.jing", 0, Map.of("role:salesperson", Set.of("see", "export")));
        vehicle("wu.siqi", 0, Map.of());
    }

    /** The kernel's own types, kept by the administrator; the role is not given to anybody. */
    private void organisation() {
        String unit = company.id("directory.unit", "code", "HQ-IT");
        own("person", Map.of("account", "walk.person"), "name");
        own("unit", Map.of("code", "WALK", "kind", "TEAM", "parentId", unit), "nameZh", "nameEn");
        own("post", Map.of("code", "walk", "level", 1), "nameZh", "nameEn");
        own("role", Map.of("code", "walk-role"), "nameZh", "nameEn");
        own("group", Map.of("code", "walk-group"), "nameZh", "nameEn");
    }

    private void own(String kind, Map<String, ?> values, String... names) {
        Map<String, Object> all = new HashMap<>(values);
        String title = title(kind);
        for (String name : names) all.put(name, title);
        made("directory." + kind, Actor.named("chen.mo"), all, Map.of(), false, 0);
    }

    private void customer(String owner, int level, Map<String, Set<String>> shares) {
        Map<String, Object> values = new HashMap<>(Map.of("name", title("customer"), "securityLevel", level));
        whole("crm.customer", owner, values, shares);
    }

    private void vehicle(String owner, int level, Map<String, Set<String>> shares) {
        Map<String, Object> values = new HashMap<>(Map.of("plate", title("vehicle"), "securityLevel", level));
        whole("vehicles.vehicle", owner, values, shares);
    }

    /** Sorts and searches apart from the demo company's own records. */
    private String title(String kind) {
        return "Walk " + kind + " " + (10 + things.size());
    }

    private void whole(String type, String owner, Map<String, ?> values, Map<String, Set<String>> shares) {
        Thing made = made(type, Actor.named(owner), values, shares, false);
        shares.forEach((principal, rights) -> company.as(owner)
                .json("PUT", "/api" + made.path() + "/shares/" + principal(principal), Map.of("rights", rights))
                .expect(200));
    }

    private void part(Thing whole, String type, Map<String, ?> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("customerId", whole.id());
        made(type, whole.owner(), all, whole.shares(), true, whole.level());
    }

    private Thing made(String type, Actor owner, Map<String, ?> values, Map<String, Set<String>> shares, boolean part) {
        return made(type, owner, values, shares, part, (int) values.get("securityLevel"));
    }

    private Thing made(
            String type, Actor owner, Map<String, ?> values, Map<String, Set<String>> shares, boolean part, int level) {
        Visitor maker = company.as(owner.account());
        String id = maker.json("POST", "/api/" + type.replace('.', '/'), values)
                .expect(201)
                .json()
                .get("id")
                .asText();
        String ref = type + ":" + id;
        maker.json("POST", "/api/links", Map.of("from", ref, "to", "directory.person:" + hub))
                .expect(201);
        String file = maker.send(
                        "POST",
                        "/api/files?of=" + ref + "&name=note.txt",
                        "application/octet-stream",
                        ref.getBytes(StandardCharsets.UTF_8))
                .expect(201)
                .json()
                .get("id")
                .asText();
        String shown = Stream.of("name", "plate", "subject", "nameZh")
                .filter(values::containsKey)
                .findFirst()
                .map(name -> values.get(name).toString())
                .orElseThrow();
        Thing thing = new Thing(type, id, shown, owner, level, shares, file, part);
        things.add(thing);
        return thing;
    }

    private String principal(String name) {
        if (name.equals("everyone")) return "1";
        String kind = name.substring(0, name.indexOf(':'));
        String field = kind.equals("person") ? "account" : "code";
        return company.id("directory." + kind, field, name.substring(name.indexOf(':') + 1));
    }
}
