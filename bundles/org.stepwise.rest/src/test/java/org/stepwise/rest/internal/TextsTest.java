package org.stepwise.rest.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.TreeSet;
import javax.ws.rs.HttpMethod;
import org.junit.Test;
import org.stepwise.testkit.Covers;

@Covers({"API-1", "I18N-1"})
public class TextsTest {
    private static Properties texts(String file) throws IOException {
        try (InputStream in = TextsTest.class.getResourceAsStream("/STEPWISE-INF/i18n/" + file)) {
            Properties texts = new Properties();
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return texts;
        }
    }

    @Test
    public void everyTextIsThereInBothLanguages() throws IOException {
        assertEquals(
                new TreeSet<>(texts("rest.properties").stringPropertyNames()),
                new TreeSet<>(texts("rest_zh_CN.properties").stringPropertyNames()));
    }

    @Test
    public void everyOperationHasASummary() throws IOException {
        Properties texts = texts("rest.properties");
        for (Class<?> resource : Resources.all()) {
            String name = resource.getSimpleName().replace("Resource", "");
            String stem = name.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + name.substring(1);
            for (Method method : resource.getMethods()) {
                boolean operation = java.util.Arrays.stream(method.getAnnotations())
                        .anyMatch(a -> a.annotationType().isAnnotationPresent(HttpMethod.class));
                String key = "rest.op." + stem + "." + method.getName();
                if (operation) assertTrue(key, texts.containsKey(key));
            }
        }
    }
}
