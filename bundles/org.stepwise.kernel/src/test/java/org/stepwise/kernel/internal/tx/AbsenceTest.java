package org.stepwise.kernel.internal.tx;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.Test;
import org.stepwise.testkit.Covers;

@Covers("OPS-2")
public class AbsenceTest {
    private final List<String> log = new ArrayList<>();
    private final Absence absence = new Absence(log::add);

    private static SQLException timedOut(String driver, String state) {
        return new SQLTransientConnectionException("timed out", state, new SQLException(driver, state));
    }

    @Test
    public void theDriversWordsAreToldOnceAndAgainWhenTheyChange() {
        for (int i = 0; i < 3; i++) absence.because(timedOut("database \"nosuchdb\" does not exist", "3D000"));
        for (int i = 0; i < 3; i++) absence.because(timedOut("Connection refused.\nIs it there?", "08001"));
        assertTrue(absence.over());
        assertFalse(absence.over());
        assertEquals(
                List.of(
                        "the database does not answer: database \"nosuchdb\" does not exist [3D000]",
                        "the database does not answer: Connection refused. Is it there? [08001]"),
                log);
        assertEquals(Optional.empty(), absence.reason());
    }

    @Test
    public void aPasswordIsNeverTold() {
        absence.because(timedOut("bad address jdbc:postgresql://db/x?user=li&password=s3cret&ssl=on", "08001"));
        assertEquals(
                Optional.of("bad address jdbc:postgresql://db/x?user=li&password=…&ssl=on [08001]"), absence.reason());
    }
}
