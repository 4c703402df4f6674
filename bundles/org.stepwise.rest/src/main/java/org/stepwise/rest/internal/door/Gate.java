package org.stepwise.rest.internal.door;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.signin.SignIn;
import org.stepwise.kernel.api.text.Texts;

/** Who comes in: bearer token or session cookie with CSRF token, how often, and in which language. */
final class Gate {
    static final String CSRF = "X-CSRF-Token";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final String SESSION = "/session";

    private final SignIn signIn;
    private final Texts texts;
    private final Settings settings;
    private final Rates rates = new Rates(Clock.systemUTC());

    Gate(SignIn signIn, Texts texts, Settings settings) {
        this.signIn = signIn;
        this.texts = texts;
        this.settings = settings;
    }

    /** The visit as far as it is known before anybody is identified: what an early refusal is written with. */
    Visit stranger(HttpServletRequest request) {
        byte[] random = new byte[8];
        ThreadLocalRandom.current().nextBytes(random);
        Locale locale = texts.supported(
                Optional.ofNullable(request.getHeader("Accept-Language")).orElse(""));
        return new Visit(HexFormat.of().formatHex(random), locale, Optional.empty(), "");
    }

    static boolean writes(HttpServletRequest request) {
        return !READING.contains(request.getMethod());
    }

    /** @throws RuntimeException one of the refusals that {@link Problems} knows */
    Visit enter(HttpServletRequest request, Visit stranger) {
        String bearer = bearer(request);
        String cookie = bearer.isEmpty() ? cookie(request) : "";
        Optional<SignIn.Entry> entry = bearer.isEmpty()
                ? Optional.of(cookie).filter(c -> !c.isEmpty()).flatMap(c -> signIn.session(c, Door.REST))
                : signIn.token(bearer);
        boolean signingIn = SESSION.equals(request.getPathInfo()) && "POST".equals(request.getMethod());
        if (signingIn) entry = Optional.empty();
        limit(entry, bearer, request);
        if (entry.isEmpty()) {
            if (!signingIn) throw new SignInFirst();
            return stranger;
        }
        check(entry.get(), cookie, request);
        return new Visit(stranger.id(), locale(entry.get().caller(), request), entry, cookie);
    }

    private void limit(Optional<SignIn.Entry> entry, String bearer, HttpServletRequest request) {
        RestLimits limits = settings.get(RestLimits.class);
        String who = entry.map(e -> bearer.isEmpty() ? "p" + e.caller().person() : "t" + digest(bearer))
                .orElseGet(() -> "a" + request.getRemoteAddr());
        int wait = rates.take(who, entry.isPresent() ? limits.perMinute() : limits.anonymousPerMinute());
        if (wait > 0) throw new TooMany(wait);
    }

    private static void check(SignIn.Entry entry, String cookie, HttpServletRequest request) {
        String path = Optional.ofNullable(request.getPathInfo()).orElse("");
        boolean session = path.equals(SESSION);
        if (entry.mustChange() && !session && !path.equals(SESSION + "/password"))
            throw new Forbidden("rest.problem.mustChange");
        if (!writes(request)) return;
        if (!cookie.isEmpty() && !same(entry.csrf(), request.getHeader(CSRF))) throw new Forbidden("rest.problem.csrf");
        if (entry.caller().onBehalf().isPresent() && !session) {
            throw new Forbidden(
                    "rest.problem.viewAs", Map.of("name", entry.caller().name()));
        }
    }

    private Locale locale(Caller caller, HttpServletRequest request) {
        String wish = request.getHeader("Accept-Language");
        return wish == null || wish.isBlank() || wish.equals("*") ? caller.locale() : texts.supported(wish);
    }

    private static String bearer(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? header.substring(7).trim()
                : "";
    }

    private static String cookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies() == null ? new Cookie[0] : request.getCookies();
        return Arrays.stream(cookies)
                .filter(c -> SignIn.COOKIE.equals(c.getName()))
                .map(Cookie::getValue)
                .findFirst()
                .orElse("");
    }

    private static boolean same(String expected, String sent) {
        return sent != null
                && !expected.isEmpty()
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }

    /** Enough of the token to tell tokens apart, without keeping it. */
    private static String digest(String bearer) {
        return Integer.toHexString(bearer.hashCode());
    }
}
