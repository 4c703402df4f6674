package org.stepwise.console.internal.shell;

import static org.junit.Assert.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.Test;
import org.stepwise.testkit.Covers;

@Covers("OPS-1")
public class TableTest {
    @Test
    public void momentsAreToldWhereTheReaderIsToTheSecond() {
        Table table = Table.of(List.of("at", "until"), ZoneId.of("Asia/Shanghai"));
        table.row(Instant.parse("2026-03-01T20:15:30.123456789Z"), Optional.empty());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        table.print(new PrintStream(out, true, StandardCharsets.UTF_8));
        String line = out.toString(StandardCharsets.UTF_8).lines().toList().get(2);
        assertEquals("2026-03-02 04:15:30", line.strip());
    }

    @Test
    public void columnsAreAlignedAlsoUnderChineseCharacters() {
        Table table = Table.of(List.of("单位", "n"), ZoneId.of("Z"));
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
