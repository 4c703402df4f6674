package org.stepwise.web.internal.page;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.signin.SignIn;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.http.Answer;
import org.stepwise.web.internal.http.Incoming;

/** Sign-in in both languages. A token in a cookie and the form keeps other sites from signing somebody in. */
final class SignInPage {
    private static final String BEFORE = "stepwise-before";
    private final Services services;
    private final Renderer renderer;
    private final SecureRandom random = new SecureRandom();

    SignInPage(Services services, Renderer renderer) {
        this.services = services;
        this.renderer = renderer;
    }

    /** @param ended the session of before is over, and something was about to be sent */
    record Model(String account, String next, boolean ended, String problem, String other, String otherName) {}

    /** Where somebody goes who is not signed in. */
    static Answer lead(Incoming in) {
        boolean page = !in.post() && in.header("HX-Request").isEmpty();
        String wanted = page ? in.path() + (in.query().isEmpty() ? "" : "?" + in.query()) : shown(in);
        boolean ended = in.post() && !in.cookie(SignIn.COOKIE).isEmpty();
        List<String> asked = new ArrayList<>();
        if (ended) asked.add("ended=1");
        if (!wanted.equals("/")) asked.add("next=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
        String path = "/sign-in" + (asked.isEmpty() ? "" : "?" + String.join("&", asked));
        return page || in.header("HX-Request").isEmpty()
                ? Answer.redirect(path)
                : Answer.empty(401).header("HX-Redirect", path);
    }

    /** The page that sent this: a form's address, not that of what it posts to. Of another site only the home page is left. */
    private static String shown(Incoming in) {
        String told = in.header("HX-Current-URL");
        try {
            URI page = new URI(told.isEmpty() ? in.header("Referer") : told);
            boolean ours = in.header("Host").equals(page.getRawAuthority());
            String path = ours && page.getRawPath() != null ? page.getRawPath() : "";
            return local(page.getRawQuery() == null ? path : path + "?" + page.getRawQuery());
        } catch (URISyntaxException e) {
            return "/";
        }
    }

    Answer answer(Incoming in, Optional<SignIn.Entry> entry) {
        if (entry.isPresent() && !in.post()) return Answer.redirect(local(in.param("next")));
        String chosen = in.param("lang");
        Locale locale = chosen.isEmpty() ? Door.language(services, in) : services.texts.supported(chosen);
        Answer answer = in.post() ? signIn(in, locale) : form(in, 200, locale, "");
        return chosen.isEmpty() ? answer : answer.cookie("stepwise-lang", Renderer.tag(locale), 31_536_000);
    }

    private Answer form(Incoming in, int status, Locale locale, String problem) {
        String token = in.cookie(BEFORE).isEmpty() ? token() : in.cookie(BEFORE);
        boolean english = "en".equals(locale.getLanguage());
        Model model = new Model(
                in.param("account"),
                local(in.param("next")),
                ended(in, problem),
                problem,
                english ? "zh-CN" : "en",
                english ? "中文" : "English");
        return renderer.plain(status, "sign-in", model, locale, clean(token)).cookie(BEFORE, clean(token), -1);
    }

    private static boolean ended(Incoming in, String problem) {
        return problem.isEmpty() && in.param("ended").equals("1");
    }

    private String token() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String clean(String token) {
        return token.matches("[0-9a-f]{32}") ? token : "0".repeat(32);
    }

    private Answer signIn(Incoming in, Locale locale) {
        if (!Door.same(in.param("_csrf"), in.cookie(BEFORE))
                || in.cookie(BEFORE).matches("0*")) {
            return form(in, 403, locale, services.texts.text(locale, "web.problem.csrf"));
        }
        try {
            SignIn.Session session = services.signIn.signIn(
                    in.param("account").trim(), in.param("password"), in.header("User-Agent"), in.address());
            String to = session.mustChange() ? "/me/password" : local(in.param("next"));
            return Answer.redirect(to)
                    .cookie(SignIn.COOKIE, session.cookie(), -1)
                    .cookie(BEFORE, "", 0);
        } catch (Problem e) {
            Problems.tellOperator(in, e);
            int status = Problems.status(e);
            Answer answer = form(in, status, locale, services.texts.text(locale, e.key(), Map.copyOf(e.args())));
            return status == 429 ? answer.header("Retry-After", Problems.retryAfter(e)) : answer;
        }
    }

    /** Only a path of this site. */
    private static String local(String wanted) {
        boolean ours = wanted.startsWith("/")
                && !wanted.startsWith("//")
                && !wanted.contains("\\")
                && !wanted.startsWith("/sign-");
        return ours && wanted.chars().allMatch(c -> c > 0x20 && c != 0x7f) ? wanted : "/";
    }
}
