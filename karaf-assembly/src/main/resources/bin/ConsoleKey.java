import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

/**
 * Makes the key that opens the console of a site: {@code java ConsoleKey.java HOME} writes HOME/keys/console (mode 0600)
 * and registers it in HOME/etc/keys.properties as the administrator {@code stepwise}.
 */
class ConsoleKey {
    public static void main(String[] args) throws Exception {
        Path home = Path.of(args[0]);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(3072);
        KeyPair pair = generator.generateKeyPair();

        Path file = home.resolve("keys/console");
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pair.getPrivate().getEncoded());
        Files.writeString(file, "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");

        String line = "stepwise = " + Base64.getEncoder().encodeToString(blob((RSAPublicKey) pair.getPublic()))
                + ",_g_:admingroup\n";
        Files.writeString(home.resolve("etc/keys.properties"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** The public key as ssh writes it: each part with its length before it. */
    private static byte[] blob(RSAPublicKey key) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        part(out, "ssh-rsa".getBytes(StandardCharsets.US_ASCII));
        part(out, key.getPublicExponent().toByteArray());
        part(out, key.getModulus().toByteArray());
        return bytes.toByteArray();
    }

    private static void part(DataOutputStream out, byte[] value) throws IOException {
        out.writeInt(value.length);
        out.write(value);
    }
}
