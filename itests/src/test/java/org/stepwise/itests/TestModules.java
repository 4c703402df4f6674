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
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.stepwise.itests.broken.BadSchemaModule;
import org.stepwise.itests.broken.BadStartModule;

/** Modules that are not shipped, as a features file that a server can be given. */
public final class TestModules {
    private static final Path MODULES = Path.of("target", "modules").toAbsolutePath();

    private TestModules() {}

    /** Features {@code stepwise-vehicles}, and two that fail: {@code stepwise-badschema}, {@code stepwise-badstart}. */
    public static Path features() {
        return features("features.xml", Map.of());
    }

    /** The same with a partner's example, {@code stepwise-badge}. */
    static Path partnersFeatures() {
        return features("partners-features.xml", Map.of("badge", MODULES.resolve("org.acme.stepwise.badge.jar")));
    }

    private static Path features(String file, Map<String, Path> more) {
        Map<String, byte[]> schema = new LinkedHashMap<>();
        schema.put(
                "STEPWISE-INF/db/001-good.sql",
                utf8("create table badschema_good (id bigint not null primary key);\n"));
        schema.put("STEPWISE-INF/db/002-bad.sql", utf8("alter table badschema_absent add column name varchar(10);\n"));
        Map<String, Path> jars = new LinkedHashMap<>();
        jars.put("vehicles", MODULES.resolve("org.stepwise.itests.vehicles.jar"));
        jars.put("badschema", jar("badschema", BadSchemaModule.class, schema));
        jars.put("badstart", jar("badstart", BadStartModule.class, Map.of()));
        jars.putAll(more);
        StringBuilder text = new StringBuilder();
        text.append("<features name=\"stepwise-tests\" xmlns=\"http://karaf.apache.org/xmlns/features/v1.6.0\">\n");
        jars.forEach((module, jar) -> text.append(
                "<feature name=\"stepwise-%s\" version=\"1.0.0\"><bundle start-level=\"85\">%s</bundle></feature>%n"
                        .formatted(module, jar.toUri())));
        try {
            return Files.writeString(MODULES.resolve(file), text.append("</features>\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A module with nothing but its name, {@code notes}; not among the features. */
    static Path notes() {
        return jar("notes", NotesModule.class, Map.of());
    }

    /** A bundle with one component, which is its module. */
    private static Path jar(String id, Class<?> module, Map<String, byte[]> files) {
        Map<String, byte[]> all = new LinkedHashMap<>(files);
        String path = module.getName().replace('.', '/') + ".class";
        all.put("OSGI-INF/module.xml", utf8("""
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%1$s">
                  <service><provide interface="org.stepwise.kernel.api.module.Module"/></service>
                  <implementation class="%1$s"/>
                </scr:component>
                """.formatted(module.getName())));
        Path jar = MODULES.resolve(id + ".jar");
        try (InputStream code = module.getResourceAsStream("/" + path);
                OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest(id))) {
            all.put(path, code.readAllBytes());
            for (Map.Entry<String, byte[]> entry : all.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Manifest manifest(String id) {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "org.stepwise.itests." + id);
        headers.putValue("Bundle-Version", "1.0.0");
        headers.putValue("Import-Package", "org.stepwise.kernel.api.module;version=\"[1.0,2)\"");
        headers.putValue("Service-Component", "OSGI-INF/module.xml");
        headers.putValue(
                "Require-Capability",
                "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.3)(!(version>=2.0)))\"");
        return manifest;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
