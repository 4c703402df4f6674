package org.stepwise.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Two servers of one demo company on one PostgreSQL, with later and later versions of the vehicle register. */
final class Nodes implements AutoCloseable {
    private static final String PHASES = "/api/rollout/phases";
    private static final String MODULE = "/api/modules/vehicles";
    private static final String PLATE = "/api/vehicles/vehicle";
    final Server a;
    final Server b;
    private final String database;
    private final DemoCompany onA;
    private final DemoCompany onB;
    private final Supplier supplier = new Supplier("nodes" + System.nanoTime());
    private CompletableFuture<Answer> underWay = CompletableFuture.completedFuture(null);
    private int round;

    private Nodes(Server a, Server b, String database) {
        this.a = a;
        this.b = b;
        this.database = database;
        this.onA = DemoCompany.in(a.address(), a.home());
        this.onB = DemoCompany.in(b.address(), a.home());
        String trusted = a.console("stepwise:module-trust " + supplier.certificate(), "stepwise:module-trusted");
        assertTrue(trusted, trusted.contains("CN=nodes"));
        // the demo company's own customers would be on their way while servers are killed
        run(database, "insert into demo_done (module, steps, finished) values ('crm', 2000, true)");
    }

    static Nodes started() {
        String database = Postgres.freshDatabase();
        Server a = server("NodeA", database).demo().start();
        try {
            DemoCompany.in(a.address(), a.home());
            return new Nodes(a, server("NodeB", database).start(), database);
        } catch (RuntimeException | AssertionError e) {
            a.close();
            throw e;
        }
    }

    private static Server server(String name, String database) {
        return Server.fresh(name, database)
                .offering(TestModules.features())
                .setting("org.stepwise.modules.cfg", "ready.seconds = 30", "keep = 1");
    }

    private static void run(String database, String statement) {
        try (Connection connection = DriverManager.getConnection(database);
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    @Override
    public void close() {
        b.close();
        a.close();
    }

    Visitor atA(String account) {
        return onA.as(account);
    }

    Visitor atB(String account) {
        return onB.as(account);
    }

    Visitor adminA() {
        return onA.admin();
    }

    String portOfA() {
        return a.address().replaceAll(".*:", ":");
    }

    String portOfB() {
        return b.address().replaceAll(".*:", ":");
    }

    /** On the first server. */
    void opens(String phase, String module, String unit) {
        adminA().json("POST", PHASES, Map.of("code", phase, "modules", List.of(module), "units", List.of(unit)))
                .expect(201);
        step(phase, "activate", Map.of());
    }

    void step(String phase, String step, Map<String, ?> body) {
        adminA().json("POST", PHASES + "/" + phase + "/" + step, body).expect(200);
    }

    /** Opened to Sales East by a phase that stays, on both servers. */
    void withVehicles() {
        if (adminA().get(PHASES + "/vehicles").status() == 404) opens("vehicles", "vehicles", "SE");
        Drill.await(
                "vehicles are on both servers", () -> ready() && versionAtB().equals(version()));
    }

    /** Of both servers as the first one tells them, in order. */
    List<String> states() {
        List<String> states = new ArrayList<>();
        adminA().get("/api/nodes")
                .expect(200)
                .json()
                .forEach(node -> states.add(node.get("state").asText()));
        return states.stream().sorted(java.util.Comparator.reverseOrder()).toList();
    }

    /** What the second server lacks. */
    JsonNode lacking() {
        for (JsonNode node : adminA().get("/api/nodes").expect(200).json()) {
            if (!node.get("here").asBoolean()) return node.get("lacks").get(0);
        }
        throw new AssertionError("no other server");
    }

    private static String state(Visitor admin, String module) {
        return admin.get("/api/modules/" + module)
                .expect(200)
                .json()
                .get("state")
                .asText();
    }

    String stateAtB(String module) {
        return state(onB.admin(), module);
    }

    boolean ready() {
        return state(adminA(), "vehicles").equals("ready");
    }

    String version() {
        return adminA().get(MODULE).expect(200).json().get("version").asText();
    }

    /** "" while it is not ready there. */
    String versionAtB() {
        JsonNode module = onB.admin().get(MODULE).expect(200).json();
        return module.get("state").asText().equals("ready")
                ? module.get("version").asText()
                : "";
    }

    int round() {
        return round;
    }

    String next() {
        return VehicleVersions.version(round + 1);
    }

    private Path kar(UnaryOperator<Kit> change) {
        Kit kit = change.apply(VehicleVersions.kit(round + 1, next()));
        return supplier.sign(kit.kar("vehicles", "nodes" + System.nanoTime()));
    }

    private Answer upgrade(Path kar) {
        try {
            byte[] bytes = Files.readAllBytes(kar);
            String to = "/api/modules/upgrade?name=" + kar.getFileName();
            return adminA().send("POST", to, "application/octet-stream", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On the first server. @return the version that runs there now */
    String upgrades() {
        return upgrades(kit -> kit);
    }

    String upgrades(UnaryOperator<Kit> change) {
        String version = next();
        assertEquals(
                version, upgrade(kar(change)).expect(200).json().get("version").asText());
        round++;
        return version;
    }

    void refused(UnaryOperator<Kit> change, String reason) {
        Answer answer = upgrade(kar(change)).expect(409);
        assertTrue(
                answer.text(), answer.text().contains(reason) && answer.text().contains("its data is unchanged"));
    }

    /** What is done beside a database connection of its own, until the first server is killed; then it is started again. */
    interface Killing {
        void until(Statement sql) throws SQLException;
    }

    void killedInUpgrade(Killing killing) {
        try (Connection holder = DriverManager.getConnection(database);
                Statement sql = holder.createStatement()) {
            holder.setAutoCommit(false);
            killing.until(sql);
            holder.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        try {
            underWay.join();
        } catch (CompletionException cut) {
            assertTrue(cut.toString(), cut.getCause() instanceof UncheckedIOException);
        }
        a.start();
    }

    /** Its answer never comes. */
    void beginsUpgrade() {
        Path kar = kar(kit -> kit);
        round++;
        underWay = CompletableFuture.supplyAsync(() -> upgrade(kar));
    }

    boolean waits() {
        String query = "select count(*) from pg_stat_activity where datname = current_database()"
                + " and wait_event_type = 'Lock'";
        try (Connection connection = DriverManager.getConnection(database);
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            return row.next() && row.getInt(1) > 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without a pause: the moment is short. */
    void awaitCommit(Statement sql, String version) throws SQLException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        String query = "select count(*) from kernel_release_state where version = '" + version + "'";
        while (true) {
            try (ResultSet row = sql.executeQuery(query)) {
                if (row.next() && row.getInt(1) > 0) return;
            }
            if (System.nanoTime() > end) throw new AssertionError(version + " is never committed");
        }
    }

    /** A new vehicle, made on the second server. @return its plate */
    String plate() {
        Drill.await("vehicles are on both servers", () -> versionAtB().equals(version()));
        String plate = "SU-" + System.nanoTime() % 1_000_000;
        atB("zhou.mingyuan").json("POST", PLATE, Map.of("plate", plate)).expect(201);
        return plate;
    }

    boolean shows(String plate) {
        return atA("zhou.mingyuan").get("/vehicles/vehicle?q=" + plate).text().contains(plate);
    }

    boolean plateAtB(String version) {
        return atB("zhou.mingyuan").get("/api/types/vehicles.vehicle").text().contains("Number plate " + version);
    }
}
