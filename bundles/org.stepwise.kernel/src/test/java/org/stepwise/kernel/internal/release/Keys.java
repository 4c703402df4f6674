package org.stepwise.kernel.internal.release;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;

/** A supplier's key with its certificate, made by keytool. */
final class Keys {
    private static final String PASSWORD = "changeit";
    private final KeyStore.PrivateKeyEntry entry;
    private final Path certificate;

    /** @param options of keytool: when the certificate begins and how long it lasts */
    Keys(Path directory, String name, String... options) throws IOException, GeneralSecurityException {
        Path store = directory.resolve(name + ".p12");
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", name));
        line.addAll(List.of("-keyalg", "EC", "-dname", "CN=" + name, "-keystore", store.toString()));
        line.addAll(List.of("-storepass", PASSWORD));
        line.addAll(List.of(options));
        run(line);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        entry = (KeyStore.PrivateKeyEntry) keys.getEntry(name, new KeyStore.PasswordProtection(PASSWORD.toCharArray()));
        certificate = Files.write(
                directory.resolve(name + ".cer"), entry.getCertificate().getEncoded());
    }

    private static void run(List<String> line) throws IOException {
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) throw new AssertionError(said);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    Path certificate() {
        return certificate;
    }

    Path sign(Path archive) throws IOException {
        Path signed = archive.resolveSibling("signed-" + archive.getFileName());
        try (ZipFile from = new ZipFile(archive.toFile());
                OutputStream out = Files.newOutputStream(signed)) {
            new JarSigner.Builder(entry).build().sign(from, out);
        }
        return signed;
    }
}
