package org.stepwise.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.stepwise.itests.broken.FailingStart;
import org.stepwise.itests.broken.PickyStart;
import org.stepwise.testkit.Covers;

/** Two servers on one database: what is done on the one is there on the other, and one that cannot follow says so. */
public class NodesOnPostgresTest {
    private static final String VEHICLES = "/api/vehicles/vehicle";
    private static final String LICENCE = "no licence for this machine";
    private static Nodes nodes;

    @BeforeClass
    public static void bothStart() {
        nodes = Nodes.started();
    }

    @AfterClass
    public static void bothEnd() {
        if (nodes != null) nodes.close();
    }

    @Test
    @Covers({"ROL-14", "ROL-2", "ROL-5", "ROL-12"})
    public void whatIsDoneOnOneServerIsThereOnTheOtherWithoutARestart() {
        Visitor east = nodes.atB("lin.zhixia");
        Visitor west = nodes.atB("wu.siqi");
        assertEquals(404, east.get("/crm/customer").status());
        nodes.opens("customers", "crm", "SE");
        Drill.await("customers are on the other server", () -> sees(east, "/crm/customer"));
        assertTrue(east.get("/api/crm/customer").fine());
        assertEquals(404, west.get("/crm/customer").status());
        nodes.atA("lin.zhixia")
                .json("POST", "/api/crm/customer", Map.of("name", "Known on both"))
                .expect(201);
        assertTrue(east.get("/crm/customer?q=Known").expect(200).text().contains("Known on both"));
        nodes.step("customers", "widen", Map.of("units", List.of("SW")));
        Drill.await("the west has them too", () -> sees(west, "/crm/customer"));
        nodes.step("customers", "rollback", Map.of());
        Drill.await("both are without", () -> !sees(west, "/crm/customer") && !sees(east, "/crm/customer"));
        Drill.await("it is not installed there", () -> nodes.stateAtB("crm").equals("available"));
        nodes.step("customers", "activate", Map.of());
        Drill.await(
                "all is as it was",
                () -> east.get("/crm/customer?q=Known").text().contains("Known on both"));
        Drill.await("both are in step", () -> nodes.states().equals(List.of("IN_STEP", "IN_STEP")));
        String board = nodes.adminA().get("/rollout").expect(200).text();
        assertTrue(board, board.contains(nodes.portOfA()) && board.contains(nodes.portOfB()));
        nodes.step("customers", "rollback", Map.of());
    }

    @Test
    @Covers({"ROL-14", "ROL-12"})
    public void aServerThatWasAwayCatchesUpAtItsStart() {
        nodes.withVehicles();
        String before = nodes.upgrades();
        Drill.await("the other server runs it", () -> nodes.versionAtB().equals(before));
        nodes.b.stop();
        Drill.await("it is known to be stopped", () -> nodes.states().contains("STOPPED"));
        String meanwhile = nodes.upgrades();
        nodes.opens("meanwhile", "crm", "SE");
        nodes.b.start();
        Drill.await("it runs the version of the other", () -> nodes.versionAtB().equals(meanwhile));
        Drill.await("it is in step", () -> nodes.states().equals(List.of("IN_STEP", "IN_STEP")));
        assertTrue(sees(nodes.atB("lin.zhixia"), "/crm/customer"));
        assertTrue(nodes.plateAtB(meanwhile));
        nodes.step("meanwhile", "rollback", Map.of());
    }

