package org.stepwise.kernel.internal.job;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.osgi.framework.ServiceRegistration;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.job.JobBody;
import org.stepwise.kernel.api.job.Jobs;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.TestKernel;

@Covers("JOB-1")
public class JobsTest {
    @ClassRule
    public static final TestKernel kernel = TestKernel.fresh();

    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private Jobs jobs;
    private Transactions tx;
    private final AtomicInteger runs = new AtomicInteger();

    private static final class Garden implements Module {
        @Override
        public String id() {
            return "garden";
        }
    }

    @Before
    public void start() {
        jobs = kernel.get(Jobs.class);
        tx = kernel.get(Transactions.class);
    }

    @After
    public void stop() {
        registrations.forEach(ServiceRegistration::unregister);
    }

    private void register(String id, String every, JobBody body) {
        registrations.add(kernel.register(JobBody.class, body, Map.of("job.id", id, "job.every", every)));
    }

    private List<Jobs.Run> runs(String job) {
        return kernel.system(() -> jobs.runs(job, 20));
    }

    private Jobs.Run await(long id, Jobs.State state) {
        AtomicReference<Jobs.Run> last = new AtomicReference<>();
        TestKernel.await(
                "run " + id + " is " + state,
                () -> {
                    last.set(kernel.system(() -> jobs.run(id)).orElseThrow());
                    return last.get().state() == state;
                },
                () -> last.toString());
        return last.get();
    }

    @Test
    public void aJobRunsWheneverItsPauseIsOver() {
        register("kernel/water", "PT1H", progress -> runs.incrementAndGet());
        TestKernel.await("it is planned", () -> !next("kernel/water").isEmpty());
        assertEquals(0, runs.get());
        for (int round = 1; round <= 2; round++) {
            int expected = round;
            kernel.clock().advance(Duration.ofMinutes(61));
            TestKernel.await("it ran", () -> runs.get() == expected);
            TestKernel.await("it is done", () -> runs("kernel/water").get(0).state() == Jobs.State.DONE);
        }
        assertEquals(2, runs("kernel/water").size());
    }

    private List<Jobs.Info> next(String job) {
        return kernel.system(jobs::jobs).stream()
                .filter(info -> info.id().equals(job) && info.next().isPresent())
                .toList();
    }

    @Test
    public void twoRunnersDoOneRunOnce() {
        Runs mine = kernel.get(Runs.class);
        Runs other = new Runs(tx, kernel.clock());
        tx.sql().update("insert into kernel_job (id, every) values ('kernel/rake', '')");
        long id = mine.waiting("kernel/rake", 1, kernel.clock().instant(), 0, "");
        Runs.Waiting run = new Runs.Waiting(id, "kernel/rake", 1, false);
        assertTrue(other.claim(run));
        assertFalse(mine.claim(run));
        long second = mine.waiting("kernel/rake", 1, kernel.clock().instant(), 0, "");
        assertFalse(
                "the same job never runs twice at once", mine.claim(new Runs.Waiting(second, "kernel/rake", 1, false)));
        assertFalse("only its owner tells progress", mine.progress(id, 1, 2));
        assertTrue(other.progress(id, 1, 2));
        assertTrue(other.end(id, Jobs.State.DONE, 2, 2, new Runs.Note("", Map.of())));
        assertTrue(mine.claim(new Runs.Waiting(second, "kernel/rake", 1, false)));
    }

    @Test
    public void twoSchedulersMakeOneRun() {
        register("kernel/sow", "PT1H", progress -> runs.incrementAndGet());
        TestKernel.await("it is planned", () -> !next("kernel/sow").isEmpty());
        Schedule schedule = kernel.get(Schedule.class);
        kernel.clock().advance(Duration.ofMinutes(61));
        for (int i = 0; i < 5; i++) schedule.make(kernel.get(JobBoard.class).all());
        TestKernel.await("it ran", () -> runs.get() == 1);
        assertEquals(1, runs("kernel/sow").size());
    }

    @Test
    public void aRunLeftByADeadNodeFailsAndIsTriedAgain() {
        register("kernel/dig", "", progress -> runs.incrementAndGet());
        Runs dead = new Runs(tx, kernel.clock());
        kernel.get(Schedule.class)
                .ensure(kernel.get(JobBoard.class).find("kernel/dig").orElseThrow());
        long id = dead.waiting("kernel/dig", 1, kernel.clock().instant().plusSeconds(3600), 0, "");
        assertTrue(dead.claim(new Runs.Waiting(id, "kernel/dig", 1, false)));
        kernel.clock().advance(Duration.ofMinutes(1));
        assertTrue(await(id, Jobs.State.FAILED).problem().length() > 5);
        TestKernel.await("the next try runs", () -> {
            kernel.clock().advance(Duration.ofSeconds(20));
            return runs.get() == 1;
        });
        assertEquals(2, runs("kernel/dig").get(0).attempt());
    }

