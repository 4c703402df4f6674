package org.stepwise.itests;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One running demo company, with the vehicle register among what it can install, for several test classes: starting takes long.
 * Each class closes what others opened and opens what it needs.
 */
public final class OpenCompany {
    private static final String PHASES = "/api/rollout/phases";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Server server;
    private final DemoCompany company;

    private OpenCompany() {
        server = Server.fresh("company", "")
                .demo()
                .scripted()
                .offering(TestModules.features())
                .setting("org.stepwise.modules.cfg", "unsigned.directories = true", "ready.seconds = 30")
                .start();
        company = DemoCompany.in(server.address(), server.home());
    }

    private static final class Running {
        private static final OpenCompany COMPANY = new OpenCompany();
    }

    public static OpenCompany get() {
        return Running.COMPANY;
    }

    public DemoCompany company() {
        return company;
    }

    public String address() {
        return server.address();
    }

    public Path log() {
        return server.log();
    }

    /** The running server, for tests that run console commands or start it anew: its address and its sessions last. */
    Server server() {
        return server;
    }

    /** Rolls back every phase that opens something. */
    public void closeAll() {
        company.admin().get(PHASES).expect(200).json().forEach(phase -> {
            if (phase.get("state").asText().equals("ACTIVE"))
                step(phase.get("code").asText(), "rollback", Map.of());
        });
    }

    /** Opens a module by a phase of its own. @return the phase's code */
    public String opens(String module, List<String> units, List<String> persons) {
        String code = module + NUMBER.incrementAndGet();
        Map<String, Object> phase =
                Map.of("code", code, "modules", List.of(module), "units", units, "persons", persons);
        company.admin().json("POST", PHASES, phase).expect(201);
        step(code, "activate", Map.of());
        return code;
    }

    public void narrow(String phase, String unit) {
        step(phase, "narrow", Map.of("units", List.of(unit)));
    }

    private void step(String phase, String step, Map<String, ?> body) {
        company.admin().json("POST", PHASES + "/" + phase + "/" + step, body).expect(200);
    }

    public void clearance(String account, int clearance) {
        String person = "/api/directory/person/" + company.idOf(account);
        String version = company.admin().get(person).expect(200).header("ETag");
        company.admin()
                .json("PATCH", person, Map.of("clearance", clearance), "If-Match", version)
                .expect(200);
    }
}
