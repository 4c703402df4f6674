package org.stepwise.rest.internal.file;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Optional;
import javax.ws.rs.ClientErrorException;
import org.junit.Test;
import org.stepwise.testkit.Covers;

@Covers({"API-1", "REC-8"})
public class ByteRangeTest {
    @Test
    public void aPartIsReadFromItsFirstToItsLastByte() {
        assertEquals(Optional.of(new ByteRange(10, 10)), ByteRange.of("bytes=10-19", 100));
        assertEquals("bytes 10-19/100", new ByteRange(10, 10).contentRange(100));
    }

    @Test
    public void openEndsReachToTheEndOfTheFile() {
        assertEquals(Optional.of(new ByteRange(90, 10)), ByteRange.of("bytes=90-", 100));
        assertEquals(Optional.of(new ByteRange(95, 5)), ByteRange.of("bytes=-5", 100));
        assertEquals(Optional.of(new ByteRange(90, 10)), ByteRange.of("bytes=90-5000", 100));
    }

    @Test
    public void whatIsNotUnderstoodGivesTheWholeFile() {
        assertEquals(Optional.empty(), ByteRange.of("", 100));
        assertEquals(Optional.empty(), ByteRange.of("bytes=-", 100));
        assertEquals(Optional.empty(), ByteRange.of("bytes=0-1,5-6", 100));
        assertEquals(Optional.empty(), ByteRange.of("lines=1-2", 100));
    }

    @Test
    public void aPartOutsideOfTheFileIs416() {
        ClientErrorException refused = assertThrows(ClientErrorException.class, () -> ByteRange.of("bytes=100-", 100));
        assertEquals(416, refused.getResponse().getStatus());
        assertEquals("bytes */100", refused.getResponse().getHeaderString("Content-Range"));
    }

    @Test
    public void aFileNameCannotBreakOutOfItsHeader() {
        String header = Disposition.attachment("a\"b\r\nSet-Cookie: x=1/../合同.pdf");
        assertFalse(header.contains("\r"));
        assertFalse(header.contains("\n"));
        assertEquals(2, header.chars().filter(c -> c == '"').count());
        assertTrue(header, header.endsWith("%E5%90%88%E5%90%8C.pdf"));
    }
}
