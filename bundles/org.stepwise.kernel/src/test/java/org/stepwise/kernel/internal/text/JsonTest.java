package org.stepwise.kernel.internal.text;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.TestKernel;

@Covers("EVT-1")
public class JsonTest {
    record Order(long id, String text, Instant at, LocalDate day, List<Line> lines) {}

    record Line(String name, int count) {}

    /** Like a module's class loader: has its own classes of the same names. */
    private static final class Private extends ClassLoader {
        Private() {
            super(JsonTest.class.getClassLoader());
        }

        @Override
        public Class<?> loadClass(String name) throws ClassNotFoundException {
            if (!name.startsWith(JsonTest.class.getName() + "$")) return super.loadClass(name);
            Class<?> known = findLoadedClass(name);
            if (known != null) return known;
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    public void aRecordComesBackAsItWas() {
        Order order = new Order(
                1, "测试", Instant.parse("2026-03-02T20:00:00Z"), LocalDate.of(2026, 3, 2), List.of(new Line("a", 2)));
        assertEquals(order, Json.read(Json.write(order), Order.class));
    }

    @Test
    public void aFieldThatANewerVersionAddedIsNoObstacle() {
        assertEquals(new Line("a", 2), Json.read("{\"name\":\"a\",\"count\":2,\"colour\":\"red\"}", Line.class));
        assertThrows(IllegalArgumentException.class, () -> Json.read("{\"count\":\"many\"}", Line.class));
    }

    @Test
    public void detailsArePlainValues() {
        Map<String, Object> details = Json.readDetails(Json.writeDetails(
                Map.of("n", 3, "yes", true, "day", LocalDate.of(2026, 3, 2), "list", List.of(1, Optional.empty()))));
        assertEquals(3, details.get("n"));
        assertEquals("2026-03-02", details.get("day"));
        assertEquals(List.of(1, "Optional.empty"), details.get("list"));
    }

    @Test
    public void aModuleThatGoesIsCollectedWhole() throws ReflectiveOperationException {
        WeakReference<ClassLoader> gone = used();
        TestKernel.await("the module's loader is collected", () -> {
            System.gc();
            return gone.get() == null;
        });
    }

    private static WeakReference<ClassLoader> used() throws ReflectiveOperationException {
        Private loader = new Private();
        Class<?> line = loader.loadClass(Line.class.getName());
        assertNotSame(Line.class, line);
        Object read = Json.read("{\"name\":\"a\",\"count\":2}", line);
        assertEquals("{\"name\":\"a\",\"count\":2}", Json.write(read));
        return new WeakReference<>(loader);
    }
}
