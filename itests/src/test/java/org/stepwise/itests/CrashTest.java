package org.stepwise.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.After;
import org.junit.Test;
import org.stepwise.testkit.Covers;

/**
 * A server on Derby is killed while a module's data is removed, and while a module comes. Whatever moment that was, the next start
 * finds all as before or as after, or a removal that says that it broke off. {@link CrashOnPostgresTest} chooses the moments.
 */
public class CrashTest {
    private static final int ROWS = 60;
    private Drill drill;

    @After
    public void end() {
        if (drill != null) drill.close();
    }

    @Test
    @Covers({"ROL-3", "ROL-5", "ROL-12"})
    public void whateverMomentAServerIsKilledTheNextStartFindsAllWhole() {
        drill = Drill.on(Server.fresh("CrashTest", ""));
        drill.open("first");
        int last = 0;
        for (int i = 0; i < ROWS; i++) last = Drill.number(drill.create("Removed " + i));
        assertEquals(ROWS, drill.customers("Removed"));
        drill.crash();
        assertEquals("nothing that was answered is lost", ROWS, drill.customers("Removed"));
        drill.step("first", "rollback").expect(200);
        removed();
        comes(last);
        assertEquals(0, ServerLog.count(drill.server.log(), "Incident "));
    }

    private void removed() {
        String run = drill.purge();
        until(() -> !drill.moduleReason().isEmpty() || !running(run));
        drill.crash();
        assertEquals("available", drill.moduleState());
        if (drill.moduleReason().isEmpty()) return;
        drill.install().expect(409);
        drill.ends(run, "FAILED");
        drill.ends(drill.purge(), "DONE");
        assertEquals("", drill.moduleReason());
    }

    private boolean running(String run) {
        return List.of("WAITING", "RUNNING")
                .contains(drill.admin().get(run).expect(200).json().get("state").asText());
    }

    private void comes(int last) {
        drill.plan("second");
        CompletableFuture<Answer> broken = CompletableFuture.supplyAsync(() -> drill.step("second", "activate"));
        until(() -> !drill.moduleState().equals("available") || broken.isDone());
        drill.crash();
        String state = drill.stateOf("second");
        assertTrue(state, List.of("PLANNED", "ACTIVE").contains(state));
        if (state.equals("PLANNED")) {
            drill.closed();
            drill.step("second", "activate").expect(200);
        }
        Drill.await("the module is there", () -> drill.moduleState().equals("ready"));
        assertEquals(0, drill.customers("Removed"));
        int next = Drill.number(drill.create("After"));
        assertTrue("numbers are not given twice: " + next, next > last);
    }

    /** Without a pause: the moment is short. */
    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError("it does not come to that");
            Thread.onSpinWait();
        }
    }
}
