package org.stepwise.kernel.internal.release;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipException;

/**
 * Jars and the features file of an archive, read entry by entry within bounds, with the signature of each. No name of the archive
 * becomes the name of a file.
 *
 * @param jars path in the archive to the file on the disk
 */
record Unpacked(Map<String, Path> jars, Optional<FeatureFile> features, Signature signature) {
    private static final int MOST_ENTRIES = 5_000;
    private static final long MOST_BYTES = 256L * 1024 * 1024;
    private static final int LARGEST_XML = 1_000_000;

    static Unpacked of(Path archive, Path directory) throws IOException {
        try (JarFile file = new JarFile(archive.toFile(), true)) {
            return new Reading(file, directory).all();
        } catch (ZipException | EOFException e) {
            throw Refused.because("noArchive", Map.of("why", String.valueOf(e.getMessage())));
        } catch (SecurityException e) {
            throw Refused.because("tampered", Map.of("why", String.valueOf(e.getMessage())));
        }
    }

    private static final class Reading {
        private final JarFile file;
        private final Path directory;
        private final Map<String, Path> jars = new LinkedHashMap<>();
        private final Signature signature = new Signature();
        private final Set<String> names = new HashSet<>();
        private final byte[] buffer = new byte[65_536];
        private Optional<FeatureFile> features = Optional.empty();
        private long bytes;

        Reading(JarFile file, Path directory) {
            this.file = file;
            this.directory = directory;
        }

        Unpacked all() throws IOException {
            Enumeration<JarEntry> entries = file.entries();
            while (entries.hasMoreElements()) {
                JarEntry entry = entries.nextElement();
                requireSane(entry.getName());
                if (!entry.isDirectory()) read(entry);
            }
            return new Unpacked(jars, features, signature);
        }

        private void requireSane(String name) {
            boolean outside = name.startsWith("/")
                    || name.contains("\\")
                    || name.indexOf(':') >= 0
                    || ("/" + name + "/").contains("/../");
            if (outside || !names.add(name)) throw Refused.because("path", Map.of("name", name));
            if (names.size() > MOST_ENTRIES) throw Refused.because("tooMuch");
        }

        private void read(JarEntry entry) throws IOException {
            String name = entry.getName();
            boolean meta = name.startsWith("META-INF/");
            if (name.endsWith(".jar") && !meta) {
                Path jar = directory.resolve(jars.size() + ".jar");
                try (OutputStream out = Files.newOutputStream(jar)) {
                    copy(entry, out);
                }
                jars.put(name, jar);
            } else if (name.endsWith(".xml") && !meta) {
                Bounded text = new Bounded(LARGEST_XML);
                copy(entry, text);
                features(name, text.toByteArray());
            } else {
                copy(entry, OutputStream.nullOutputStream());
            }
            if (!Signature.itself(name)) signature.seen(entry);
        }

        private void features(String name, byte[] xml) {
            Optional<FeatureFile> found = FeatureFile.of(name, xml);
            if (found.isPresent() && features.isPresent()) throw Refused.because("severalModules");
            if (found.isPresent()) features = found;
        }

        private void copy(JarEntry entry, OutputStream out) throws IOException {
            try (InputStream in = file.getInputStream(entry)) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    bytes += read;
                    if (bytes > MOST_BYTES) throw Refused.because("tooMuch");
                    out.write(buffer, 0, read);
                }
            }
        }
    }

    /** Refuses to grow. */
    private static final class Bounded extends java.io.ByteArrayOutputStream {
        private final int most;

        Bounded(int most) {
            this.most = most;
        }

        @Override
        public synchronized void write(byte[] from, int start, int length) {
            if (count + length > most) throw Refused.because("tooMuch");
            super.write(from, start, length);
        }
    }
}
