package org.stepwise.rest.internal.door;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.Map;
import java.util.Optional;
import javax.servlet.Servlet;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.MDC;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.module.Started;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.signin.SignIn;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.rest.internal.json.BadJson;
import org.stepwise.rest.internal.json.Json;
import org.stepwise.rest.internal.json.JsonBody;

/**
 * {@code /api}: lets callers in, binds them to the thread, and hands the request to the endpoint that answers it. It comes when the
 * server has started; until then the pages' servlet asks for patience.
 */
@Component(service = Servlet.class, property = "load-on-startup:Integer=1")
@HttpWhiteboardServletName("stepwise-api")
@HttpWhiteboardServletPattern("/api/*")
public final class Api extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String MDC_REQUEST = "request";
    /** Bytes of a body that is too long which are read for the sender's sake. */
    private static final long PASSED_OVER = 32L << 20;

    private final transient Callers callers;
    private final transient Settings settings;
    private final transient Visits visits;
    private final transient Contributions contributions;
    private final transient Gate gate;
    private final transient Problems problems;
    private final transient JsonBody json = new JsonBody(Json.mapper());
    private final transient Serving serving;

    @Activate
    public Api(
            @Reference Callers callers,
            @Reference SignIn signIn,
            @Reference Settings settings,
            @Reference Texts texts,
            @Reference Visits visits,
            @Reference Contributions contributions,
            @Reference Serving serving,
            @Reference Started started) {
        this.callers = callers;
        this.settings = settings;
        this.visits = visits;
        this.contributions = contributions;
        this.serving = serving;
        this.gate = new Gate(signIn, texts, settings);
        this.problems = new Problems(texts, visits);
    }

    @Override
    public void init() {
        serving.begin();
    }

    @Override
    public void destroy() {
        serving.end();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Visit stranger = gate.stranger(request);
        MDC.put(MDC_REQUEST, stranger.id());
        headers(request, response, stranger);
        try {
            Visit visit = gate.enter(request, stranger);
            visits.during(visit, () -> answer(visit, request, response));
        } catch (RuntimeException e) {
            refuse(e, stranger, response);
        } finally {
            MDC.remove(MDC_REQUEST);
        }
    }

    private Boolean answer(Visit visit, HttpServletRequest request, HttpServletResponse response) {
        Optional<Caller> caller =
                visit.entry().map(e -> e.caller().through(Door.REST).reading(visit.locale()));
        return caller.map(c -> callers.as(c, () -> pass(request, response))).orElseGet(() -> pass(request, response));
    }

    private Boolean pass(HttpServletRequest request, HttpServletResponse response) {
        try {
            long limit = bodyLimit(request);
            if (request.getContentLengthLong() > limit) {
                passOver(request);
                throw new TooLong(limit);
            }
            if (!readable(request.getCharacterEncoding())) throw new BadJson("rest.problem.malformed", 1, 1);
            contributions.serve(getServletConfig(), new BoundedRequest(request, limit), response);
            return Boolean.TRUE;
        } catch (ServletException | IOException e) {
            throw new Passing(e);
        }
    }

    /** Of an encoding that Java knows, or of none that is named. */
    private static boolean readable(String encoding) {
        try {
            return encoding == null || Charset.isSupported(encoding);
        } catch (IllegalCharsetNameException e) {
            return false;
        }
    }

    /** Who still sends does not read: without this many a client would see a broken connection instead of the reason. */
    private static void passOver(HttpServletRequest request) throws IOException {
        byte[] some = new byte[8192];
        long left = PASSED_OVER;
        int read = 0;
        while (left > 0 && read >= 0) {
            read = request.getInputStream().read(some);
            left -= read;
        }
    }

    private long bodyLimit(HttpServletRequest request) {
        RestLimits limits = settings.get(RestLimits.class);
        String type = Optional.ofNullable(request.getContentType()).orElse("");
        return type.contains("json") || type.isEmpty() ? limits.bodyBytes() : limits.uploadBytes();
    }

    private void headers(HttpServletRequest request, HttpServletResponse response, Visit visit) {
        Map.of(
                        "X-Request-Id", visit.id(),
                        "X-Content-Type-Options", "nosniff",
                        "X-Frame-Options", "DENY",
                        "Referrer-Policy", "no-referrer",
                        "Content-Security-Policy",
                                "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
                        "Cache-Control", "no-store")
                .forEach(response::setHeader);
        if (request.isSecure()) response.setHeader("Strict-Transport-Security", "max-age=31536000");
    }

    /** What was refused before any endpoint saw it. */
    private void refuse(RuntimeException thrown, Visit stranger, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) throw thrown;
        Throwable cause = Problems.cause(thrown instanceof Passing ? thrown.getCause() : thrown);
        Problems.tellOperator(cause);
        ProblemDocument document = problems.document(cause, stranger.locale());
        response.setStatus(document.status());
        response.setContentType(JsonBody.PROBLEM);
        if (document.status() == 401) response.setHeader("WWW-Authenticate", "Bearer");
        Problems.retryAfter(cause).ifPresent(s -> response.setHeader("Retry-After", String.valueOf(s)));
        json.writeTo(document, response);
    }

    /** Carries what the endpoint threw out of the bound work. */
    private static final class Passing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Passing(Exception cause) {
            super(cause);
        }
    }
}
