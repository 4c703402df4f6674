package org.stepwise.records.internal.directory;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.directory.OrgImport;
import org.stepwise.kernel.api.record.Change;
import org.stepwise.kernel.api.record.HistoryEntry;
import org.stepwise.kernel.api.record.Imports;
import org.stepwise.records.internal.deal.RecordKernel;
import org.stepwise.testkit.Covers;

/** An import of the organisation stands in the history of each unit, post and person (REC-4). */
public class ImportedHistoryTest {
    @ClassRule
    public static final RecordKernel KERNEL = RecordKernel.any();

    private static void read(String name, String rows) {
        KERNEL.role("administrator", "boss");
        Imports.Report report = KERNEL.as(
                "boss",
                () -> KERNEL.get(OrgImport.class)
                        .read(new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8)), name, false));
        assertEquals(report.errors().toString(), 0, report.errors().size());
    }

    private static List<HistoryEntry> history(String table, String column, String key) {
        long id = KERNEL.sql().number("select id from " + table + " where " + column + " = ?", key);
        return KERNEL.as("boss", () -> KERNEL.records().history(RecordId.of(table.replace('_', '.'), id), 10));
    }

    @Test
    @Covers({"REC-4", "DIR-6"})
    public void whoImportedWhatAndWhenStandsOnEachRecord() {
        read("units.csv", "code,parent,kind,name_zh\nnew,east,TEAM,新组\n");
        read("units.csv", "code,parent,kind,name_zh\nnew,west,TEAM,新组\n");
        List<HistoryEntry> unit = history("directory_unit", "code", "new");
        assertEquals(
                List.of("changed", "created"),
                unit.stream().map(HistoryEntry::what).toList());
        assertEquals(
                new Change(KERNEL.unit("east"), KERNEL.unit("west")),
                unit.get(0).changes().get("parentId"));
        assertEquals(1, unit.get(0).changes().size());
        assertEquals(Door.IMPORT, unit.get(0).door());
        assertEquals("boss", unit.get(0).byName());
        assertEquals(2, unit.get(0).version());
    }

    @Test
    @Covers({"REC-4", "DIR-6"})
    public void postsAndPeopleTooAndWhatStaysIsNoStep() {
        read("posts.csv", "code,name_zh,level\nfresh,新岗,3\n");
        read("posts.csv", "code,name_zh,level\nfresh,新岗,3\n");
        assertEquals(1, history("directory_post", "code", "fresh").size());
        read("people.csv", "account,name,mobile\nimported,导入,13800000001\n");
        read("people.csv", "account,name,mobile\nimported,导入,13800000002\n");
        List<HistoryEntry> person = history("directory_person", "account", "imported");
        assertEquals(2, person.size());
        assertTrue(person.get(0).changes().toString(), person.get(0).changes().containsKey("mobile"));
    }
}
