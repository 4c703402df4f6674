package org.stepwise.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.servlet.Servlet;
import javax.servlet.ServletException;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.signin.SignIn;

/** Asks the real servlet for pages as a person, in a plain JVM: no container, no network. Needs the bundles web and signin. */
public final class PageTester {
    private static final String PASSWORD = "a long enough sentence 7";
    private final TestKernel kernel;
    private volatile boolean served;
    private final Map<String, Visitor> visitors = new ConcurrentHashMap<>();

    private PageTester(TestKernel kernel) {
        this.kernel = kernel;
    }

    public static PageTester on(TestKernel kernel) {
        return new PageTester(kernel);
    }

    /** Nobody signed in. */
    public Visitor nobody() {
        return new Visitor("", "");
    }

    /** An existing person, signed in with a password of its own. */
    public Visitor as(String account) {
        return visitors.computeIfAbsent(account, this::signIn);
    }

    private Visitor signIn(String account) {
        SignIn signIn = kernel.get(SignIn.class);
        String first = kernel.system(() -> signIn.invite(account));
        kernel.as(account, () -> signIn.password(account, first, PASSWORD));
        SignIn.Session session = signIn.signIn(account, PASSWORD, "PageTester", "127.0.0.1");
        return new Visitor(session.cookie(), session.csrf());
    }

    private Servlet site() {
        String filter = "(osgi.http.whiteboard.servlet.name=org.stepwise.web.site)";
        List<Servlet> found = new ArrayList<>();
        TestKernel.await(
                "the site is there",
                () -> {
                    try {
                        for (ServiceReference<Servlet> reference :
                                kernel.context().getServiceReferences(Servlet.class, filter)) {
                            found.add(kernel.context().getService(reference));
                        }
                    } catch (InvalidSyntaxException e) {
                        throw new IllegalStateException(e);
                    }
                    return !found.isEmpty();
                },
                () -> "components: " + Components.unsatisfied(kernel.context()));
        return found.get(0);
    }

    /** The servlet is there before the pages behind it are. */
    private void awaitPages() {
        TestKernel.await(
                "pages are answered",
                () -> answered(new PlainRequest("GET", "/sign-in", Map.of(), Map.of(), Map.of()))
                                .status()
                        != 503);
        served = true;
    }

    private Answer answered(PlainRequest request) {
        PlainResponse response = new PlainResponse();
        try {
            site().service(request.servlet(), response.servlet());
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return response.answer();
    }

    /** What came back. */
    public record Answer(int status, Map<String, String> headers, List<String> cookies, byte[] content) {
        public String text() {
            return new String(content, StandardCharsets.UTF_8);
        }

        public Document html() {
            return Jsoup.parse(text());
        }

        /** "" when absent. */
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** One browser. */
    public final class Visitor {
        private final String cookie;
        private final String csrf;
        private final Map<String, String> headers = new LinkedHashMap<>();

        private Visitor(String cookie, String csrf) {
            this.cookie = cookie;
            this.csrf = csrf;
        }

        /** The same browser with a further header. */
        public Visitor with(String name, String value) {
            Visitor other = new Visitor(cookie, csrf);
            other.headers.putAll(headers);
            other.headers.put(name, value);
            return other;
        }

        /** As htmx asks for fragments. */
        public Visitor htmx() {
            return with("HX-Request", "true");
        }

        public String csrf() {
            return csrf;
        }

        /** What the session's cookie holds. */
        public String cookie() {
            return cookie;
        }

        public Answer get(String address) {
            return send(new PlainRequest("GET", address, Map.of(), Map.of(), all()));
        }

        /** With the session's CSRF token. */
        public Answer post(String address, Map<String, ?> form) {
            Map<String, Object> sent = new LinkedHashMap<>(form);
            sent.putIfAbsent("_csrf", csrf);
            return send(new PlainRequest("POST", address, sent, Map.of(), all()));
        }

        /** A form with a file in its field {@code file}. */
        public Answer upload(String address, String file, byte[] content, Map<String, ?> form) {
            Map<String, Object> sent = new LinkedHashMap<>(form);
            sent.putIfAbsent("_csrf", csrf);
            return send(new PlainRequest("POST", address, sent, Map.of(file, content), all()));
        }

        /** What the page after a redirect shows, with the message that came along. */
        public Answer follow(Answer redirect) {
            Visitor next = this;
            for (String set : redirect.cookies()) {
                if (set.startsWith("stepwise-toast=")) next = with("X-Toast", set.split("[=;]")[1]);
            }
            return next.get(redirect.header("Location"));
        }

        private Map<String, String> all() {
            Map<String, String> sent = new LinkedHashMap<>(headers);
            StringBuilder cookies = new StringBuilder();
            if (!cookie.isEmpty()) cookies.append(SignIn.COOKIE).append('=').append(cookie);
            if (sent.containsKey("X-Toast")) cookies.append(";stepwise-toast=").append(sent.remove("X-Toast"));
            if (sent.containsKey("Cookie")) cookies.append(';').append(sent.remove("Cookie"));
            sent.put("Cookie", cookies.toString());
            return sent;
        }

        private Answer send(PlainRequest request) {
            if (!served) awaitPages();
            return answered(request);
        }
    }

    static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The caller behind a visitor's session, for checks on what a page did. */
    public long person(Visitor visitor) {
        return kernel.get(SignIn.class)
                .session(visitor.cookie(), Door.PAGE)
                .orElseThrow()
                .caller()
                .person();
    }
}
