package org.stepwise.console.internal;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Test;
import org.stepwise.testkit.Covers;

@Covers("I18N-1")
public class ConsoleTextsTest {
    private static Set<String> keys(String file) throws IOException {
        try (InputStream in = ConsoleTextsTest.class.getResourceAsStream("/STEPWISE-INF/i18n/" + file)) {
            Properties texts = new Properties();
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return new TreeSet<>(texts.stringPropertyNames());
        }
    }

    @Test
    public void everyTextIsThereInBothLanguages() throws IOException {
        assertEquals(keys("console.properties"), keys("console_zh_CN.properties"));
    }
}
