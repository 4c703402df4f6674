package org.stepwise.kernel.internal.module;

import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.junit.Before;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.AfterParam;
import org.junit.runners.Parameterized.BeforeParam;
import org.junit.runners.Parameterized.Parameters;
import org.osgi.framework.ServiceRegistration;
import org.stepwise.kernel.api.module.Archive;
import org.stepwise.kernel.api.module.Keeping;
import org.stepwise.kernel.api.module.Removal;
import org.stepwise.kernel.api.module.Removal.Data;

/** Tests on a filled warehouse, on each database. */
@RunWith(Parameterized.class)
public abstract class OnEachWarehouse {
    final Warehouse warehouse;

    OnEachWarehouse(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    @Parameters(name = "{0}")
    public static List<Warehouse> databases() {
        return Warehouse.onEach();
    }

    @BeforeParam
    public static void start(Warehouse warehouse) {
        warehouse.start();
    }

    @AfterParam
    public static void stop(Warehouse warehouse) {
        warehouse.stop();
    }

    @Before
    public void fill() throws Exception {
        warehouse.fill();
    }

    Removal remove(Data data, String typed) {
        return warehouse.kernel.system(() -> warehouse.life().remove("stock", data, typed, new Unwatched()));
    }

    /** Something else that keeps data for modules, and comes last. @param work what it does when a module's data is purged */
    ServiceRegistration<Keeping> keeping(Runnable work) {
        Keeping last = new Keeping() {
            @Override
            public String name() {
                return "last";
            }

            @Override
            public long count(String module) {
                return 0;
            }

            @Override
            public void export(String module, Archive archive) {}

            @Override
            public void purge(String module, LongConsumer removed) {
                work.run();
            }
        };
        return warehouse
                .kernel
                .context()
                .registerService(Keeping.class, last, new Hashtable<>(Map.of("service.ranking", -100)));
    }
}
