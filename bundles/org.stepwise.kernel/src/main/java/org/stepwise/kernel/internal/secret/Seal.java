package org.stepwise.kernel.internal.secret;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.stepwise.kernel.api.secret.Secrets;

/** Encrypts and decrypts with one key: AES-GCM, a fresh random start for each value. */
final class Seal {
    private static final int START = 12;
    private static final int TAG_BITS = 128;
    private final SecretKeySpec key;

    Seal(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /** {@code java -cp … Seal HOME}: reads the secret from the standard input and prints what stands in the configuration. */
    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String secret = in.readLine();
        if (secret == null || secret.isEmpty()) throw new IOException("no secret was given");
        Seal seal = new Seal(SecretKeyFile.of(Path.of(args[0])).readOrMake());
        System.out.println(seal.close(secret));
    }

    String close(String secret) {
        byte[] start = new byte[START];
        new SecureRandom().nextBytes(start);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, start, secret.getBytes(StandardCharsets.UTF_8));
        byte[] all = Arrays.copyOf(start, START + sealed.length);
        System.arraycopy(sealed, 0, all, START, sealed.length);
        return Secrets.MARK + Base64.getEncoder().encodeToString(all);
    }

    /** @throws IllegalStateException when it was closed with another key, or has been changed */
    String open(String closed) {
        byte[] all = decoded(closed.substring(Secrets.MARK.length()).strip());
        byte[] start = Arrays.copyOf(all, START);
        byte[] secret = run(Cipher.DECRYPT_MODE, start, Arrays.copyOfRange(all, START, all.length));
        return new String(secret, StandardCharsets.UTF_8);
    }

    private static byte[] decoded(String text) {
        try {
            byte[] all = Base64.getDecoder().decode(text);
            if (all.length > START) return all;
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("not an encrypted value", e);
        }
        throw new IllegalStateException("not an encrypted value");
    }

    private byte[] run(int mode, byte[] start, byte[] content) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, start));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("encrypted with another key, or changed", e);
        }
    }
}
