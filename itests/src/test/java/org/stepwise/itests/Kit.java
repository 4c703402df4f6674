package org.stepwise.itests;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.osgi.framework.BundleActivator;

/** Versions of test modules, made of jars that are there by changing what they say of themselves: nothing is compiled. */
final class Kit {
    private static final Path MODULES = Path.of("target", "modules").toAbsolutePath();
    private static final Path KITS = Path.of("target", "kits").toAbsolutePath();
    private final Manifest manifest;
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    private Kit(Path jar) {
        try (JarFile from = new JarFile(jar.toFile())) {
            manifest = new Manifest(from.getManifest());
            for (JarEntry entry : from.stream().toList()) {
                if (entry.isDirectory() || entry.getName().equals(JarFile.MANIFEST_NAME)) continue;
                try (InputStream in = from.getInputStream(entry)) {
                    files.put(entry.getName(), in.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The vehicle register, in another version. */
    static Kit vehicles(String version) {
        return new Kit(MODULES.resolve("org.stepwise.itests.vehicles.jar")).header("Bundle-Version", version);
    }

    /** A module with nothing but its name. */
    static Kit of(Path jar, String version) {
        return new Kit(jar).header("Bundle-Version", version);
    }

    Kit header(String name, String value) {
        manifest.getMainAttributes().put(new Attributes.Name(name), value);
        return this;
    }

    Kit file(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** It calls a number plate something else, so that one sees which version answers. */
    Kit saying(String plate) {
        String path = "STEPWISE-INF/i18n/messages.properties";
        String text = new String(files.get(path), StandardCharsets.UTF_8);
        return file(path, text.replaceAll("(?m)^(vehicles\\.vehicle\\.plate) *=.*$", "$1=" + plate));
    }

    Kit schema(String name, String sql) {
        return file("STEPWISE-INF/db/" + name + ".sql", sql);
    }

    Kit starting(Class<? extends BundleActivator> activator) {
        String path = activator.getName().replace('.', '/') + ".class";
        try (InputStream in = activator.getResourceAsStream("/" + path)) {
            files.put(path, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String imports = manifest.getMainAttributes().getValue("Import-Package");
        return header("Bundle-Activator", activator.getName())
                .header("Import-Package", imports + ",org.osgi.framework");
    }

    /** Needs the kernel's packages in this range. */
    Kit needing(String range) {
        String imports = manifest.getMainAttributes().getValue("Import-Package");
        return header(
                "Import-Package",
                imports.replaceAll(
                        "(org\\.stepwise\\.kernel\\.api\\.module);version=\"[^\"]*\"", "$1;version=\"" + range + "\""));
    }

    Path jar(Path place) {
        try {
            Files.createDirectories(place.getParent());
            try (OutputStream file = Files.newOutputStream(place);
                    JarOutputStream out = new JarOutputStream(file, manifest)) {
                for (Map.Entry<String, byte[]> entry : files.entrySet()) put(out, entry.getKey(), entry.getValue());
            }
            return place;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(ZipOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
    }

    /** As the Karaf plug-in lays it out; not signed. */
    Path kar(String module, String name) {
        Path kar = KITS.resolve(name + ".kar");
        try {
            byte[] jar = Files.readAllBytes(jar(KITS.resolve(name + ".jar")));
            String features = """
                    <features name="%1$s" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
                      <feature name="stepwise-%1$s" version="1"><bundle>mvn:test/%2$s/1</bundle></feature>
                    </features>
                    """.formatted(module, name);
            try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(kar))) {
                put(out, "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n\n".getBytes(StandardCharsets.UTF_8));
                put(out, "repository/test/f/1/f-1-features.xml", features.getBytes(StandardCharsets.UTF_8));
                put(out, "repository/test/" + name + "/1/" + name + "-1.jar", jar);
            }
            return kar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
