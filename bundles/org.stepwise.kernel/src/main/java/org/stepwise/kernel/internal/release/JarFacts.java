package org.stepwise.kernel.internal.release;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.stepwise.kernel.api.module.Module;

/**
 * What a bundle's jar says of itself.
 *
 * @param module does one of its components provide a {@link Module}?
 * @param host bundle that it is a fragment of, "" for a bundle of its own
 * @param exports packages that others may use
 */
public record JarFacts(
        Path file,
        String bundle,
        String version,
        boolean module,
        boolean singleton,
        String host,
        List<String> exports) {
    private static final int LARGEST_COMPONENT = 200_000;

    /** @param name that a refusal tells @throws org.stepwise.kernel.api.Invalid when the file is no bundle */
    public static JarFacts of(Path file, String name) {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            Manifest manifest = jar.getManifest();
            if (manifest == null) throw Refused.because("noBundle", Map.of("file", name));
            Attributes headers = manifest.getMainAttributes();
            String symbolic = text(headers, "Bundle-SymbolicName");
            if (symbolic.isEmpty()) throw Refused.because("noBundle", Map.of("file", name));
            return new JarFacts(
                    file,
                    first(symbolic),
                    versionOf(headers),
                    providesModule(jar, text(headers, "Service-Component")),
                    symbolic.replace(" ", "").contains(";singleton:=true"),
                    first(text(headers, "Fragment-Host")),
                    names(text(headers, "Export-Package")));
        } catch (IOException e) {
            throw Refused.because("noBundle", Map.of("file", name));
        }
    }

    private static String versionOf(Attributes headers) {
        String version = text(headers, "Bundle-Version");
        return version.isEmpty() ? "0.0.0" : version;
    }

    private static String text(Attributes headers, String name) {
        String value = headers.getValue(name);
        return value == null ? "" : value.strip();
    }

    private static String first(String header) {
        return header.split(";")[0].strip();
    }

    /** Names of the clauses of a header, whatever stands in quotes. */
    private static List<String> names(String header) {
        List<String> names = new ArrayList<>();
        for (String clause : header.replaceAll("\"[^\"]*\"", "").split(",")) {
            for (String part : clause.split(";")) if (!part.isBlank() && !part.contains("=")) names.add(part.strip());
        }
        return List.copyOf(names);
    }

    private static boolean providesModule(JarFile jar, String components) throws IOException {
        List<String> paths = Stream.of(components.split(",")).map(String::strip).toList();
        for (ZipEntry entry : jar.stream().filter(e -> named(e, paths)).toList()) {
            try (InputStream in = jar.getInputStream(entry)) {
                String text = new String(in.readNBytes(LARGEST_COMPONENT), StandardCharsets.UTF_8);
                if (text.contains("interface=\"" + Module.class.getName() + "\"")) return true;
            }
        }
        return false;
    }

    /** By its path, or by a {@code *} in place of the beginning of its name. */
    private static boolean named(ZipEntry entry, List<String> paths) {
        return paths.stream().anyMatch(path -> {
            int star = path.indexOf('*');
            if (star < 0) return path.equals(entry.getName());
            return entry.getName().startsWith(path.substring(0, star))
                    && entry.getName().endsWith(path.substring(star + 1));
        });
    }
}
