package org.stepwise.kernel.internal.release;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.module.Releases.Failure;
import org.stepwise.kernel.api.module.Releases.Source;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.TestKernel;

/** Which version may run: decided by one row, which changes with the schema or not at all. */
@Covers("ROL-12")
public class ReleaseRowsTest {
    @ClassRule
    public static final TestKernel KERNEL = TestKernel.fresh();

    private static final Instant NOW = Instant.parse("2026-05-04T08:00:00Z");

    @Test
    public void aVersionThatDidNotBecomeTheOneLeavesNothingButTheReason() {
        run(rows -> {
            rows.begin("fleet", "1.0.0", NOW, "node");
            rows.add(parcel("fleet", "1.0.0"), new byte[] {1, 2, 3}, NOW);
        });
        run(rows -> {
            assertEquals("", rows.current("fleet"));
            assertEquals(List.of(), rows.of("fleet"));
            assertEquals("1.0.0", rows.coming("fleet").orElseThrow().version());
            assertArrayEquals(
                    new byte[] {1, 2, 3}, rows.archive("fleet", "1.0.0").orElseThrow());
            rows.failed("fleet", new Failure("1.0.0", NOW, "release.reason.failed", Map.of("what", "it rains")));
        });
        run(rows -> {
            assertTrue(rows.coming("fleet").isEmpty());
            assertTrue(rows.archive("fleet", "1.0.0").isEmpty());
            Failure failure = rows.failure("fleet").orElseThrow();
            assertEquals(Map.of("what", "it rains"), failure.args());
            assertEquals(NOW, failure.at());
        });
    }

    @Test
    public void theOneThatRunsIsKeptWithThoseBeforeIt() {
        for (String version : List.of("1.0.0", "1.1.0")) {
            Instant at = NOW.plusSeconds(version.equals("1.0.0") ? 0 : 60);
            run(rows -> {
                rows.begin("ships", version, at, "node");
                rows.add(parcel("ships", version), new byte[] {4}, at);
                rows.switched("ships", version);
            });
        }
        run(rows -> {
            assertEquals("1.1.0", rows.current("ships"));
            assertEquals("1.1.0", rows.allCurrent().get("ships"));
            assertEquals(
                    List.of("1.1.0 true", "1.0.0 false"),
                    rows.of("ships").stream()
                            .map(release -> release.version() + " " + release.current())
                            .toList());
            assertEquals("com.acme.ships", rows.supplier("ships").orElseThrow().bundle());
            assertTrue(rows.failure("ships").isEmpty());
        });
    }

    private static void run(java.util.function.Consumer<ReleaseRows> work) {
        Transactions transactions = KERNEL.get(Transactions.class);
        transactions.run(() -> work.accept(new ReleaseRows(transactions.sql())));
    }

    private static Parcel parcel(String module, String version) {
        return new Parcel(
                module,
                version,
                "com.acme." + module,
                Source.ARCHIVE,
                module + ".kar",
                "0".repeat(64),
                "1".repeat(64),
                "CN=acme",
                Path.of("nowhere"),
                List.of());
    }
}
