package org.stepwise.kernel.internal.module;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.testkit.TestKernel;

public class KernelStartTest {
    @ClassRule
    public static final TestKernel KERNEL = TestKernel.onDerby();

    @Test
    public void theKernelGetsReadyWithItsTypes() {
        List<String> types =
                KERNEL.get(Types.class).all().stream().map(RecordType::id).toList();
        assertTrue(
                types.toString(), types.containsAll(List.of("directory.unit", "directory.person", "directory.role")));
        assertEquals(
                List.of(),
                KERNEL.get(Types.class).all().stream()
                        .flatMap(t -> t.problems().stream())
                        .toList());
    }
}
