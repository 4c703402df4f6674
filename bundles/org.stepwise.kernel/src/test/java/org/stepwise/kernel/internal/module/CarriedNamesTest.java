package org.stepwise.kernel.internal.module;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.TestKernel;

/** Modules that can be installed have their names before they are there. */
public class CarriedNamesTest {
    @ClassRule
    public static final TestKernel KERNEL = TestKernel.onDerby();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private record Shelf(Path jar) implements Features {
        @Override
        public List<String> modules() {
            return List.of("depot");
        }

        @Override
        public boolean installed(String module) {
            return false;
        }

        @Override
        public String version(String module) {
            return "1.0.0";
        }

        @Override
        public void install(String module) {
            throw new IllegalStateException("only names are asked for");
        }

        @Override
        public void uninstall(String module) {
            throw new IllegalStateException("only names are asked for");
        }

        @Override
        public List<Jar> missing(String module) {
            return List.of(new Jar("org.stepwise.depot", "1.0.0", Optional.of(jar)));
        }
    }

    @Test
    @Covers({"ROL-12", "I18N-1"})
    public void aModuleThatIsNotInstalledIsCalledByTheNameInItsJar() throws IOException {
        Path jar = folder.newFile("depot.jar").toPath();
        Map<String, String> files = Map.of("", "Depot", "_zh_CN", "仓库");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, String> one : files.entrySet()) {
                out.putNextEntry(new JarEntry("STEPWISE-INF/i18n/messages" + one.getKey() + ".properties"));
                out.write(("depot.module.name=" + one.getValue()).getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        Texts texts = KERNEL.get(Texts.class);
        assertEquals(Optional.empty(), texts.find(Locale.ENGLISH, "depot.module.name"));
        KERNEL.context().registerService(Features.class, new Shelf(jar), new Hashtable<>());
        assertEquals(Optional.of("Depot"), texts.find(Locale.ENGLISH, "depot.module.name"));
        assertEquals(Optional.of("仓库"), texts.find(Locale.SIMPLIFIED_CHINESE, "depot.module.name"));
        assertEquals(Optional.empty(), texts.find(Locale.ENGLISH, "other.module.name"));
    }
}
