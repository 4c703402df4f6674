package org.stepwise.kernel.internal.directory;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.testkit.Covers;

/** Files that the organisation import refuses for what they are. */
@Covers("DIR-6")
public class OrgFilesTest {
    @ClassRule
    public static final OrgKernel KERNEL = new OrgKernel();

    @Test
    public void garbageBombsAndForeignFilesAreRefused() throws IOException {
        byte[] random = new byte[5000];
        new java.util.Random(1).nextBytes(random);
        refused("directory.import.encoding", random);
        refused("directory.import.unreadable", "PK\3\4 no zip at all".getBytes(StandardCharsets.UTF_8));
        refused("directory.import.noSheet", "what,is,this\n1,2,3\n".getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("people.csv"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 410; i++) zip.write(zeros);
        }
        refused("directory.import.tooLarge", bomb.toByteArray());
    }

    @Test
    public void aTableThatHoldsTooMuchIsRefusedWhileItIsRead() throws IOException {
        refused("directory.import.tooLarge", "account,name\n" + "x".repeat(40_000) + ",a\n");
        refused("directory.import.tooLarge", "account,name\n\"" + ",\n".repeat(20_000) + "\",a\n");
        refused("directory.import.tooLarge", "account,name" + ",".repeat(2_000) + "\n");
        refused("directory.import.tooLarge", workbook("", "x".repeat(20_000_000)));
        refused("directory.import.tooLarge", workbook("", "<t/>y".repeat(200_000)));
    }

    @Test
    public void foreignEncodingsAndEntitiesAreRefused() throws IOException {
        byte[] latin = "account,name\ncafe,Caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        refused("directory.import.encoding", latin);
        refused("directory.import.encoding", "account,name\nb\u0007ell,b\n");
        String entity = "<!DOCTYPE worksheet [<!ENTITY a \"aaaaaaaa\">]>";
        refused("directory.import.unreadable", workbook(entity, "&a;"));
        refused("directory.import.unreadable", workbook("", "&b;"));
    }

    /** A workbook of one sheet with one cell. */
    private static byte[] workbook(String head, String cell) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (org.dhatim.fastexcel.Workbook book = new org.dhatim.fastexcel.Workbook(out, "test", "1.0")) {
            book.newWorksheet("people").inlineString(0, 0, "account");
        }
        java.nio.file.Path file = java.nio.file.Files.createTempFile("workbook", ".xlsx");
        java.nio.file.Files.write(file, out.toByteArray());
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        try (java.util.zip.ZipFile from = new java.util.zip.ZipFile(file.toFile());
                ZipOutputStream to = new ZipOutputStream(made)) {
            for (ZipEntry entry : from.stream().toList()) {
                String text = new String(from.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                if (entry.getName().endsWith("sheet1.xml")) {
                    text = text.replaceFirst("<worksheet", head + "<worksheet")
                            .replaceFirst(">account<", ">" + cell + "<");
                }
                to.putNextEntry(new ZipEntry(entry.getName()));
                to.write(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        java.nio.file.Files.delete(file);
        return made.toByteArray();
    }

    private static void refused(String code, String csv) {
        refused(code, csv.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(String code, byte[] content) {
        Invalid refused = assertThrows(Invalid.class, () -> KERNEL.read(content, "file"));
        assertEquals(code, refused.violations().get(0).code());
    }
}
