package org.stepwise.notices.internal;

import java.util.Hashtable;
import java.util.Locale;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.text.SearchKeys;
import org.stepwise.testkit.TestKernel;

/** Search keys without pinyin, where the real ones are not among the bundles of the test. */
final class PlainKeys implements SearchKeys {
    /** Starts the kernel and waits until this module and the records are there. */
    static void start(TestKernel kernel) {
        kernel.startOnly();
        if (kernel.context().getServiceReference(SearchKeys.class) == null) {
            kernel.context().registerService(SearchKeys.class, new PlainKeys(), new Hashtable<>());
        }
        kernel.get(Records.class);
        Modules modules = kernel.get(Modules.class);
        TestKernel.await(
                "notices is ready",
                () -> modules.find("notices").isPresent()
                        && modules.find("records").isPresent());
    }

    @Override
    public String name(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public String pinyin(String text) {
        return "";
    }
}
