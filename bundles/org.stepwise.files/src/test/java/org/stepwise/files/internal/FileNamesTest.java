package org.stepwise.files.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import org.junit.Test;
import org.stepwise.testkit.Covers;

@Covers("REC-8")
public class FileNamesTest {
    @Test
    public void ordinaryNamesStay() {
        assertEquals("报价单 2026（终稿）.xlsx", FileNames.clean("报价单 2026（终稿）.xlsx"));
        assertEquals("Straße.pdf", FileNames.clean("Straße.pdf"));
    }

    @Test
    public void pathsAreCutOff() {
        assertEquals("passwd", FileNames.clean("../../etc/passwd"));
        assertEquals("a.txt", FileNames.clean("C:\\Users\\me\\a.txt"));
        assertEquals("file", FileNames.clean(".."));
        assertEquals("file", FileNames.clean("folder/"));
        assertEquals("htaccess", FileNames.clean(".htaccess"));
    }

    @Test
    public void signsThatDeceiveOrBreakAreRemoved() {
        assertEquals("invoicefdp.exe", FileNames.clean("invoice\u202efdp.exe"));
        assertEquals("ab.txt", FileNames.clean("a\r\n\u0000b.txt"));
        assertEquals("a b.txt", FileNames.clean("a\" <b>.txt"));
        assertEquals("a.txt", FileNames.clean("a.txt. . "));
    }

    @Test
    public void namesOfDevicesAreMarked() {
        assertEquals("_con.txt", FileNames.clean("con.txt"));
        assertEquals("_NUL", FileNames.clean("NUL"));
    }

    @Test
    public void aLongNameKeepsItsEnding() {
        String made = FileNames.clean("长".repeat(300) + ".docx");
        assertEquals(200, made.length());
        assertTrue(made.endsWith("长.docx"));
        assertTrue(FileNames.clean("😀".repeat(150) + "x.pdf").endsWith(".pdf"));
    }
}
