package org.stepwise.kernel.internal.release;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.osgi.framework.Version;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.module.Releases.Delivery;
import org.stepwise.kernel.api.module.Releases.Source;

/** Takes an archive in: a copy of it is checked, so that what was checked is what is used. Refuses with the reason. */
public final class Intake {
    private static final String SUM = ".sha256";
    private static final int LONGEST_ID = 40;
    private static final long LARGEST_SUM = 10_000;
    private final ReleaseRules rules;
    private final TrustedSigners signers;
    private final Clock clock;

    public Intake(ReleaseRules rules, TrustedSigners signers, Clock clock) {
        this.rules = rules;
        this.signers = signers;
        this.clock = clock;
    }

    /** @param room an empty directory, the parcel's own from now on; it is left behind when the archive is refused */
    public Parcel take(Delivery delivery, Path room) {
        try {
            Source source = delivery.path().map(this::source).orElse(Source.ARCHIVE);
            Path archive = room.resolve(Parcel.ARCHIVE);
            if (source == Source.DIRECTORY) pack(delivery.path().orElseThrow(), archive);
            else copy(delivery, archive);
            String checksum = Digests.of(archive);
            if (source == Source.ARCHIVE) requireChecksum(delivery, checksum);
            Unpacked unpacked = Unpacked.of(archive, room);
            Optional<X509Certificate> signer = source == Source.ARCHIVE
                    ? Optional.of(unpacked.signature().trusted(signers, clock.instant()))
                    : Optional.empty();
            return parcel(delivery, source, checksum, signer, unpacked, room);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Source source(Path path) {
        if (Files.isDirectory(path)) {
            if (!rules.unsignedDirectories()) throw Refused.because("directory", Map.of("path", path.toString()));
            return Source.DIRECTORY;
        }
        if (!Files.isRegularFile(path)) throw Refused.because("absent", Map.of("path", path.toString()));
        return Source.ARCHIVE;
    }

    private void copy(Delivery delivery, Path archive) throws IOException {
        if (delivery.path().isEmpty()) {
            copy(delivery.content(), archive);
            return;
        }
        try (InputStream in = Files.newInputStream(delivery.path().get())) {
            copy(in, archive);
        }
    }

    private void copy(InputStream in, Path archive) throws IOException {
        byte[] bytes = new byte[65_536];
        long left = rules.largest();
        try (OutputStream out = Files.newOutputStream(archive)) {
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                left -= read;
                if (left < 0) throw tooLarge();
                out.write(bytes, 0, read);
            }
        }
    }

    private Invalid tooLarge() {
        return Refused.because("tooLarge", Map.of("megabytes", rules.largest() / (1024 * 1024)));
    }

    /** The features file and the jars of a directory, not of those below it; always the same bytes for the same files. */
    private void pack(Path directory, Path archive) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(directory)) {
            files = found.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> file.toString().endsWith(".jar") || file.endsWith("features.xml"))
                    .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .toList();
        }
        long bytes = 0;
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (Path file : files) {
                bytes += Files.size(file);
                if (bytes > rules.largest()) throw tooLarge();
                ZipEntry entry = new ZipEntry(file.getFileName().toString());
                entry.setTime(0);
                out.putNextEntry(entry);
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        if (files.isEmpty()) throw Refused.because("empty", Map.of("path", directory.toString()));
    }

    /** As {@code sha256sum} writes it, "" when there is none. */
    private static String beside(Path archive) {
        Path file = archive.resolveSibling(archive.getFileName() + SUM);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_SUM) return "";
            return Files.readString(file, StandardCharsets.UTF_8).strip().split("\\s+")[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireChecksum(Delivery delivery, String found) {
        String wanted = delivery.checksum().strip();
        if (wanted.isEmpty()) wanted = delivery.path().map(Intake::beside).orElse("");
        if (wanted.isEmpty() || wanted.toLowerCase(Locale.ROOT).equals(found)) return;
        throw Refused.because("checksum", Map.of("wanted", wanted, "found", found));
    }

    /** Only the jars that belong to the module are left beside the archive. */
    static List<JarFacts> unpack(Path room) throws IOException {
        return jars(Unpacked.of(room.resolve(Parcel.ARCHIVE), room));
    }

    private static Parcel parcel(
            Delivery delivery,
            Source source,
            String checksum,
            Optional<X509Certificate> signer,
            Unpacked unpacked,
            Path room)
            throws IOException {
        List<JarFacts> jars = jars(unpacked);
        JarFacts own = own(jars);
        String module = own.bundle().substring(own.bundle().lastIndexOf('.') + 1);
        if (!module.matches("[a-z][a-z0-9]*") || module.length() > LONGEST_ID) {
            throw Refused.because("id", Map.of("bundle", own.bundle()));
        }
        Optional<String> named = unpacked.features().map(FeatureFile::module);
        if (named.isPresent() && !named.get().equals(module)) {
            throw Refused.because("otherId", Map.of("feature", "stepwise-" + named.get(), "bundle", own.bundle()));
        }
        return new Parcel(
                module,
                version(own),
                own.bundle(),
                source,
                delivery.name(),
                checksum,
                signer.map(TrustedSigners::fingerprint).orElse(""),
                signer.map(TrustedSigners::name).orElse(""),
                room,
                jars);
    }

    private static String version(JarFacts own) {
        try {
            String version = Version.parseVersion(own.version()).toString();
            if (version.length() <= LONGEST_ID) return version;
        } catch (IllegalArgumentException wrong) {
            // told below, with the others that are too long
        }
        throw Refused.because("version", Map.of("bundle", own.bundle(), "version", own.version()));
    }

    /** Those that the features file names, else all; the module's own comes last. */
    private static List<JarFacts> jars(Unpacked unpacked) throws IOException {
        List<String> paths = unpacked.features()
                .map(features -> named(features, unpacked))
                .orElseGet(() -> List.copyOf(unpacked.jars().keySet()));
        List<JarFacts> jars = new ArrayList<>();
        for (String path : paths) jars.add(JarFacts.of(unpacked.jars().get(path), path));
        long names = jars.stream().map(JarFacts::bundle).distinct().count();
        if (names < jars.size()) throw Refused.because("sameBundle");
        for (Map.Entry<String, Path> jar : unpacked.jars().entrySet()) {
            if (!paths.contains(jar.getKey())) Files.delete(jar.getValue());
        }
        jars.sort(Comparator.comparing(JarFacts::module));
        return List.copyOf(jars);
    }

    private static List<String> named(FeatureFile features, Unpacked unpacked) {
        List<String> paths = new ArrayList<>();
        for (String location : features.locations()) {
            paths.add(unpacked.jars().keySet().stream()
                    .filter(path -> FeatureFile.names(location, path))
                    .findFirst()
                    .orElseThrow(() -> Refused.because("missingJar", Map.of("location", location))));
        }
        return paths;
    }

    private static JarFacts own(List<JarFacts> jars) {
        List<JarFacts> modules = jars.stream().filter(JarFacts::module).toList();
        if (modules.size() != 1) throw Refused.because(modules.isEmpty() ? "noModule" : "severalModules");
        return modules.get(0);
    }
}
