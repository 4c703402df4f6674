package org.stepwise.crm.internal.activity;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.List;
import org.junit.Test;
import org.stepwise.testkit.Covers;

public class ActivityRulesTest {
    @Test
    @Covers("CRM-8")
    public void hoursAndMinutesAreNeitherNegativeNorEndless() {
        assertEquals(0, new ActivityRules(0, 0).alterableHours());
        for (int wrong : List.of(-1, Integer.MAX_VALUE)) {
            assertThrows(IllegalArgumentException.class, () -> new ActivityRules(wrong, 60));
            assertThrows(IllegalArgumentException.class, () -> new ActivityRules(24, wrong));
        }
    }
}
