package org.stepwise.signin.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.Test;
import org.stepwise.testkit.Covers;

@Covers("DIR-8")
public class SecretsTest {
    @Test
    public void cookiesHold256Bits() {
        assertEquals(43, Secrets.random().length());
    }

    @Test
    public void oneTimePasswordsAreReadableAndNeverTheSame() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String made = Secrets.oneTime();
            assertTrue(made, made.matches("[2-9a-km-np-z]{4}(-[2-9a-km-np-z]{4}){3}"));
            assertTrue(seen.add(made));
        }
    }

    @Test
    public void theFormTokenFollowsFromTheCookieAlone() {
        String cookie = Secrets.random();
        assertEquals(Secrets.csrf(cookie), Secrets.csrf(cookie));
        assertNotEquals(Secrets.csrf(cookie), Secrets.csrf(Secrets.random()));
        assertTrue(!Secrets.csrf(cookie).contains(cookie));
    }
}
