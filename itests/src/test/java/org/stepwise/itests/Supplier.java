package org.stepwise.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Somebody who makes modules and signs them with the tools of the JDK. */
final class Supplier {
    private static final String PASSWORD = "changeit";
    private static final Path HOME = Path.of("target", "suppliers").toAbsolutePath();
    private final String name;
    private final Path keys;

    Supplier(String name) {
        this.name = name;
        this.keys = HOME.resolve(name + ".p12");
        try {
            Files.createDirectories(HOME);
            Files.deleteIfExists(keys);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run("keytool", "-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name + ", O=Test", "-validity", "30");
        run("keytool", "-exportcert", "-file", certificate().toString());
    }

    Path certificate() {
        return HOME.resolve(name + ".cer");
    }

    /** Signs in place. */
    Path sign(Path archive) {
        List<String> line = new ArrayList<>(List.of(tool("jarsigner"), "-keystore", keys.toString()));
        line.addAll(List.of("-storepass", PASSWORD, archive.toString(), name));
        run(line);
        return archive;
    }

    private void run(String tool, String... more) {
        List<String> line = new ArrayList<>(List.of(tool(tool)));
        line.addAll(List.of(more));
        line.addAll(List.of("-alias", name, "-keystore", keys.toString(), "-storepass", PASSWORD));
        run(line);
    }

    private static void run(List<String> line) {
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) throw new AssertionError(line + " says " + said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }
}
