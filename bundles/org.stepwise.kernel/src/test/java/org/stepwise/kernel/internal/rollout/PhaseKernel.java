package org.stepwise.kernel.internal.rollout;

import static org.junit.Assert.assertThrows;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.rules.TestRule;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.calendar.WorkingCalendar;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.rollout.Opening;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.PhaseDraft;
import org.stepwise.kernel.api.rollout.Schemes;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.access.Stamps;
import org.stepwise.kernel.internal.audit.Guard;
import org.stepwise.testkit.TestKernel;

/**
 * The kernel with a small company and modules that come and go in memory, for tests of phases. As a rule of the class it starts the
 * kernel, as a rule of each test it begins without a phase.
 */
public final class PhaseKernel implements TestRule {
    private final TestKernel kernel = TestKernel.fresh();
    Transactions tx;
    Company company;
    FakeModules modules;
    PhasedRollout rollout;

    @Override
    public Statement apply(Statement tests, Description description) {
        return new Statement() {
            @Override
            public void evaluate() throws Throwable {
                if (description.isTest()) clear();
                else start();
                try {
                    tests.evaluate();
                } finally {
                    if (description.isSuite()) kernel.after();
                }
            }
        };
    }

    private void start() {
        kernel.before();
        tx = kernel.get(Transactions.class);
    }

    /** The company as it is, and no phase. */
    private void clear() {
        tx.run(() -> Company.clear(tx.sql()));
        company = tx.get(() -> new Company(kernel, tx.sql()));
        modules = new FakeModules(kernel.get(Openings.class));
        rollout = another();
        rollout.watches = List.of((PhaseWatch) kernel.get(Schemes.class), kernel.get(KeptErrands.class));
    }

    TestKernel kernel() {
        return kernel;
    }

    /** The roll-out as a further node has it. */
    PhasedRollout another() {
        return new PhasedRollout(
                tx,
                kernel.get(Directory.class),
                modules,
                kernel.get(Guard.class),
                kernel.get(Stamps.class),
                kernel.get(Audit.class),
                kernel.get(WorkingCalendar.class),
                kernel.clock(),
                kernel.get(Texts.class),
                kernel.get(Types.class),
                kernel.get(Settings.class));
    }

    <T> T root(Supplier<T> work) {
        return kernel.as("root", work);
    }

    PhaseDraft draft(String code, Set<String> addresses, Set<Long> units, Set<Long> persons) {
        return new PhaseDraft(
                code,
                "Pilot",
                "To learn",
                Optional.of(LocalDate.of(2026, 9, 1)),
                Optional.of(LocalDate.of(2026, 10, 31)),
                addresses,
                units,
                persons,
                Set.of(),
                List.of("Train the key users", "Import customers"),
                List.of("80 % are active"));
    }

    Phase create(String code, Set<String> addresses, Set<Long> units) {
        return root(() -> rollout.create(draft(code, addresses, units, Set.of())));
    }

    Opening of(long person) {
        return kernel.get(Callers.class).person(person, Door.REST).opening();
    }

    boolean open(long person, String address) {
        return of(person).opens(address);
    }

    Problem refused(Supplier<?> step) {
        return assertThrows(Problem.class, () -> root(step));
    }

    List<Audit.Entry> audited(String what) {
        Audit audit = kernel.get(Audit.class);
        return kernel.system(() -> audit.list(what, "", "", Optional.empty(), Optional.empty(), 0, 100));
    }
}
