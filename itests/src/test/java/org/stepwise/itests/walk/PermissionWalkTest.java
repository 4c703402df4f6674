package org.stepwise.itests.walk;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.BeforeClass;
import org.junit.Test;
import org.stepwise.itests.Answer;
import org.stepwise.itests.DemoCompany;
import org.stepwise.itests.OpenCompany;
import org.stepwise.itests.Visitor;
import org.stepwise.testkit.Covers;

/**
 * Every record type × action × kind of user × door against the declared policy (ACC-10): each combination is asked for over HTTP with
 * the person's own session, the answer expected comes from {@link Policy}, and every difference is a line of the failure.
 */
@Covers({"ACC-1", "ACC-2", "ACC-3", "ACC-4", "ACC-5", "ACC-7", "ACC-10", "ROL-2", "CRM-7"})
public class PermissionWalkTest {
    private static final Set<String> TYPES = Set.of(
            "crm.customer",
            "crm.contact",
            "crm.activity",
            "vehicles.vehicle",
            "directory.person",
            "directory.unit",
            "directory.post",
            "directory.role",
            "directory.group");
    private static DemoCompany company;
    private static String hub;
    private static List<Thing> things;
    private static Policy policy;

    private final Queue<String> differences = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger();

    @BeforeClass
    public static void records() {
        OpenCompany open = OpenCompany.get();
        company = open.company();
        open.closeAll();
        open.clearance("zhou.mingyuan", 6);
        String customers = open.opens("crm", List.of("SE", "SV", "FI", "HQ", "SW"), List.of("shen.li"));
        open.opens("vehicles", List.of("SE", "FI", "SV", "SW"), List.of("shen.li", "gao.wen"));
        hub = company.idOf("lu.ping");
        things = new Scene(company, hub).made();
        open.narrow(customers, "SW");
        policy = new Policy(things);
        substitute("zhou.mingyuan", "tang.yi");
    }

    /** Who stands in for a head gets tasks, no rights: the walk finds the same as before. */
    private static void substitute(String person, String substitute) {
        Map<String, String> values = Map.of("personId", company.idOf(person), "substituteId", company.idOf(substitute));
        company.admin().json("POST", "/api/directory/substitute", values).expect(201);
    }

    @Test
    public void everyoneIsAnsweredAsThePolicySays() {
        Actor.ALL.parallelStream().forEach(actor -> {
            Visitor visitor = company.as(actor.account());
            for (Thing thing : things) walk(actor, visitor, thing);
            for (String type : TYPES) walk(actor, visitor, type);
        });
        Visitor stranger = Visitor.stranger(OpenCompany.get().address());
        // one of each module: who is refused too often waits
        for (String type : List.of("crm.customer", "vehicles.vehicle", "directory.person"))
            unknown(stranger, first(type));
        agreed(7_000);
    }

    private void agreed(int least) {
        assertEquals(table(), 0, differences.size());
        assertTrue(asked + " questions", asked.get() > least);
    }

    @Test
    @Covers("ACC-9")
    public void throughAnothersEyesAnAdministratorSeesWhatThatOneSeesAndChangesNothing() {
        Actor actor = Actor.named("zhou.mingyuan").in(Actor.Manner.LOOKED_THROUGH);
        Visitor eyes = company.another("chen.mo");
        String person = company.idOf(actor.account());
        eyes.post("/admin/view-as", Map.of("person", person)).expect(303);
        for (Thing thing : things) walk(actor, eyes, thing);
        for (String type : TYPES) reads(actor, eyes, type);
        agreed(800);
    }

    @Test
    @Covers("DIR-3")
    public void whoLeavesReadsAndExportsNothingInBulkAndWhoIsFrozenIsShutOutOfTheOpenSession() {
        Actor leaver = Actor.named("feng.li").in(Actor.Manner.LEAVING);
        Visitor visitor = company.another("feng.li");
        person("feng.li", "leaving");
        for (Thing thing : things) walk(leaver, visitor, thing);
        for (String type : TYPES) walk(leaver, visitor, type);
        person("feng.li", "freeze");
        unknown(visitor, things.get(0));
        person("feng.li", "activate");
        agreed(800);
    }

    private static void person(String account, String action) {
        String path = "/api/directory/person/" + company.idOf(account);
        String version = company.admin().get(path).expect(200).header("ETag");
        company.admin()
                .json("POST", path + "/actions/" + action, Map.of(), "If-Match", version)
                .expect(200);
    }

