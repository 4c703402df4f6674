package org.stepwise.signin.internal;

import static org.junit.Assert.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.PersonState;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.rollout.PhaseDraft;
import org.stepwise.kernel.api.rollout.Rollout;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;

/** Many administrators at once: nobody is told that the database is busy, and nothing of what was accepted is lost. */
@Covers("DIR-1")
public class OrganisationStressTest {
    private static final int ROUNDS = 15;
    private static final List<String> NAMES = List.of("A", "B");

    @ClassRule
    public static final SignInKernel KERNEL = new SignInKernel();

    private final Records records = KERNEL.get(Records.class);
    private final Directory directory = KERNEL.get(Directory.class);
    private final Rollout rollout = KERNEL.get(Rollout.class);
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private String admin;
    private RecordId shared;
    private long root;

    @Before
    public void company() {
        admin = KERNEL.person(Roles.ADMINISTRATOR);
        KERNEL.kernel.system(() -> {
            root = unit("S-ROOT", 0);
            shared = RecordId.of("directory.unit", unit("SHARED", root));
            for (String name : NAMES) {
                unit("OFFICE-" + name, root);
                unit("TEAM-" + name, root);
                rollout.create(phase("phase-" + name.toLowerCase(Locale.ROOT)));
            }
        });
    }

    private long unit(String code, long parent) {
        String above = parent == 0 ? "" : String.valueOf(parent);
        return records.create(
                        "directory.unit",
                        Map.of("code", code, "nameZh", code, "nameEn", code, "kind", "TEAM", "parentId", above))
                .id();
    }

    private PhaseDraft phase(String code) {
        return new PhaseDraft(
                code,
                code,
                "",
                Optional.empty(),
                Optional.empty(),
                Set.of("signin"),
                Set.of(root),
                Set.of(),
                Set.of(),
                List.of("task"),
                List.of());
    }

    @Test
    public void organisationRoleAndPhaseChangesAtOnceAllSucceed() throws Exception {
        List<Callable<Integer>> work = new ArrayList<>();
        for (String name : NAMES) {
            work.add(() -> moved(name));
            work.add(() -> renamed());
            work.add(() -> granted(name));
            work.add(() -> planned("phase-" + name.toLowerCase(Locale.ROOT)));
        }
        List<Integer> done = together(work);
        assertEquals(List.of(), List.copyOf(failures));
        int renamed = done.get(1) + done.get(5);
        assertEquals(
                "every accepted change of the shared unit is there",
                renamed,
                sql().number("select sort_order from directory_unit where id = ?", shared.id()));
        assertEquals("the index says what the units say", lines(), closure());
        for (String name : NAMES) {
            assertEquals(
                    ROUNDS,
                    sql().number(
                                    "select count(*) from role_member m join directory_person p on p.id = m.principal_id"
                                            + " join directory_role r on r.id = m.role_id and r.code = ?"
                                            + " where p.account like ?",
                                    Roles.AUDITOR,
                                    "stress" + name.toLowerCase(Locale.ROOT) + "%"));
            assertEquals(1, rollout(name));
        }
    }

    private long rollout(String name) {
        return sql().number(
                        "select count(*) from rollout_phase_scope s join rollout_phase p on p.id = s.phase_id"
                                + " where p.code = ?",
                        "phase-" + name.toLowerCase(Locale.ROOT));
    }

    /** @return what each did, in order */
    private List<Integer> together(List<Callable<Integer>> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        CyclicBarrier start = new CyclicBarrier(work.size());
        List<Future<Integer>> all = new ArrayList<>();
        for (Callable<Integer> one : work) {
            all.add(threads.submit(() -> {
                start.await();
                return KERNEL.kernel.as(admin, () -> counted(one));
            }));
        }
        List<Integer> done = new ArrayList<>();
        for (Future<Integer> one : all) done.add(one.get(5, TimeUnit.MINUTES));
        threads.shutdown();
        return done;
    }

    private int counted(Callable<Integer> work) {
        try {
            return work.call();
        } catch (Exception e) {
            failures.add(e);
            return 0;
        }
    }

    private int moved(String name) {
        long team = directory.requireUnit("TEAM-" + name).id();
        long office = directory.requireUnit("OFFICE-" + name).id();
        for (int i = 0; i < ROUNDS; i++) directory.move(team, i % 2 == 0 ? office : root);
        return ROUNDS;
    }

    /** With the version that was read, as a page does it: whoever comes second is told, and tries again. */
    private int renamed() {
        int accepted = 0;
        while (accepted < ROUNDS) {
            long[] read = KERNEL.get(Transactions.class)
                    .read(() -> sql().first(
                                    "select version, sort_order from directory_unit where id = ?",
                                    row -> new long[] {row.number(1), row.number(2)},
                                    shared.id())
                            .orElseThrow());
            try {
                records.update(shared, read[0], Map.of("sortOrder", read[1] + 1));
                accepted++;
            } catch (Conflict stale) {
                if (!stale.key().equals(Conflict.STALE)) throw stale;
            }
        }
        return accepted;
    }

    private int granted(String name) {
        for (int i = 0; i < ROUNDS; i++) {
            String account = "stress" + name.toLowerCase(Locale.ROOT) + i;
            long id = records.create("directory.person", Map.of("account", account, "name", account))
                    .id();
            directory.grantRole(Roles.AUDITOR, id, Set.of());
            directory.state(id, PersonState.ACTIVE);
        }
        return ROUNDS;
    }

    private int planned(String code) {
        long task = rollout.phase(code).tasks().get(0).id();
        long me = KERNEL.id(admin);
        for (int i = 0; i < ROUNDS; i++) {
            rollout.widen(code, Set.of(), Set.of(), Set.of(me));
            rollout.taskDone(code, task, i % 2 == 0);
            rollout.narrow(code, Set.of(), Set.of(), Set.of(me));
        }
        return ROUNDS;
    }

    private Set<String> lines() {
        Set<String> pairs = new HashSet<>();
        List<long[]> units = sql().list("select id, parent_id from directory_unit where deleted = false", row ->
                new long[] {row.number(1), row.number(2)});
        for (long[] unit : units) {
            for (long at = unit[0]; at != 0; at = parent(units, at)) pairs.add(at + " " + unit[0]);
        }
        return pairs;
    }

    private static long parent(List<long[]> units, long id) {
        return units.stream()
                .filter(unit -> unit[0] == id)
                .mapToLong(unit -> unit[1])
                .findFirst()
                .orElse(0);
    }

    private Set<String> closure() {
        return new HashSet<>(
                sql().list("select anc, des from unit_closure", row -> row.number(1) + " " + row.number(2)));
    }

    private static Sql sql() {
        return KERNEL.get(Transactions.class).sql();
    }
}
