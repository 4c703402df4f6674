package org.stepwise.kernel.api.module;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

/** Which version of a module is the older one. */
public class ReleasesTest {
    @Test
    public void numbersInVersionsCountAsNumbersROL12() {
        assertTrue(Releases.older("1.9.0", "1.10.0"));
        assertTrue(Releases.older("1.2", "1.2.1"));
        assertTrue(Releases.older("1.2.0.alpha", "1.2.0.beta"));
        assertFalse(Releases.older("2.0.0", "1.99.0"));
        assertFalse(Releases.older("1.2.0", "1.2.0"));
    }
}
