package org.stepwise.signin.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.Violation;

/** What a password may not be: short, the account, or one of those that everybody tries first. No rules about kinds of signs. */
final class PasswordPolicy {
    static final int LONGEST = 200;
    private static final String FIELD = "newPassword";
    private final Set<String> common = read();

    /** Empty when the password will do. */
    List<Violation> violations(String account, String password, SignInRules rules) {
        List<Violation> found = new ArrayList<>();
        String folded = fold(password);
        if (password.codePointCount(0, password.length()) < rules.passwordLength()) {
            found.add(new Violation(FIELD, "signin.password.short", Map.of("length", rules.passwordLength())));
        }
        if (password.length() > LONGEST) {
            found.add(new Violation(FIELD, "signin.password.long", Map.of("length", LONGEST)));
        }
        if (holdsAccount(folded, fold(account))) found.add(new Violation(FIELD, "signin.password.account"));
        if (common(folded)) found.add(new Violation(FIELD, "signin.password.common"));
        return found;
    }

    private static boolean holdsAccount(String password, String account) {
        if (account.isEmpty()) return false;
        String backwards = new StringBuilder(account).reverse().toString();
        if (password.equals(account) || password.equals(backwards)) return true;
        return account.length() >= 4 && (password.contains(account) || password.contains(backwards));
    }

    /** On the list, also with figures or signs hung on, or one sign or pair repeated. */
    private boolean common(String password) {
        if (password.isEmpty()) return false;
        if (common.contains(password) || password.chars().distinct().count() <= 3) return true;
        String core = password.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "");
        return core.length() >= 4 && common.contains(core) && password.length() - core.length() <= 8;
    }

    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static Set<String> read() {
        try (InputStream in = PasswordPolicy.class.getResourceAsStream("common-passwords.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.isBlank()).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
