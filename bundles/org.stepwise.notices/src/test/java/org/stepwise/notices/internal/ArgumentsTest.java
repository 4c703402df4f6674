package org.stepwise.notices.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.Test;
import org.stepwise.testkit.Covers;

@Covers("NTF-1")
public class ArgumentsTest {
    @Test
    public void argumentsComeBackAsTextsNumbersAndFlags() {
        Map<String, Object> args =
                Map.of("name", "张伟 \"Wei\"", "count", 3, "done", true, "day", LocalDate.of(2026, 5, 1));
        assertEquals(
                Map.of("name", "张伟 \"Wei\"", "count", 3, "done", true, "day", "2026-05-01"),
                Arguments.read(Arguments.write(args)));
    }

    @Test
    public void aLongTextIsCut() {
        Object text = Arguments.read(Arguments.write(Map.of("text", "长".repeat(5000))))
                .get("text");
        assertEquals(300, String.valueOf(text).length());
    }

    @Test
    public void moreThanANoticeCanHoldIsRefused() {
        Map<String, Object> many = new LinkedHashMap<>();
        for (int i = 0; i < 100; i++) many.put("arg" + i, "x".repeat(300));
        assertThrows(IllegalArgumentException.class, () -> Arguments.write(many));
    }
}
