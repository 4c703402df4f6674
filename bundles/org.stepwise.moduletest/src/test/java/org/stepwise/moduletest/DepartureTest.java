package org.stepwise.moduletest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.stepwise.moduletest.leaky.LeakyModule;
import org.stepwise.moduletest.leaky.TidyModule;
import org.stepwise.testkit.Covers;

/** What the contract says of a module that leaves something behind (SDK-2, ROL-3). */
@Covers({"SDK-2", "ROL-3"})
public class DepartureTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void aModuleThatLeavesNothingPasses() throws Exception {
        assertEquals(List.of(), departure("tidy", TidyModule.class).problems());
    }

    @Test
    public void aThreadAThreadLocalAndARegistrationAreNamed() throws Exception {
        String type = LeakyModule.class.getName();
        List<String> told =
                departure("leaky", LeakyModule.class, "CounterMBean", "Counter").problems();
        String all = String.join("\n", told);
        assertTrue(all, all.contains("Thread 'leaky-poller' still runs"));
        assertTrue(all, all.contains("A thread-local of thread 'visitor' still holds " + type));
        assertTrue(all, all.contains("MBean leaky:type=Counter is still registered"));
        assertEquals(all, 3, told.size());
    }

    private Departure departure(String id, Class<?> module, String... inner) throws IOException {
        Path classes = folder.newFolder(id).toPath();
        copy(module.getName(), classes);
        for (String name : inner) copy(module.getName() + "$" + name, classes);
        write(classes.resolve("OSGI-INF/module.xml"), """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%1$s">
                  <service><provide interface="org.stepwise.kernel.api.module.Module"/></service>
                  <implementation class="%1$s"/>
                </scr:component>
                """.formatted(module.getName()));
        Map<String, String> headers = Map.of(
                "Bundle-ManifestVersion",
                "2",
                "Bundle-SymbolicName",
                "org.acme." + id,
                "Bundle-Version",
                "1.0.0",
                "Service-Component",
                "OSGI-INF/module.xml");
        return new Departure("org.acme." + id, classes, headers);
    }

    private static void copy(String type, Path classes) throws IOException {
        String path = type.replace('.', '/') + ".class";
        try (InputStream in = DepartureTest.class.getResourceAsStream("/" + path)) {
            Files.createDirectories(classes.resolve(path).getParent());
            Files.copy(in, classes.resolve(path));
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
