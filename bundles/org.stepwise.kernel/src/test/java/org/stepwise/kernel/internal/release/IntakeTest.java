package org.stepwise.kernel.internal.release;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.module.Releases.Delivery;
import org.stepwise.kernel.api.module.Releases.Signer;
import org.stepwise.kernel.api.module.Releases.Source;
import org.stepwise.testkit.Covers;

/** Archives of modules: whole and signed by somebody who is trusted, or refused with the reason. */
@Covers("ROL-12")
public class IntakeTest {
    private static final String JAR = "repository/acme/fleet/1/fleet-1.jar";

    @ClassRule
    public static final TemporaryFolder STORES = new TemporaryFolder();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static Keys known;
    private static Keys stranger;
    private static Keys old;
    private final Map<String, byte[]> content = new LinkedHashMap<>();
    private TrustedSigners signers;

    @BeforeClass
    public static void keys() throws Exception {
        Path stores = STORES.getRoot().toPath();
        known = new Keys(stores, "known", "-validity", "30");
        stranger = new Keys(stores, "stranger", "-validity", "30");
        old = new Keys(stores, "old", "-startdate", "-30d", "-validity", "10");
    }

    @Before
    public void aHomeThatTrustsTwo() throws IOException {
        signers = new TrustedSigners(folder.getRoot().toPath());
        signers.add(known.certificate());
        signers.add(old.certificate());
        content.put("META-INF/MANIFEST.MF", utf8("Manifest-Version: 1.0\r\n\r\n"));
        content.put("repository/acme/f/1/f-1-features.xml", features("fleet", "mvn:acme/fleet/1"));
        content.put(JAR, jar("com.acme.fleet", "1.2.0", true));
    }

    @Test
    public void aSignedArchiveIsTakenInWithAllThatItSaysOfItself() throws IOException {
        content.put("repository/acme/lib/1/lib-1.jar", jar("com.acme.lib", "1.0.0", false));
        content.put("repository/acme/f/1/f-1-features.xml", features("fleet", "mvn:acme/fleet/1", "mvn:acme/lib/1"));
        content.put("repository/acme/unused/1/unused-1.jar", jar("com.acme.unused", "1.0.0", false));
        Parcel parcel = take(known.sign(kar()));
        assertEquals("fleet", parcel.module());
        assertEquals("1.2.0", parcel.version());
        assertEquals(Source.ARCHIVE, parcel.source());
        assertEquals("CN=known", parcel.signerName());
        assertEquals(
                "the module's own is started last",
                "[com.acme.lib, com.acme.fleet]",
                parcel.jars().stream().map(JarFacts::bundle).toList().toString());
    }

    @Test
    public void whoDidNotSignOrIsNotTrustedOrNoLongerValidIsRefused() throws IOException {
        refused("unsigned", kar());
        refused("signer", stranger.sign(kar()));
        refused("expired", old.sign(kar()));
        signers.remove(signers.all().stream()
                .filter(signer -> signer.name().equals("CN=known"))
                .map(Signer::fingerprint)
                .findFirst()
                .orElseThrow()
                .substring(0, 12));
        refused("signer", known.sign(kar()));
        assertThrows(NotFound.class, () -> signers.remove("00000000"));
        assertThrows(Invalid.class, () -> signers.add(kar()));
    }

    @Test
    public void whatWasChangedOrAddedAfterSigningIsRefused() throws IOException {
        Path changed = known.sign(kar());
        try (FileSystem inside = FileSystems.newFileSystem(changed)) {
            Files.write(inside.getPath(JAR), jar("com.acme.fleet", "6.6.6", true));
        }
        refused("tampered", changed);
        Path more = known.sign(kar());
        try (FileSystem inside = FileSystems.newFileSystem(more)) {
            Files.write(inside.getPath("repository/acme/more.jar"), jar("com.acme.more", "1.0.0", false));
        }
        refused("unsigned", more);
    }

    @Test
    public void theChecksumThatWasGivenOrStandsBesideTheFileHasToFit() throws IOException {
        Path archive = known.sign(kar());
        String right = Digests.of(archive);
        assertEquals(
                right,
                take(Delivery.of(archive, right.toUpperCase(java.util.Locale.ROOT)))
                        .checksum());
        Invalid refusal = assertThrows(Invalid.class, () -> take(Delivery.of(archive, "0".repeat(64))));
        assertEquals("release.problem.checksum", refusal.violations().get(0).code());
        Path beside = archive.resolveSibling(archive.getFileName() + ".sha256");
        Files.writeString(beside, right + "  " + archive.getFileName() + "\n");
        take(archive);
        Files.writeString(beside, "1".repeat(64) + "  " + archive.getFileName() + "\n");
        refused("checksum", archive);
    }

    @Test
    public void aDirectoryIsTakenOnlyWhereTheOperatorAllowsIt() throws IOException {
        Path directory = folder.newFolder().toPath();
        Files.write(directory.resolve("fleet.jar"), jar("com.acme.fleet", "2.0.0", true));
        refused("directory", directory);
        Parcel parcel =
                intake(true).take(Delivery.of(directory, ""), folder.newFolder().toPath());
        assertEquals("2.0.0", parcel.version());
        assertEquals(Source.DIRECTORY, parcel.source());
        Parcel again =
                intake(true).take(Delivery.of(directory, ""), folder.newFolder().toPath());
        assertEquals(parcel.checksum(), again.checksum());
    }

