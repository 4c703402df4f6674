package org.stepwise.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.OwnPostgres;

/** A server whose database goes away and comes back, and which is killed at moments that locks in the database hold on to. */
public class CrashOnPostgresTest {
    private static final long PAUSE_NANOS = 20_000_000;
    private static OwnPostgres postgres;
    private static Drill drill;

    @BeforeClass
    public static void start() {
        postgres = new OwnPostgres();
        postgres.start();
        drill = Drill.on(Server.fresh("CrashOnPostgresTest", postgres.url()));
        // the demo company's own customers would take numbers meanwhile
        run("insert into demo_done (module, steps, finished) values ('crm', 2000, true)");
    }

    @AfterClass
    public static void end() {
        if (drill != null) drill.close();
        if (postgres != null) postgres.close();
    }

    private static void run(String statement) {
        try (Connection connection = DriverManager.getConnection(postgres.url());
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    @Test
    @Covers({"OPS-2", "DIR-8"})
    public void aSessionOutlivesItsDatabaseAndNoRecordIsLost() {
        drill.open("lost");
        int first = Drill.number(drill.create("Lost first"));
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<List<String>> writing = CompletableFuture.supplyAsync(() -> written(over));
        Drill.await("records are being written", () -> drill.customers("Lost") > 5);
        postgres.stop();
        toldWhileItIsAway();
        postgres.start();
        Drill.await(
                "the same session works",
                () -> drill.seller().get("/crm/customer").fine());
        drill.create("Lost last").expect(201);
        over.set(true);
        List<String> accepted = writing.join();
        accepted.forEach(name -> assertEquals(name, 1, drill.customers(name)));
        assertEquals("what was refused is not there", 0, drill.customers("Lost refused"));
        int there = drill.customers("Lost");
        assertEquals("numbers without a gap", first + there, Drill.number(drill.create("Lost next")));
        drill.step("lost", "rollback").expect(200);
    }

    /** One record after the other. @return the names of those that were accepted */
    private static List<String> written(AtomicBoolean over) {
        List<String> accepted = new ArrayList<>();
        for (int i = 0; !over.get(); i++) {
            String name = "Lost %04d".formatted(i);
            Answer answer = drill.create(name);
            if (answer.status() == 201) accepted.add(name);
            else answer.expect(503);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return accepted;
    }

    private static void toldWhileItIsAway() {
        Answer page = drill.seller().get("/crm/customer").expect(503);
        assertTrue(page.header("Content-Type"), page.header("Content-Type").startsWith("text/html"));
        assertTrue(page.text(), page.text().contains("The database does not answer"));
        assertFalse(
                page.text(),
                page.text().contains("kernel.problem") || page.text().contains("PSQLException"));
        Answer rest = drill.create("Lost refused").expect(503);
        assertTrue(rest.text(), rest.text().contains("urn:stepwise:kernel.problem.database"));
        for (Answer told : List.of(page, rest))
            assertFalse(told.header("Retry-After").isEmpty());
        Map<String, String> form = Map.of("name", "Lost refused too");
        drill.seller().post("/crm/customer/new", form).expect(503);
        Visitor.stranger(drill.server.address()).get("/health/ready").expect(503);
    }

    @Test
    @Covers({"ROL-2", "ROL-3", "ROL-5", "ROL-12", "JOB-1"})
    public void aRemovalThatWasKilledSaysSoUntilItIsEndedAndAnActivationThatWasKilledOpensNothing() {
        drill.open("removed");
        for (int i = 0; i < 5; i++) drill.create("Removed " + i).expect(201);
        int last = Drill.number(drill.create("Removed last"));
        drill.step("removed", "rollback").expect(200);
        // while the history goes; then before the tables fall
        removalKilledWhile("lock table record_history in share mode");
        removalKilledWhile("select count(*) from crm_customer");
        drill.ends(drill.purge(), "DONE");
        assertEquals("", drill.moduleReason());
        drill.plan("again");
        // in the middle of the schema; then between the module, which is there, and the phase, which is not open yet
        activationKilledWhile("lock table kernel_schema in share mode");
        activationKilledWhile("lock table rollout_phase in share mode");
        drill.step("again", "activate").expect(200);
        assertEquals("ready", drill.moduleState());
        assertEquals("nothing comes back", 0, drill.customers("Removed"));
        assertEquals("numbers go on", last + 1, Drill.number(drill.create("After")));
        drill.step("again", "rollback").expect(200);
        assertEquals(0, ServerLog.count(drill.server.log(), "Incident "));
    }

    private static void removalKilledWhile(String lock) {
        String run = killedWhile(lock, drill::purge);
        assertEquals("available", drill.moduleState());
        String reason = drill.moduleReason();
        assertTrue(reason, reason.contains("Removing the data of crm broke off"));
        String page = drill.admin().get("/admin/module/crm").expect(200).text();
        assertTrue(page, page.contains("模块 crm 的数据清除中断了"));
        String console = drill.server.console("stepwise:module-info --language en crm");
        assertTrue(console, console.contains("Removing the data of crm broke off"));
        assertTrue(drill.install().expect(409).text().contains("purgeUnfinished"));
        drill.step("removed", "activate").expect(409);
        drill.ends(run, "FAILED");
    }

    private static void activationKilledWhile(String lock) {
        killedWhile(lock, () -> CompletableFuture.supplyAsync(() -> drill.step("again", "activate")));
        assertEquals("PLANNED", drill.stateOf("again"));
        drill.closed();
        String board =
                drill.admin().get("/api/rollout/matrix?unit=SE").expect(200).text();
        assertFalse(board, board.contains("OPEN"));
        String console = drill.server.console("stepwise:rollout-show --language en again");
        assertTrue(console, console.contains("planned") || console.contains("Planned"));
    }

    /** Kills the server while it waits for a lock that somebody else holds, and starts it again. */
    private static <T> T killedWhile(String lock, Supplier<T> begin) {
        T begun;
        try (Connection holder = DriverManager.getConnection(postgres.url());
                Statement sql = holder.createStatement()) {
            holder.setAutoCommit(false);
            sql.execute(lock);
            begun = begin.get();
            Drill.await("the server waits at: " + lock, () -> waiting() > 0);
            drill.server.kill();
            holder.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(lock, e);
        }
        drill.server.start();
        return begun;
    }

    private static int waiting() {
        String query = "select count(*) from pg_stat_activity where wait_event_type = 'Lock'";
        try (Connection connection = DriverManager.getConnection(postgres.url());
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            return row.next() ? row.getInt(1) : 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
