package org.stepwise.kernel.internal.release;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.module.Releases.Signer;

/** Certificates whose signatures the home accepts: files {@code keys/modules/FINGERPRINT.cer}. */
public final class TrustedSigners {
    private static final int SHORTEST = 8;
    private static final long LARGEST = 100_000;
    private static final String ENDING = ".cer";
    private final Path directory;

    public TrustedSigners(Path home) {
        directory = home.resolve("keys").resolve("modules");
    }

    public List<Signer> all() {
        if (!Files.isDirectory(directory)) return List.of();
        try (Stream<Path> files = Files.list(directory)) {
            List<Signer> found = new ArrayList<>();
            for (Path file :
                    files.filter(f -> f.toString().endsWith(ENDING)).sorted().toList())
                read(file).ifPresent(certificate -> found.add(signer(certificate)));
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean trusts(X509Certificate certificate) {
        String wanted = fingerprint(certificate);
        return all().stream().anyMatch(signer -> signer.fingerprint().equals(wanted));
    }

    public Signer add(Path file) {
        if (!Files.isRegularFile(file))
            throw Invalid.of("certificate", "release.problem.noFile", Map.of("file", file.toString()));
        X509Certificate certificate = read(file)
                .orElseThrow(() ->
                        Invalid.of("certificate", "release.problem.noCertificate", Map.of("file", file.toString())));
        try {
            Files.createDirectories(directory);
            Path made = Files.createTempFile(directory, "new", ".tmp");
            Files.write(made, certificate.getEncoded());
            Files.move(
                    made,
                    directory.resolve(fingerprint(certificate) + ENDING),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
        return signer(certificate);
    }

    public Signer remove(String fingerprint) {
        String wanted = fingerprint.strip().replace(":", "").toLowerCase(Locale.ROOT);
        List<Signer> like = wanted.length() < SHORTEST
                ? List.of()
                : all().stream()
                        .filter(signer -> signer.fingerprint().startsWith(wanted))
                        .toList();
        if (like.size() != 1) throw NotFound.of(fingerprint);
        try {
            Files.delete(directory.resolve(like.get(0).fingerprint() + ENDING));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return like.get(0);
    }

    private static Optional<X509Certificate> read(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) return Optional.empty();
            try (InputStream in = Files.newInputStream(file)) {
                return Optional.of((X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(in));
            }
        } catch (CertificateException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Signer signer(X509Certificate certificate) {
        return new Signer(
                fingerprint(certificate),
                name(certificate),
                certificate.getNotAfter().toInstant());
    }

    static String name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    static String fingerprint(X509Certificate certificate) {
        try {
            return Digests.of(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
