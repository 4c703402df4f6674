package org.stepwise.kernel.internal.directory;

import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.rules.ExternalResource;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.rollout.Opening;
import org.stepwise.kernel.internal.rollout.Openings;
import org.stepwise.kernel.internal.setting.ShippedChoices;
import org.stepwise.testkit.TestKernel;

/** The kernel with everything open to everybody, and a log that only counts. */
public final class OrgKernel extends ExternalResource {
    private final TestKernel kernel = TestKernel.onDerby();

    @Override
    public void before() {
        kernel.startOnly();
        register(ShippedChoices.class, (module, resources) -> {});
        register(Openings.class, (person, principals) -> new Opening(Map.of("trial", Set.of("*"))));
        register(Audit.class, new NoLog());
        Types types = kernel.get(Types.class);
        TestKernel.await(
                "people are ready", () -> types.find("directory.person").isPresent());
    }

    private <T> void register(Class<T> service, T object) {
        kernel.context().registerService(service, object, new Hashtable<>());
    }

    @Override
    public void after() {
        kernel.after();
    }

    public TestKernel kernel() {
        return kernel;
    }

    public <T> T get(Class<T> service) {
        return kernel.get(service);
    }

    private static final class NoLog implements Audit {
        @Override
        public void write(String what, String about, Map<String, Object> details) {}

        @Override
        public List<Entry> list(
                String what,
                String account,
                String about,
                Optional<java.time.Instant> from,
                Optional<java.time.Instant> to,
                long before,
                int limit) {
            return List.of();
        }

        @Override
        public Verification verify() {
            return new Verification(0, Optional.empty(), 0);
        }
    }
}