    @Test
    @Covers({"ROL-14", "ROL-12", "OPS-2"})
    public void aServerThatCannotFollowSaysWhichModuleAndWhyAndGoesOnWithTheRest() throws IOException {
        nodes.withVehicles();
        Path obstacle = Files.createFile(nodes.b.home().resolve("no-licence"));
        String version = nodes.upgrades(kit -> kit.starting(PickyStart.class));
        Drill.await("the other server says so", () -> nodes.states().contains("BEHIND"));
        JsonNode lack = nodes.lacking();
        assertEquals("vehicles", lack.get("module").asText());
        assertEquals(version, lack.get("wanted").asText());
        assertTrue(lack.toString(), lack.get("reason").asText().contains(LICENCE));
        tells(nodes.adminA().get("/rollout").expect(200).text(), nodes.portOfB(), LICENCE);
        tells(nodes.a.console("stepwise:module-list --language en"), nodes.portOfB(), "lacks module vehicles", LICENCE);
        tells(nodes.b.console("stepwise:status --language en"), "module vehicles", LICENCE);
        Answer health = Visitor.stranger(nodes.b.address()).get("/health/ready").expect(200);
        tells(health.text(), "\"degraded\"", LICENCE);
        tells(
                Visitor.stranger(nodes.a.address())
                        .get("/health/ready")
                        .expect(200)
                        .text(),
                "\"ready\"");
        assertTrue(nodes.atB("lin.zhixia").get("/").fine());
        assertEquals(404, nodes.atB("zhou.mingyuan").get("/vehicles/vehicle").status());
        assertTrue(nodes.atA("zhou.mingyuan").get("/vehicles/vehicle").fine());
        Files.delete(obstacle);
        Drill.await("it has followed", () -> nodes.states().equals(List.of("IN_STEP", "IN_STEP")));
        assertEquals(version, nodes.versionAtB());
        Drill.await(
                "it is well again",
                () -> Visitor.stranger(nodes.b.address())
                        .get("/health/ready")
                        .text()
                        .contains("\"ready\""));
    }

    @Test
    @Covers("ROL-12")
    public void anUpgradeThatFailsIsTakenBackWithItsData() {
        nodes.withVehicles();
        String version = nodes.upgrades();
        String plate = nodes.plate();
        nodes.refused(kit -> kit.starting(FailingStart.class), LICENCE);
        nodes.refused(
                kit -> kit.schema("900-good", "create table vehicles_good (id bigint not null primary key);")
                        .schema("901-bad", "alter table vehicles_absent add column name varchar(10);"),
                "vehicles_absent");
        assertEquals(version, nodes.version());
        assertTrue(nodes.shows(plate));
        Drill.await("the other server runs it too", () -> nodes.versionAtB().equals(version));
        assertFalse(nodes.atB("zhou.mingyuan")
                .get(VEHICLES + "?q=" + plate)
                .expect(200)
                .json()
                .get("items")
                .isEmpty());
        assertEquals(0, ServerLog.count(nodes.b.log(), "cannot be brought to 2." + (nodes.round() + 1)));
    }

    @Test
    @Covers("ROL-12")
    public void aServerKilledInTheMiddleOfAnUpgradeComesBackWithTheFormerVersion() {
        nodes.withVehicles();
        String version = nodes.upgrades();
        String plate = nodes.plate();
        nodes.killedInUpgrade(sql -> {
            sql.execute("lock table kernel_schema in share mode");
            nodes.beginsUpgrade();
            Drill.await("the change of tables waits", nodes::waits);
            nodes.a.kill();
        });
        Drill.await("it runs again", () -> nodes.ready());
        assertEquals(version, nodes.version());
        assertTrue(nodes.shows(plate));
        Drill.await(
                "the administrator is told",
                () -> nodes.adminA()
                        .get("/api/modules/vehicles/releases")
                        .text()
                        .contains("ended in the middle"));
        String next = nodes.upgrades();
        Drill.await("the other server follows", () -> nodes.versionAtB().equals(next));
    }

    @Test
    @Covers("ROL-12")
    public void aServerKilledRightAfterTheCommitOfAnUpgradeComesBackWithTheNewVersion() {
        nodes.withVehicles();
        nodes.upgrades();
        String plate = nodes.plate();
        String coming = nodes.next();
        nodes.killedInUpgrade(sql -> {
            nodes.beginsUpgrade();
            nodes.awaitCommit(sql, coming);
            nodes.a.kill();
        });
        Drill.await(
                "the new version runs", () -> nodes.ready() && nodes.version().equals(coming));
        assertTrue(nodes.shows(plate));
        tells(nodes.adminA().get("/api/audit?what=module.upgraded&limit=5").text(), coming);
        Drill.await("the other server follows", () -> nodes.versionAtB().equals(coming));
        nodes.upgrades();
    }

    private static boolean sees(Visitor visitor, String list) {
        return visitor.get(list).fine() && visitor.get("/").text().contains(list);
    }

    private static void tells(String text, String... parts) {
        for (String part : parts) assertTrue(part + " is not in " + text, text.contains(part));
    }
}
