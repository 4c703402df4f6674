package org.stepwise.moduletest;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** What the build made of the module in the current directory: {@code target/classes} with its manifest and files. */
final class ModuleFiles {
    private static final Path CLASSES = Path.of("target", "classes");
    private static final Path FILES = CLASSES.resolve("STEPWISE-INF");
    private final Attributes headers;

    ModuleFiles() {
        Path manifest = CLASSES.resolve("META-INF").resolve("MANIFEST.MF");
        try (InputStream in = Files.newInputStream(manifest)) {
            headers = new Manifest(in).getMainAttributes();
        } catch (IOException e) {
            throw new UncheckedIOException("no module is built here: " + manifest.toAbsolutePath(), e);
        }
    }

    /** "" when absent. */
    String header(String name) {
        String value = headers.getValue(name);
        return value == null ? "" : value;
    }

    /** All of its manifest's main section. */
    Map<String, String> headers() {
        Map<String, String> all = new TreeMap<>();
        headers.forEach((name, value) -> all.put(name.toString(), value.toString()));
        return all;
    }

    static Path classes() {
        return CLASSES.toAbsolutePath();
    }

    String bundle() {
        return header("Bundle-SymbolicName").split(";")[0].strip();
    }

    /** The module's id: the last word of its bundle's name. */
    String module() {
        return bundle().substring(bundle().lastIndexOf('.') + 1);
    }

    /** By name, in order; none when there is no such directory. */
    static Map<String, String> read(String directory, String ending) {
        return texts(FILES.resolve(directory), ending);
    }

    /** Java sources, where they are beside. */
    static Map<String, String> sources() {
        return texts(Path.of("src", "main", "java"), ".java");
    }

    private static Map<String, String> texts(Path directory, String ending) {
        Map<String, String> found = new TreeMap<>();
        if (!Files.isDirectory(directory)) return found;
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> wanted =
                    files.filter(file -> file.toString().endsWith(ending)).toList();
            for (Path file : wanted) found.put(directory.relativize(file).toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** All texts of one language. @param chinese else English */
    static Map<String, String> language(boolean chinese) {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(FILES.resolve("i18n"))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".properties"))
                    .filter(file -> file.toString().endsWith("_zh_CN.properties") == chinese)
                    .toList()) {
                Properties properties = new Properties();
                try (Reader reader = Files.newBufferedReader(file)) {
                    properties.load(reader);
                }
                properties.stringPropertyNames().forEach(key -> all.put(key, properties.getProperty(key)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
