package org.stepwise.records.internal.directory;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.directory.OrgImport;
import org.stepwise.kernel.api.record.Imports;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.records.internal.deal.RecordKernel;
import org.stepwise.testkit.Covers;

/** Titles that are made of the names of others follow them. */
public class NamedAfterTest {
    @ClassRule
    public static final RecordKernel KERNEL = RecordKernel.any();

    private final OrganisationDesk desk = new OrganisationDesk(KERNEL);

    private Row row(RecordId record) {
        return desk.system(() -> desk.records().card(record).row());
    }

    private List<String> found(String type, String typed) {
        return desk.system(() -> desk.records().suggest(type, typed, 10)).stream()
                .map(Row::title)
                .toList();
    }

    @Test
    @Covers("DIR-2")
    public void aPositionIsNamedAfterPersonUnitAndPostAsTheyAreCalledNow() {
        long unit = desk.unit("nm-unit", "east", Map.of());
        long post = desk.system(
                        () -> desk.records().create("directory.post", Map.of("code", "nm", "nameZh", "岗", "level", 1)))
                .id();
        long person = desk.system(
                        () -> desk.records().create("directory.person", Map.of("account", "nm-person", "name", "旧名")))
                .id();
        RecordId position = desk.system(() -> desk.records()
                .create(
                        "directory.position",
                        Map.of("personId", person, "inUnitId", unit, "postId", post, "primaryPosition", true)));
        assertEquals("旧名 · nm-unit · 岗", row(position).title());
        long version = row(position).version();
        desk.update("directory.person", person, Map.of("name", "林知夏"));
        desk.update("directory.unit", unit, Map.of("nameZh", "华东"));
        desk.update("directory.post", post, Map.of("nameZh", "经理"));
        assertEquals("林知夏 · 华东 · 经理", row(position).title());
        assertEquals(
                "nobody changed the position itself", version, row(position).version());
        assertEquals(List.of("林知夏 · 华东 · 经理"), found("directory.position", "林知夏"));
        assertEquals(List.of("林知夏 · 华东 · 经理"), found("directory.position", "linzhixia"));
        assertEquals(List.of(), found("directory.position", "旧名"));
    }

    @Test
    @Covers({"DIR-1", "DIR-4"})
    public void deputiesAndMembersAreCalledAsThePersonIsNow() {
        long person = desk.person("nm-deputy", "east");
        long unit = desk.unit("nm-headed", "east", Map.of());
        RecordId deputy = desk.system(
                () -> desk.records().create("directory.deputy", Map.of("ofUnitId", unit, "personId", person)));
        long group = desk.system(
                        () -> desk.records().create("directory.group", Map.of("code", "nm-group", "nameZh", "项目组")))
                .id();
        RecordId member = desk.system(
                () -> desk.records().create("directory.member", Map.of("inGroupId", group, "personId", person)));
        desk.update("directory.person", person, Map.of("name", "周明远"));
        assertEquals("周明远", row(deputy).title());
        assertEquals("周明远", row(member).title());
    }

    @Test
    @Covers("DIR-6")
    public void anImportOfNewNamesRenamesThePositionsToo() {
        long person = desk.person("nm-imported", "west");
        RecordId position = desk.position(person);
        String csv = "account,name\nnm-imported,赵新名\n";
        Imports.Report report = desk.system(() -> KERNEL.get(OrgImport.class)
                .read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), "people.csv", false));
        assertEquals(List.of(), report.errors());
        assertTrue(row(position).title(), row(position).title().startsWith("赵新名 · "));
    }
}
