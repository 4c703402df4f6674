package org.stepwise.kernel.internal.directory;

import static org.junit.Assert.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.directory.OrgImport;
import org.stepwise.kernel.api.record.Imports;
import org.stepwise.testkit.Covers;

/** The files of examples/import, into a company that has the group they hang below. */
@Covers("DIR-6")
public class ExampleImportTest {
    private static final Path EXAMPLES = Path.of("..", "..", "examples", "import");

    @ClassRule
    public static final OrgKernel KERNEL = new OrgKernel();

    @Test
    public void theWorkbookBringsASalesUnitAndTheCsvFilesSayTheSame() throws IOException {
        KERNEL.load(
                "units", "code,parent,kind,name_zh,name_en,head,valid_from\nHC,,group,恒川装备集团,Hengchuan,,2020-01-01\n");
        Imports.Report workbook = read(Files.readAllBytes(EXAMPLES.resolve("sales.xlsx")), "sales.xlsx");
        assertEquals(List.of(), workbook.errors());
        assertEquals(4 + 6 + 24 + 28, workbook.created());
        assertEquals("销售三部", KERNEL.directory().requireAccount("shan.xiaofeng").unitName());
        long lead = KERNEL.directory().requireAccount("mou.haitao").id();
        assertEquals(
                "zhuge.ming", KERNEL.directory().superior(lead).orElseThrow().account());

        Map<String, String> files = new LinkedHashMap<>();
        for (String sheet : List.of("units", "posts", "people", "positions")) {
            files.put(sheet, Files.readString(EXAMPLES.resolve("sales").resolve(sheet + ".csv")));
        }
        Imports.Report again = read(OrgKernel.zip(files), "sales.zip");
        assertEquals(List.of(), again.errors());
        assertEquals(again.rows(), again.unchanged());
    }

    private static Imports.Report read(byte[] content, String name) {
        return KERNEL.system(() -> KERNEL.get(OrgImport.class).read(new ByteArrayInputStream(content), name, false));
    }
}
