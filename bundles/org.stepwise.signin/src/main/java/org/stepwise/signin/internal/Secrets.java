package org.stepwise.signin.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Random secrets and their digests. What is made here has so much entropy that a fast digest is enough. */
final class Secrets {
    /** 32 signs that nobody mixes up: no 0, o, 1, l. */
    private static final String READABLE = "23456789abcdefghijkmnpqrstuvwxyz";

    private static final int ONE_TIME_GROUPS = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** 256 random bits for a cookie or token. */
    static String random() {
        return base64(bytes(32));
    }

    /** A one-time password of 80 random bits, {@code abcd-efgh-2345-6789}. */
    static String oneTime() {
        StringBuilder made = new StringBuilder();
        for (int i = 0; i < 4 * ONE_TIME_GROUPS; i++) {
            if (i > 0 && i % 4 == 0) made.append('-');
            made.append(READABLE.charAt(RANDOM.nextInt(READABLE.length())));
        }
        return made.toString();
    }

    /** As {@link #oneTime} made it, however it was typed: without dashes and spaces, in small letters. */
    static String normalOneTime(String typed) {
        return typed.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    }

    static byte[] bytes(int length) {
        byte[] made = new byte[length];
        RANDOM.nextBytes(made);
        return made;
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** SHA-256 in hex. */
    static String digest(String text) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The token that forms of the session send; follows from the cookie, does not give it away, stands nowhere. */
    static String csrf(String cookie) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(cookie.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return base64(mac.doFinal("csrf".getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
