package org.stepwise.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.After;
import org.junit.Test;
import org.stepwise.testkit.Covers;

/**
 * One server on one database: every subset of the modules comes and goes, then the server is stopped and a new build's start,
 * without any cache, finds all as it was. See {@link RestartOnPostgresTest} for the other database.
 */
public class RestartTest {
    private static final Set<String> FAILING = Set.of("badschema", "badstart");
    private static final String MODULES = "/api/modules";

    /** Modules go while their demo data are made. */
    private static final String EXPECTED = "demo data of crm";

    private Server server;
    private boolean onDerby;
    private DemoCompany company;

    /** Overridden for the other database. */
    protected String database() {
        return "";
    }

    @After
    public void stop() {
        if (server != null) server.close();
    }

    @Test
    @Covers({"ROL-5", "ROL-12", "ROL-13", "DIR-8"})
    public void everySubsetOfModulesWorksAndASecondStartFindsAllAsItWas() {
        String database = database();
        onDerby = database.isEmpty();
        server = Server.fresh(getClass().getSimpleName(), database)
                .demo()
                .offering(TestModules.partnersFeatures())
                .start();
        System.out.println(server.patience() + " times asked for patience while it started");
        company = DemoCompany.in(server.address(), server.home());
        Set<String> modules = installable();
        for (List<String> subset : subsets(List.copyOf(modules))) comeAndGo(subset, modules);
        Visitor east = company.as("lin.zhixia");
        opened();
        Trace trace = Trace.left(east, "Wuxi Lasting Pumps", company.idOf("tang.yi"));
        Visitor script = token(east);
        JsonNode before = trace.card(script);
        int migrations = migrations();
        server.stop();
        server.forgetCache();
        server.start();
        Distribution.untilEmpty(() -> ready(modules).isEmpty() ? List.<String>of("crm") : List.of());
        List<String> missing = Distribution.untilEmpty(() -> trace.missing(east));
        assertEquals("with the session of before", List.of(), missing);
        assertEquals("with the token of before", before, trace.card(script));
        assertEquals("nothing is migrated again", migrations, migrations());
        assertEquals(Set.of("crm"), ready(modules));
        assertEquals(List.of(), ServerLog.troubles(server.log(), EXPECTED));
    }

    /** Modules that the server carries and that start, none of which is installed yet. */
    private Set<String> installable() {
        Set<String> found = new TreeSet<>();
        company.admin().get(MODULES).expect(200).json().forEach(module -> {
            boolean there = module.get("state").asText().equals("available");
            String id = module.get("id").asText();
            if (there && !FAILING.contains(id)) found.add(id);
        });
        assertTrue(found.toString(), found.containsAll(List.of("badge", "crm", "vehicles")));
        return found;
    }

    /** Each alone, every pair, in one order here and in the other on the other database, and all together (ROL-13). */
    private List<List<String>> subsets(List<String> modules) {
        List<List<String>> subsets = new ArrayList<>();
        for (String one : modules) {
            subsets.add(List.of(one));
            modules.stream()
                    .filter(other -> onDerby ? one.compareTo(other) < 0 : one.compareTo(other) > 0)
                    .forEach(other -> subsets.add(List.of(one, other)));
        }
        if (modules.size() > 2) subsets.add(modules);
        return subsets;
    }

    private void comeAndGo(List<String> subset, Set<String> modules) {
        Set<String> there = new TreeSet<>();
        for (String module : subset) {
            step(module, "install");
            there.add(module);
            working(there, modules);
        }
        List<String> leaving = new ArrayList<>(subset);
        if (subset.hashCode() % 2 == 0) Collections.reverse(leaving);
        for (String module : leaving) {
            step(module, "uninstall");
            there.remove(module);
            working(there, modules);
        }
    }

    private void step(String module, String step) {
        company.admin()
                .json("POST", MODULES + "/" + module + "/" + step, Map.of())
                .expect(200);
    }

    private void working(Set<String> there, Set<String> modules) {
        assertEquals(there, ready(modules));
        company.admin().get("/health/ready").expect(200);
        company.admin().get("/").expect(200);
        company.admin().get("/api/openapi.json").expect(200);
    }

    private Set<String> ready(Set<String> modules) {
        Set<String> ready = new TreeSet<>();
        for (String module : modules) {
            JsonNode info =
                    company.admin().get(MODULES + "/" + module).expect(200).json();
            if (info.get("state").asText().equals("ready")) ready.add(module);
        }
        return ready;
    }

    private void opened() {
        Map<String, Object> phase = Map.of("code", "pilot", "modules", List.of("crm"), "units", List.of("SE"));
        company.admin().json("POST", "/api/rollout/phases", phase).expect(201);
        company.admin()
                .json("POST", "/api/rollout/phases/pilot/activate", Map.of())
                .expect(200);
    }

    private Visitor token(Visitor visitor) {
        Map<String, Object> wanted = Map.of("name", "script", "scopes", List.of("*"));
        String secret = visitor.json("POST", "/api/session/tokens", wanted)
                .expect(201)
                .json()
                .get("secret")
                .asText();
        return Visitor.bearing(server.address(), secret);
    }

    /** Schema files that ran, since the home was made. */
    private int migrations() {
        return ServerLog.count(server.log(), "schema of ");
    }
}
