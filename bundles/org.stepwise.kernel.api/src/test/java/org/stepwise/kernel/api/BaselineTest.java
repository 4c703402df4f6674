package org.stepwise.kernel.api;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import aQute.bnd.differ.Baseline;
import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.osgi.FileResource;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Processor;
import aQute.bnd.service.diff.Delta;
import aQute.bnd.service.diff.Diff;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** SDK-1: a module that was compiled against the kept copy of the API runs with this one. */
public class BaselineTest {
    private static final File KEPT = new File("baseline/org.stepwise.kernel.api.jar");
    private static final File CLASSES = new File("target/classes");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    /** Packages that would break such a module and do not say so by a new major version. */
    private static List<String> broken(Jar now) throws Exception {
        try (Jar kept = new Jar(KEPT);
                Processor processor = new Processor()) {
            return new Baseline(processor, new DiffPluginImpl())
                    .baseline(now, kept, null).stream()
                            .filter(info -> breaks(info.packageDiff.getDelta()))
                            .filter(info -> info.newerVersion == null
                                    || info.newerVersion.getMajor() == info.olderVersion.getMajor())
                            .map(info -> info.packageName + " " + details(info.packageDiff))
                            .sorted()
                            .toList();
        }
    }

    private static boolean breaks(Delta delta) {
        return delta == Delta.MAJOR || delta == Delta.REMOVED;
    }

    private static List<String> details(Diff diff) {
        return diff.getChildren().stream()
                .filter(child -> breaks(child.getDelta()))
                .map(child -> child.getName() + details(child))
                .toList();
    }

    @Test
    public void theApiBreaksNoModuleThatWasCompiledAgainstItSDK1() throws Exception {
        try (Jar now = new Jar(CLASSES)) {
            assertEquals(
                    "keep what is broken, or raise the package's major version; while nothing is released, the"
                            + " built jar may take the place of " + KEPT,
                    List.of(),
                    broken(now));
        }
    }

    @Test
    public void aMethodThatModulesWouldHaveToImplementIsCaughtSDK1() throws Exception {
        assertCaught("event/EventHandler", "void handle(E event);", "void handle(E event);\n void more(E event);");
    }

    @Test
    public void aMethodThatIsGoneIsCaughtSDK1() throws Exception {
        assertCaught("event/Events", "void publish(String key, Object event);", "");
    }

    private void assertCaught(String type, String from, String to) throws Exception {
        Path source = Path.of("src", "main", "java", "org", "stepwise", "kernel", "api");
        String java = Files.readString(source.resolve(type + ".java"));
        assertTrue(java.contains(from));
        try (Jar changed = new Jar(CLASSES)) {
            String path = "org/stepwise/kernel/api/" + type + ".class";
            changed.putResource(
                    path,
                    new FileResource(compiled(type, java.replace(from, to)).resolve(path)));
            List<String> found = broken(changed);
            assertEquals(found.toString(), 1, found.size());
            assertTrue(found.get(0), found.get(0).contains(type.replaceAll(".*/", "")));
        }
    }

    private Path compiled(String type, String java) throws IOException {
        Path source = folder.getRoot().toPath().resolve(type.replaceAll(".*/", "") + ".java");
        Files.writeString(source, java);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String path = CLASSES + File.pathSeparator + System.getProperty("java.class.path");
        int status = compiler.run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                path,
                "-d",
                folder.getRoot().toString(),
                source.toString());
        assertEquals(0, status);
        return folder.getRoot().toPath();
    }
}