    private void walk(Actor actor, Visitor visitor, Thing thing) {
        for (Question question : questions(thing)) {
            int expected = expected(actor, thing, question.needed(), question.allowed());
            compare(actor, thing.title(), question, expected, question.asking().ask(visitor, thing));
        }
        boolean seen = policy.may(actor, thing, "see");
        boolean looks = actor.manner() == Actor.Manner.LOOKED_THROUGH;
        int linking = looks ? 403 : expected(actor, thing, actor.role().equals("administrator") ? "see" : "edit", 201);
        Map<String, String> ends = Map.of("from", thing.ref(), "to", "directory.person:" + hub, "note", "walk");
        note(
                actor,
                thing.title(),
                "link",
                "REST",
                linking,
                visitor.json("POST", "/api/links", ends).status());
        String title = Visitor.encoded(thing.title());
        found(actor, thing, "search palette", seen, visitor.get("/palette?q=" + title));
        found(actor, thing, "search links", seen, visitor.get("/pick/record?q=" + title));
        found(actor, thing, "link by address", seen, visitor.get("/pick/record?q=" + thing.ref()));
        found(actor, thing, "search REST", seen, visitor.get("/api/search?q=" + title));
    }

    private static List<Question> questions(Thing thing) {
        List<Question> all = new ArrayList<>(Question.ALL);
        if (!thing.part()) all.addAll(Question.OF_WHOLES);
        if (thing.module().equals("vehicles")) all.addAll(Question.OF_VEHICLES);
        if (thing.type().equals("directory.person")) all.addAll(Question.OF_PEOPLE);
        return all;
    }

    private int expected(Actor actor, Thing thing, String action, int allowed) {
        if (!policy.may(actor, thing, "see")) return 404;
        return policy.may(actor, thing, action) ? allowed : 403;
    }

    /** Shown with its address, or not a trace of it. */
    private void found(Actor actor, Thing thing, String door, boolean seen, Answer answer) {
        boolean shown = answer.text().contains(thing.path()) || answer.text().contains(thing.ref());
        note(actor, thing.title(), "find", door, seen ? 1 : 0, shown ? 1 : 0);
    }

    private void walk(Actor actor, Visitor visitor, String type) {
        reads(actor, visitor, type);
        String path = path(type);
        Set<String> seen = titles(type, thing -> policy.may(actor, thing, "see"));
        Set<String> exported = titles(type, thing -> policy.may(actor, thing, "export"));
        String open = open(actor, type);
        Map<String, String> bulk = Map.of("action", "export", "format", "csv", "ids", ids(type));
        rows(
                actor,
                type,
                "export",
                "bulk",
                allowed(actor, type, "export"),
                exported,
                visitor.post(path + "/bulk", bulk));
        Map<String, String> hand = Map.of("action", "handOver", "owner", "999999999", "ids", ids(type));
        String reported = open.equals("404") ? open : seen.isEmpty() ? "303" : "200";
        rows(actor, type, "hand over", "bulk", reported, seen, visitor.post(path + "/bulk", hand));
        String create = allowed(actor, type, "create");
        String bad = create.equals("200") ? "422" : create;
        status(actor, type, "create", "page", bad, visitor.post(path + "/new", Map.of("name", "")));
        status(actor, type, "create", "REST", bad, visitor.json("POST", "/api" + path, Map.of()));
    }

    /** Everything that is asked of a type without sending anything. */
    private void reads(Actor actor, Visitor visitor, String type) {
        String path = path(type);
        Set<String> seen = titles(type, thing -> policy.may(actor, thing, "see"));
        Set<String> exported = titles(type, thing -> policy.may(actor, thing, "export"));
        String open = open(actor, type);
        String exports = allowed(actor, type, "export");
        String create = allowed(actor, type, "create");
        boolean leaves = actor.manner() == Actor.Manner.LEAVING;
        String list = allowed(actor, type, "see");
        String bulk = leaves && open.equals("200") ? "403" : list;
        rows(actor, type, "list", "page", list, seen, visitor.get(path + "?q=Walk"));
        rows(actor, type, "list", "REST", bulk, seen, visitor.get("/api" + path + "?q=Walk&limit=100"));
        rows(actor, type, "pick", "page", open, seen, visitor.get("/pick/" + type + "?q=Walk"));
        String file = path + "/export?format=csv&q=Walk";
        rows(actor, type, "export", "page", exports, exported, visitor.get(file));
        rows(actor, type, "export", "REST", exports, exported, visitor.get("/api" + file));
        status(actor, type, "template", "page", open, visitor.get(path + "/template?format=csv"));
        status(actor, type, "template", "REST", open, visitor.get("/api" + path + "/template?format=csv"));
        status(actor, type, "import", "page", create, visitor.get(path + "/import"));
        status(actor, type, "create", "form", create, visitor.get(path + "/new"));
        panel(actor, visitor, type, seen);
    }

