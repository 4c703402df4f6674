package org.stepwise.kernel.api;

import static org.junit.Assert.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/** SDK-1: the API says of each type who implements it, and of each package its version. */
public class ApiTest {
    private static final Path CLASSES = Path.of("target", "classes");
    private static final Path TABLE = Path.of("..", "..", "docs", "design", "extension-points.md");
    private static final String PROVIDER = "org.osgi.annotation.versioning.ProviderType";
    private static final String CONSUMER = "org.osgi.annotation.versioning.ConsumerType";
    private static final JavaClasses API = new ClassFileImporter().importPath(CLASSES);

    private static Stream<JavaClass> types() {
        return API.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> !type.isAnnotation() && !type.isEnum() && !type.isRecord());
    }

    private static boolean extendable(JavaClass type) {
        return type.isInterface() || !type.getModifiers().contains(JavaModifier.FINAL);
    }

    private static Predicate<JavaClass> says(String annotation) {
        return type -> type.isAnnotatedWith(annotation);
    }

    @Test
    public void everyTypeThatCanBeExtendedSaysWhoDoesSDK1() {
        Set<String> silent = types().filter(ApiTest::extendable)
                .filter(says(PROVIDER).or(says(CONSUMER)).negate())
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals("neither @ProviderType nor @ConsumerType", Set.of(), silent);
    }

    @Test
    public void everyPackageIsExportedWithAVersionSDK1() throws IOException {
        Set<String> packages = types().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(packages, versioned());
    }

    private static Set<String> versioned() throws IOException {
        try (InputStream in = Files.newInputStream(CLASSES.resolve("META-INF").resolve("MANIFEST.MF"))) {
            String exports = new Manifest(in).getMainAttributes().getValue("Export-Package");
            Matcher clause = Pattern.compile(
                            "(org\\.stepwise[\\w.]*)(?:;uses:=\"[^\"]*\")?;version=\"\\d+\\.\\d+\\.\\d+\"")
                    .matcher(exports);
            return clause.results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    public void theTableOfExtensionPointsIsCompleteSDK1() throws IOException {
        String table = Files.readString(TABLE);
        assertEquals(listed(table, "## Implemented by modules"), names(says(CONSUMER)));
        assertEquals(listed(table, "## Called by modules"), names(says(PROVIDER)));
    }

    private static Set<String> names(Predicate<JavaClass> wanted) {
        return types().filter(wanted)
                .map(type ->
                        type.getName().replace("org.stepwise.kernel.api.", "").replace('$', '.'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** First cells of the table under a heading; every row tells both who implements and who calls. */
    private static Set<String> listed(String table, String heading) {
        String part = table.substring(table.indexOf(heading) + heading.length()).split("\\n## ", 2)[0];
        Set<String> names = new TreeSet<>();
        List<String> poor = new ArrayList<>();
        for (String row : part.lines().filter(line -> line.startsWith("| `")).toList()) {
            String[] cells = row.split("\\|");
            names.add(cells[1].strip().replace("`", ""));
            if (cells.length < 4 || cells[2].isBlank() || cells[3].isBlank()) poor.add(row);
        }
        assertEquals(List.of(), poor);
        return names;
    }
}
