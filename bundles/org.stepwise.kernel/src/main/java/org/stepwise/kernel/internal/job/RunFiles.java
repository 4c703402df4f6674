package org.stepwise.kernel.internal.job;

import java.util.Optional;
import org.stepwise.kernel.api.job.Jobs;
import org.stepwise.kernel.api.tx.Transactions;

/** The files that runs left. */
final class RunFiles {
    private final Transactions transactions;

    RunFiles(Transactions transactions) {
        this.transactions = transactions;
    }

    void put(long run, Jobs.Result file) {
        transactions.apart(() -> {
            transactions.sql().update("delete from kernel_job_file where run_id = ?", run);
            return transactions
                    .sql()
                    .update(
                            "insert into kernel_job_file (run_id, name, media, content) values (?, ?, ?, ?)",
                            run,
                            file.name(),
                            file.media(),
                            file.content());
        });
    }

    Optional<String> name(long run) {
        return transactions.sql().first("select name from kernel_job_file where run_id = ?", row -> row.text(1), run);
    }

    Optional<Jobs.Result> find(long run) {
        return transactions
                .sql()
                .first(
                        "select name, media, content from kernel_job_file where run_id = ?",
                        row -> new Jobs.Result(
                                row.text(1), row.text(2), row.raw().getBytes(3)),
                        run);
    }
}
