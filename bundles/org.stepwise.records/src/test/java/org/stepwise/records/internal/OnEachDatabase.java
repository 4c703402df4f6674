package org.stepwise.records.internal;

import java.util.List;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.stepwise.records.internal.deal.RecordKernel;

/** Tests that hold on Derby, and on PostgreSQL too where there is one for tests: each database is started once. */
@RunWith(Parameterized.class)
public class OnEachDatabase {
    @Parameterized.Parameter
    public RecordKernel kernel;

    @Parameterized.Parameters(name = "{0}")
    public static List<RecordKernel> kernels() {
        return RecordKernel.onEach();
    }

    @Parameterized.BeforeParam
    public static void start(RecordKernel kernel) {
        kernel.before();
    }

    @Parameterized.AfterParam
    public static void stop(RecordKernel kernel) {
        kernel.after();
    }
}