    @Test
    public void whatIsNoArchiveOfOneModuleIsRefused() throws IOException {
        refused("noArchive", Files.write(folder.newFile().toPath(), utf8("no archive")));
        refused("absent", folder.getRoot().toPath().resolve("nowhere.kar"));
        content.put("other.xml", features("other", "mvn:acme/other/1"));
        refused("severalModules", known.sign(kar()));
        content.remove("other.xml");
        content.put("repository/acme/f/1/f-1-features.xml", features("fleet", "mvn:acme/fleet/1", "mvn:acme/gone/1"));
        refused("missingJar", known.sign(kar()));
        content.put("repository/acme/f/1/f-1-features.xml", features("cars", "mvn:acme/fleet/1"));
        refused("otherId", known.sign(kar()));
        content.put("repository/acme/f/1/f-1-features.xml", features("fleet", "mvn:acme/fleet/1"));
        content.put(JAR, jar("com.acme.fleet", "1.0.0", false));
        refused("noModule", known.sign(kar()));
        content.put(JAR, jar("com.acme.Fleet-2", "1.0.0", true));
        refused("id", known.sign(kar()));
        content.put(JAR, jar("com.acme.fleet", "one", true));
        refused("version", known.sign(kar()));
        content.put(
                "repository/acme/f/1/f-1-features.xml",
                utf8("<!DOCTYPE x [<!ENTITY y SYSTEM 'file:/etc/passwd'>]><x>&y;</x>"));
        refused("features", known.sign(kar()));
    }

    @Test
    public void anArchiveThatLeadsOutsideOrGrowsWithoutEndIsRefused() throws IOException {
        content.put("../../etc/evil.cfg", utf8("x"));
        refused("path", kar());
        content.remove("../../etc/evil.cfg");
        for (int i = 0; i < 5_001; i++) content.put("many/" + i, new byte[0]);
        refused("tooMuch", kar());
        content.keySet().removeIf(name -> name.startsWith("many/"));
        Path bomb = kar();
        byte[] zeros = new byte[1 << 20];
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(bomb))) {
            out.setLevel(Deflater.BEST_SPEED);
            out.putNextEntry(new ZipEntry("bomb"));
            for (int i = 0; i < 300; i++) out.write(zeros);
        }
        assertTrue(Files.size(bomb) < 10_000_000);
        refused("tooMuch", bomb);
        byte[] random = new byte[2 << 20];
        new java.util.Random(1).nextBytes(random);
        content.put("large", random);
        refused("tooLarge", kar());
    }

    private void refused(String reason, Path archive) {
        Invalid refusal = assertThrows(Invalid.class, () -> take(archive));
        assertEquals("release.problem." + reason, refusal.violations().get(0).code());
    }

    private Parcel take(Path archive) throws IOException {
        return take(Delivery.of(archive, ""));
    }

    private Parcel take(Delivery delivery) throws IOException {
        return intake(false).take(delivery, folder.newFolder().toPath());
    }

    private Intake intake(boolean directories) {
        return new Intake(new ReleaseRules(config(directories)), signers, Clock.systemUTC());
    }

    private static ReleaseConfig config(boolean directories) {
        return new ReleaseConfig() {
            @Override
            public boolean unsigned_directories() {
                return directories;
            }

            @Override
            public int ready_seconds() {
                return 1;
            }

            @Override
            public int keep() {
                return 1;
            }

            @Override
            public int archive_megabytes() {
                return 2;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return ReleaseConfig.class;
            }
        };
    }

    private Path kar() throws IOException {
        return zip(folder.newFile().toPath(), content);
    }

    private static Path zip(Path file, Map<String, byte[]> content) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(zipped(content));
        }
        return file;
    }

    private static byte[] zipped(Map<String, byte[]> content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : content.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] jar(String bundle, String version, boolean module) throws IOException {
        Map<String, byte[]> jar = new LinkedHashMap<>();
        jar.put(
                "META-INF/MANIFEST.MF",
                utf8("Manifest-Version: 1.0\r\nBundle-ManifestVersion: 2\r\nBundle-SymbolicName: " + bundle
                        + "\r\nBundle-Version: " + version + "\r\nService-Component: OSGI-INF/*.xml\r\n\r\n"));
        String offered = module ? "org.stepwise.kernel.api.module.Module" : "java.lang.Runnable";
        jar.put("OSGI-INF/one.xml", utf8("<component><provide interface=\"" + offered + "\"/></component>"));
        return zipped(jar);
    }

    private static byte[] features(String module, String... locations) {
        StringBuilder text =
                new StringBuilder("<features name=\"t\" xmlns=\"http://karaf.apache.org/xmlns/features/v1.6.0\">");
        text.append("<feature name=\"stepwise-").append(module).append("\" version=\"1\">");
        for (String location : locations)
            text.append("<bundle>").append(location).append("</bundle>");
        return utf8(text.append("</feature></features>").toString());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
