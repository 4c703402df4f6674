package org.stepwise.records.internal.transfer;

import java.io.ByteArrayInputStream;
import org.junit.Test;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.sheets.SheetRules;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.Hostile;

/** A file that somebody sends is a table or is refused as none. */
public class SheetFuzzTest {
    private static final SheetRules SMALL = new SheetRules(1, 4, 500, 50, 1_000, 1_000);

    @Test
    @Covers("REC-7")
    public void aFileIsATableOrRefusedAsNone() {
        Hostile.each(SheetFuzzTest.class, "sheet", 2_000, SheetFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        try (Table table = SheetFile.read(new ByteArrayInputStream(input), SMALL)) {
            if (table.headings().size() > 50) throw new AssertionError("more columns than allowed");
        } catch (Invalid refused) {
            if (refused.violations().isEmpty()) throw new AssertionError("refused without a reason", refused);
        }
    }
}
