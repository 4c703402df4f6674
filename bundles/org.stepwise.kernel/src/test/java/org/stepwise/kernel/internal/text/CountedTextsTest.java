package org.stepwise.kernel.internal.text;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.TestKernel;

@Covers("I18N-1")
public class CountedTextsTest {
    @ClassRule
    public static final TestKernel KERNEL = TestKernel.onDerby();

    private static String said(Locale locale, Invalid invalid) {
        return KERNEL.get(Texts.class).text(locale, invalid);
    }

    @Test
    public void oneIsToldAsOneAndNothingStandsInEmptyBrackets() {
        Invalid one = Invalid.of("", "kernel.import.empty");
        assertEquals("Nothing was saved: one entry needs correcting.", said(Locale.ENGLISH, one));
        assertEquals("尚未保存：有 1 处需要修改。", said(Locale.SIMPLIFIED_CHINESE, one));
        Invalid two = new Invalid(List.of(new Violation("a", "x"), new Violation("b", "x")));
        assertEquals("Nothing was saved: 2 entries need correcting.", said(Locale.ENGLISH, two));
    }

    @Test
    public void amountsHaveThousandsMarksAndIdentifiersNone() {
        Texts texts = KERNEL.get(Texts.class);
        Map<String, Object> args = Map.of("count", 12_100);
        assertEquals("12,100 values are wrong.", texts.text(Locale.ENGLISH, "directory.import.note.bad", args));
        assertEquals("有 12,100 处错误。", texts.text(Locale.SIMPLIFIED_CHINESE, "directory.import.note.bad", args));
        Map<String, Object> row = Map.of("value", 12_100, "row", 99_000);
        assertEquals(
                "12100 is in row 99000 already. Keep one of the two rows.",
                texts.text(Locale.ENGLISH, "directory.import.twice", row));
    }

    @Test
    public void whatIsAwaySaysWhyOnOneLine() {
        Unavailable busy = new Unavailable("kernel.problem.busy");
        assertEquals("kernel.problem.busy", busy.why());
        busy.initCause(
                new IllegalStateException("commit", new SQLException("A lock\n was not\tfree " + "x".repeat(500))));
        String why = busy.why();
        assertTrue(why, why.startsWith("kernel.problem.busy because of SQLException: A lock was not free xxx"));
        assertEquals(1, why.lines().count());
        assertTrue(why.length() < 400);
    }
}
