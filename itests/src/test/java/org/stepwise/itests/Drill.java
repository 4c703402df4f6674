package org.stepwise.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A server of the demo company to which bad things happen while customers are opened, kept, closed and removed. */
final class Drill implements AutoCloseable {
    static final String MODULE = "/api/modules/crm";
    static final String CUSTOMERS = "/api/crm/customer";
    private static final String PHASES = "/api/rollout/phases";
    final Server server;
    private final DemoCompany company;

    private Drill(Server server) {
        this.server = server;
        this.company = DemoCompany.in(server.address(), server.home());
    }

    static Drill on(Server server) {
        try {
            return new Drill(server.demo().start());
        } catch (RuntimeException | AssertionError e) {
            server.close();
            throw e;
        }
    }

    Visitor admin() {
        return company.admin();
    }

    /** A salesperson of Sales East, with one session through all that happens. */
    Visitor seller() {
        return company.as("lin.zhixia");
    }

    /** Plans a phase that opens customers to Sales East. */
    void plan(String phase) {
        Map<String, Object> draft = Map.of("code", phase, "modules", List.of("crm"), "units", List.of("SE"));
        admin().json("POST", PHASES, draft).expect(201);
    }

    Answer step(String phase, String step) {
        return admin().json("POST", PHASES + "/" + phase + "/" + step, Map.of());
    }

    void open(String phase) {
        plan(phase);
        step(phase, "activate").expect(200);
    }

    String stateOf(String phase) {
        return admin().get(PHASES + "/" + phase).expect(200).json().get("state").asText();
    }

    String moduleState() {
        return admin().get(MODULE).expect(200).json().get("state").asText();
    }

    /** What keeps the module from being there, as the administrator is told, "" for nothing. */
    String moduleReason() {
        return admin().get(MODULE).expect(200).json().get("reason").asText();
    }

    Answer install() {
        return admin().json("POST", MODULE + "/install", Map.of());
    }

    /** @return where the run is looked at */
    String purge() {
        Answer begun = admin().json("POST", MODULE + "/uninstall?data=purge&confirm=crm", Map.of());
        return "/api/jobs/runs/" + begun.expect(202).json().get("run").asText();
    }

    void ends(String run, String state) {
        List<String> others = Distribution.untilEmpty(
                () -> Stream.of(admin().get(run).expect(200).json().get("state").asText())
                        .filter(now -> !now.equals(state))
                        .toList());
        assertEquals(admin().get(run).text(), List.of(), others);
    }

    Answer create(String name) {
        return seller().json("POST", CUSTOMERS, Map.of("name", name));
    }

    /** Its number within the year. */
    static int number(Answer created) {
        return Integer.parseInt(
                created.expect(201).json().get("number").asText().replaceAll(".*-", ""));
    }

    /** How many customers have a name that begins so. */
    int customers(String prefix) {
        return seller().get(CUSTOMERS + "?count=true&limit=1&filter=name:like:" + Visitor.encoded(prefix) + "*")
                .expect(200)
                .json()
                .at("/count/value")
                .asInt();
    }

    /** Nobody finds customers: not the page, not the list, not in the menu. */
    void closed() {
        assertEquals(404, seller().get("/crm/customer").status());
        assertEquals(404, seller().get(CUSTOMERS).status());
        assertTrue(!seller().get("/").expect(200).text().contains("/crm/customer"));
    }

    /** Kills the server and starts it again. */
    void crash() {
        server.kill();
        server.start();
    }

    static void await(String what, BooleanSupplier condition) {
        List<String> left = Distribution.untilEmpty(() -> condition.getAsBoolean() ? List.<String>of() : List.of(what));
        assertEquals(List.of(), left);
    }

    @Override
    public void close() {
        server.close();
    }
}
