package org.stepwise.demo.internal;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;

/** How far a module's demo data are, kept beside the data so that an interrupted one goes on where it was. */
final class Steps {
    /** Few, because Derby lets a list wait for rows that are not committed. */
    private static final int AT_ONCE = 2;

    private final Transactions transactions;
    private final String module;
    private final BooleanSupplier wanted;
    private boolean complete = true;

    /** @param wanted false when the module goes or the server stops */
    Steps(Transactions transactions, String module, BooleanSupplier wanted) {
        this.transactions = transactions;
        this.module = module;
        this.wanted = wanted;
    }

    boolean wanted() {
        return wanted.getAsBoolean();
    }

    boolean finished() {
        return sql().number("select count(*) from demo_done where module = ? and finished = true", module) > 0;
    }

    /** Did all steps run to the end? */
    boolean done() {
        return complete;
    }

    void run(int count, IntConsumer step) {
        complete = false;
        int next = (int) sql().number("select steps from demo_done where module = ?", module);
        while (next < count) {
            if (!wanted()) return;
            long began = System.nanoTime();
            next = some(next, Math.min(next + AT_ONCE, count), step);
            LockSupport.parkNanos(System.nanoTime() - began);
        }
        complete = true;
    }

    private int some(int from, int to, IntConsumer step) {
        return transactions.get(() -> {
            for (int number = from; number < to; number++) step.accept(number);
            keep(to, false);
            return to;
        });
    }

    void finish() {
        transactions.run(() -> keep((int) sql().number("select steps from demo_done where module = ?", module), true));
    }

    private void keep(int steps, boolean finished) {
        String change = "update demo_done set steps = ?, finished = ? where module = ?";
        if (sql().update(change, steps, finished, module) > 0) return;
        sql().update("insert into demo_done (module, steps, finished) values (?, ?, ?)", module, steps, finished);
    }

    private Sql sql() {
        return transactions.sql();
    }
}
