package org.stepwise.files.internal;

import static org.junit.Assert.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.Test;
import org.stepwise.testkit.Covers;

@Covers("REC-8")
public class MediaTypesTest {
    private static String ofHex(String hex) {
        return MediaTypes.of(HexFormat.of().parseHex(hex));
    }

    private static String ofText(String text) {
        return MediaTypes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write("<xml/>".repeat(50).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    @Test
    public void picturesAndPapersAreKnownByTheirFirstBytes() {
        assertEquals("image/png", ofHex("89504e470d0a1a0a0000"));
        assertEquals("image/jpeg", ofHex("ffd8ffe000104a46"));
        assertEquals("application/pdf", ofText("%PDF-1.7\n"));
        assertEquals("image/webp", ofText("RIFF....WEBPVP8 "));
        assertEquals("audio/wav", ofText("RIFF....WAVEfmt "));
    }

    @Test
    public void officeFilesAreToldFromOtherArchives() throws IOException {
        String office = "application/vnd.openxmlformats-officedocument.";
        assertEquals(
                office + "wordprocessingml.document",
                MediaTypes.of(zip("[Content_Types].xml", "_rels/.rels", "word/document.xml")));
        assertEquals(office + "spreadsheetml.sheet", MediaTypes.of(zip("[Content_Types].xml", "xl/workbook.xml")));
        assertEquals("application/zip", MediaTypes.of(zip("a.txt", "b.txt")));
        assertEquals("application/java-archive", MediaTypes.of(zip("META-INF/MANIFEST.MF", "A.class")));
    }

    @Test
    public void aPageIsAPageWhateverItIsCalled() {
        assertEquals("text/html", ofText("  <!DOCTYPE html><p>"));
        assertEquals("text/html", ofText("\ufeff<script>alert(1)</script>"));
        assertEquals("image/svg+xml", ofText("<?xml version='1.0'?><svg onload='x'/>"));
        assertEquals("application/xml", ofText("<?xml version='1.0'?><a/>"));
    }

    @Test
    public void textIsTextInAnyEncoding() {
        assertEquals("text/plain", ofText("姓名,部门\n张伟,销售部\n"));
        assertEquals("text/plain", MediaTypes.of("姓名,部门".getBytes(Charset.forName("GB18030"))));
        assertEquals("text/plain", MediaTypes.of("\ufeff姓名".getBytes(StandardCharsets.UTF_16LE)));
        assertEquals("text/plain", ofText("BMW and other cars"));
        assertEquals("text/plain", ofText(""));
    }

    @Test
    public void anythingElseIsUnknown() {
        assertEquals("application/octet-stream", ofHex("0001020304050607"));
        assertEquals("application/x-ole-storage", ofHex("d0cf11e0a1b11ae1"));
    }
}