    private static String path(String type) {
        return "/" + type.replace('.', '/');
    }

    private static String open(Actor actor, String type) {
        return Policy.open(actor, type.split("\\.")[0]) ? "200" : "404";
    }

    private static String allowed(Actor actor, String type, String action) {
        String open = open(actor, type);
        return open.equals("404") ? open : policy.mayAny(actor, type, action) ? "200" : "403";
    }

    /** The link panel of a record that everybody sees: the other ends, and their count. */
    private void panel(Actor actor, Visitor visitor, String type, Set<String> seen) {
        JsonNode groups = visitor.get("/api/links?limit=100&of=directory.person:" + hub)
                .expect(200)
                .json()
                .get("groups");
        Set<String> shown = new TreeSet<>();
        int count = 0;
        for (JsonNode group : groups) {
            if (!group.get("type").asText().equals(type)) continue;
            count = group.get("count").asInt();
            group.get("links").forEach(link -> shown.add(link.get("title").asText()));
        }
        note(actor, type, "links panel", "REST", seen, shown);
        note(actor, type, "links count", "REST", seen.size(), count);
        Answer page = visitor.get("/links?of=directory.person:" + hub + "&type=" + type);
        note(actor, type, "links panel", "page", seen, mentioned(type, page));
    }

    private static Set<String> titles(String type, java.util.function.Predicate<Thing> kept) {
        return things.stream()
                .filter(thing -> thing.type().equals(type) && kept.test(thing))
                .map(Thing::title)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> mentioned(String type, Answer answer) {
        String text = answer.text();
        return titles(type, thing -> text.contains(thing.title()));
    }

    private static String ids(String type) {
        return things.stream()
                .filter(thing -> thing.type().equals(type))
                .map(Thing::id)
                .collect(Collectors.joining(","));
    }

    private static Thing first(String type) {
        return things.stream()
                .filter(thing -> thing.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private void rows(
            Actor actor, String type, String action, String door, String status, Set<String> wanted, Answer answer) {
        status(actor, type, action, door, status, answer);
        Set<String> expected = status.equals("200") ? wanted : Set.of();
        note(actor, type, action, door, expected, mentioned(type, answer));
    }

    private void status(Actor actor, String type, String action, String door, String expected, Answer answer) {
        note(actor, type, action, door, Integer.parseInt(expected), answer.status());
    }

    /** Somebody who has not signed in is sent to the sign-in page, or refused. */
    private void unknown(Visitor stranger, Thing thing) {
        Actor nobody = new Actor("nobody", "", "", 0);
        for (Question question : questions(thing)) {
            boolean page = Stream.of("REST").noneMatch(question.door()::equals);
            Answer answer = question.asking().ask(stranger, thing);
            note(nobody, thing.title(), question.action(), question.door(), page ? 303 : 401, answer.status());
        }
    }

    private void compare(Actor actor, String what, Question question, int expected, Answer answer) {
        boolean looks = actor.manner() == Actor.Manner.LOOKED_THROUGH
                && !question.needed().equals("see");
        // what is sent is refused before it is known of what
        int got = looks && answer.status() == 403 ? expected : answer.status();
        note(actor, what, question.action(), question.door(), expected, got);
    }

    private void note(Actor actor, String what, String action, String door, Object expected, Object got) {
        asked.incrementAndGet();
        if (expected.equals(got)) return;
        differences.add("%-14s %-20s %-16s %-16s expected %s, got %s"
                .formatted(actor.account(), what, action, door, expected, got));
    }

    private String table() {
        return differences.stream().sorted().collect(Collectors.joining("\n", "\n", "\n"));
    }
}
