package org.stepwise.console.internal.shell;

import static org.junit.Assert.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.Test;
import org.stepwise.testkit.Covers;

@Covers("OPS-1")
public class TableTest {
    @Test
    public void columnsAreAlignedAlsoUnderChineseCharacters() {
        Table table = Table.of(List.of("单位", "n"));
        table.row("east", 1);
        table.row("华东销售部", 20);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        table.print(new PrintStream(out, true, StandardCharsets.UTF_8));
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals("单位        n", lines.get(0));
        assertEquals("east        1", lines.get(2));
        assertEquals("华东销售部  20", lines.get(3));
    }
}
