package org.stepwise.kernel.internal.secret;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.stepwise.testkit.Covers;

@Covers("OPS-4")
public class HomeSecretsTest {
    @Rule
    public final TemporaryFolder homes = new TemporaryFolder();

    private static String sealed(Path home, String secret) throws IOException {
        return new Seal(SecretKeyFile.of(home).readOrMake()).close(secret);
    }

    @Test
    public void whatIsEncryptedIsOpenedInItsHomeAndStandsNowhereInPlain() throws IOException {
        Path home = homes.newFolder("a").toPath();
        String stored = sealed(home, "grüne Wale 42");
        assertTrue(stored, stored.startsWith("{enc}"));
        assertFalse(stored, stored.contains("Wale"));
        assertNotEquals("each time another", stored, sealed(home, "grüne Wale 42"));
        assertEquals("grüne Wale 42", new HomeSecrets(home).open(stored));
    }

    @Test
    public void theKeyIsMadeOnceAndReadableByItsOwnerAlone() throws IOException {
        Path home = homes.newFolder("b").toPath();
        byte[] key = SecretKeyFile.of(home).readOrMake();
        assertArrayEquals(key, SecretKeyFile.of(home).readOrMake());
        Path file = home.resolve("keys/secret");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        try (var all = Files.list(file.getParent())) {
            assertEquals(1, all.count());
        }
    }

    @Test
    public void aChangedOrForeignValueIsRefusedAndNeverTakenAsItIs() throws IOException {
        Path home = homes.newFolder("c").toPath();
        Path other = homes.newFolder("d").toPath();
        String stored = sealed(home, "secret");
        sealed(other, "anything");
        HomeSecrets secrets = new HomeSecrets(home);
        char[] changed = stored.toCharArray();
        changed[20] = changed[20] == 'A' ? 'B' : 'A';
        for (String wrong : new String[] {new String(changed), "{enc}", "{enc}%%%", "{enc}AAAA"}) {
            IllegalStateException refused = assertThrows(IllegalStateException.class, () -> secrets.open(wrong));
            assertFalse(refused.getMessage().contains(wrong));
        }
        assertThrows(IllegalStateException.class, () -> new HomeSecrets(other).open(stored));
        assertThrows(
                IllegalStateException.class,
                () -> new HomeSecrets(homes.getRoot().toPath()).open(stored));
    }

    @Test
    public void aPlainValueIsTheSecretItself() {
        assertEquals("plain", new HomeSecrets(homes.getRoot().toPath()).open("plain"));
        assertEquals("", new HomeSecrets(homes.getRoot().toPath()).open(""));
    }

    @Test
    public void theCommandReadsTheSecretFromItsInputAndPrintsWhatToWrite() throws IOException {
        Path home = homes.newFolder("e").toPath();
        InputStream in = System.in;
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try {
            System.setIn(new ByteArrayInputStream("typed\n".getBytes(StandardCharsets.UTF_8)));
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            Seal.main(new String[] {home.toString()});
        } finally {
            System.setIn(in);
            System.setOut(out);
        }
        String line = printed.toString(StandardCharsets.UTF_8).strip();
        assertEquals("typed", new HomeSecrets(home).open(line));
    }
}