    @Test
    public void aJobThatFailsIsTriedAgainWithAPauseAndTellsWhy() {
        register("kernel/prune", "", progress -> {
            if (runs.incrementAndGet() == 1) throw new Conflict("kernel.problem.duplicate", Map.of("what", "rose"));
        });
        long id = kernel.system(() -> jobs.start("kernel/prune"));
        Jobs.Run failed = await(id, Jobs.State.FAILED);
        assertTrue(failed.problem(), failed.problem().contains("rose"));
        assertEquals(1, runs.get());
        TestKernel.await("the next try runs", () -> {
            kernel.clock().advance(Duration.ofSeconds(20));
            return runs.get() == 2;
        });
        TestKernel.await("it is done", () -> runs("kernel/prune").get(0).state() == Jobs.State.DONE);
    }

    @Test
    public void anUnexpectedErrorIsTellingAnIncidentOnly() {
        register("kernel/mow", "", progress -> {
            throw new IllegalStateException("secret detail");
        });
        Jobs.Run failed = await(kernel.system(() -> jobs.start("kernel/mow")), Jobs.State.FAILED);
        assertFalse(failed.problem().contains("secret"));
    }

    @Test
    public void workOfAPersonRunsUnderThatCallerAndTellsItsProgress() {
        Callers callers = kernel.get(Callers.class);
        AtomicReference<String> who = new AtomicReference<>("");
        long id = kernel.system(() -> jobs.start("kernel.job", progress -> {
            who.set(callers.current().reason());
            progress.at(3, 10);
            progress.note("kernel.problem.notFoundLike", Map.of("what", "tulip", "like", "rose"));
        }));
        Jobs.Run done = await(id, Jobs.State.DONE);
        assertEquals("test", who.get());
        assertEquals(3, done.done());
        assertEquals(10, done.total());
        assertTrue(done.notes().get(0), done.notes().get(0).contains("tulip"));
    }

    @Test
    public void cancelledWorkEndsAtItsNextReport() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        long id = kernel.system(() -> jobs.start("kernel.job", progress -> {
            for (long at = 0; ; at++) {
                progress.at(at, 0);
                started.countDown();
            }
        }));
        assertTrue(started.await(30, TimeUnit.SECONDS));
        kernel.system(() -> jobs.cancel(id));
        await(id, Jobs.State.CANCELLED);
    }

    @Test
    public void workOfATransactionThatFailsNeverStarts() {
        assertThrows(
                IllegalStateException.class,
                () -> kernel.system(() -> tx.run(() -> {
                    jobs.start("kernel.job", progress -> runs.incrementAndGet());
                    throw new IllegalStateException("fails");
                })));
        await(kernel.system(() -> jobs.start("kernel.job", progress -> runs.addAndGet(10))), Jobs.State.DONE);
        assertEquals(10, runs.get());
    }

    @Test
    public void aModulesJobRunsOnlyWhileAPhaseWithItIsOpen() {
        kernel.install(new Garden(), "garden");
        register("garden/harvest", "PT1H", progress -> runs.incrementAndGet());
        register("kernel/mark", "PT1H", progress -> {});
        TestKernel.await("others are planned", () -> !next("kernel/mark").isEmpty());
        kernel.clock().advance(Duration.ofHours(2));
        TestKernel.await("others run", () -> !runs("kernel/mark").isEmpty());
        assertEquals(List.of(), runs("garden/harvest"));
        tx.run(() -> {
            tx.sql()
                    .update("insert into rollout_phase (id, version, code, name, goal, state, sort_order)"
                            + " values (1, 1, 'pilot', 'Pilot', '', 'ACTIVE', 1)");
            tx.sql().update("insert into rollout_phase_module (phase_id, address) values (1, 'garden')");
        });
        TestKernel.await("it is planned", () -> !next("garden/harvest").isEmpty());
        kernel.clock().advance(Duration.ofHours(2));
        TestKernel.await("it runs", () -> runs.get() > 0);
    }

    @Test
    public void aJobThatDoesNotExistIsToldWithWhatIsLikeIt() {
        register("kernel/water", "", progress -> {});
        NotFound error = assertThrows(NotFound.class, () -> kernel.system(() -> jobs.start("kernel/watter")));
        assertEquals("kernel/water", error.args().get("like"));
    }

    @Test
    public void nobodyStartsOrSeesJobsWithoutPermission() {
        assertThrows(Forbidden.class, () -> jobs.start("kernel/tidy"));
        assertThrows(Forbidden.class, jobs::jobs);
        assertThrows(Forbidden.class, () -> jobs.runs("", 10));
    }

    @Test
    public void theTidyingJobRuns() {
        await(kernel.system(() -> jobs.start("kernel/tidy")), Jobs.State.DONE);
    }
}
