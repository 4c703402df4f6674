package org.stepwise.rest.internal.door;

import java.io.EOFException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;
import javax.ws.rs.ext.Provider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.rest.internal.json.BadJson;
import org.stepwise.rest.internal.json.JsonBody;

/** The one place that turns what was thrown into a problem document. */
@Provider
public final class Problems implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    /** Whoever is told how long to wait asked too often. */
    private static final String WAIT = "seconds";

    private static final int RETRY_SECONDS = 2;
    /** Violations that are told by a status of their own when there is nothing else. */
    private static final Map<String, Integer> STATUS =
            Map.of("kernel.field.unique", 409, "kernel.field.taken", 409, "kernel.problem.cursor", 400);

    private final Texts texts;
    private final Visits visits;

    public Problems(Texts texts, Visits visits) {
        this.texts = texts;
        this.visits = visits;
    }

    @Override
    public Response toResponse(Throwable thrown) {
        Throwable cause = cause(thrown);
        tellOperator(cause);
        ProblemDocument document = document(cause, visits.locale());
        Response.ResponseBuilder answer = Response.status(document.status())
                .entity(document)
                .type(JsonBody.PROBLEM)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        retryAfter(cause).ifPresent(s -> answer.header(HttpHeaders.RETRY_AFTER, s));
        if (document.status() == 401) answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        if (cause instanceof WebApplicationException web && web.getResponse().getHeaderString("Allow") != null) {
            answer.header("Allow", web.getResponse().getHeaderString("Allow"));
        }
        return answer.build();
    }

    static Optional<Object> retryAfter(Throwable cause) {
        if (cause instanceof TooMany many) return Optional.of(many.seconds());
        if (cause instanceof Unavailable gone) {
            return Optional.of(gone.args().getOrDefault(WAIT, RETRY_SECONDS));
        }
        return Optional.empty();
    }

    /** What happened, seen through wrappers of the JAX-RS and servlet layers. */
    static Throwable cause(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof Problem || t instanceof TooLong || t instanceof BadJson) return t;
        }
        return thrown;
    }

    /** Busy or away: why stands in the log, once an answer. @return whether there was something to tell */
    public static boolean tellOperator(Throwable cause) {
        boolean gone = cause instanceof Unavailable problem && status(problem) == 503;
        if (gone) LOG.warn("Answered 503: {}. Request {}.", ((Unavailable) cause).why(), MDC.get("request"));
        return gone;
    }

    /** @param cause as {@link #cause} found it */
    public ProblemDocument document(Throwable cause, Locale locale) {
        if (cause instanceof Invalid invalid) return invalid(invalid, locale);
        if (cause instanceof Problem problem) return plain(status(problem), problem.key(), problem.args(), locale);
        if (cause instanceof BadJson bad) {
            return plain(400, bad.key(), Map.of("line", bad.line(), "column", bad.column()), locale);
        }
        if (cause instanceof TooLong tooLong) {
            return plain(413, "rest.problem.tooLong", Map.of("megabytes", tooLong.limit() >> 20), locale);
        }
        if (cause instanceof TooMany many) {
            return plain(429, "rest.problem.tooMany", Map.of("seconds", many.seconds()), locale);
        }
        if (cause instanceof SignInFirst) return plain(401, "rest.problem.signIn", Map.of(), locale);
        if (cause instanceof WebApplicationException web && web.getResponse().getStatus() < 500) {
            int status = web.getResponse().getStatus();
            return plain(status, "rest.status." + status + ".detail", Map.of(), locale);
        }
        return incident(cause, locale);
    }

    private static int status(Problem problem) {
        if (problem instanceof NotFound) return 404;
        if (problem instanceof Forbidden) return 403;
        if (problem instanceof Conflict conflict) return conflict.stale() ? 412 : 409;
        if (problem instanceof Unavailable gone) return gone.args().containsKey(WAIT) ? 429 : 503;
        return problem instanceof Invalid invalid ? status(invalid) : 422;
    }

    private static int status(Invalid invalid) {
        Set<Integer> found = invalid.violations().stream()
                .map(v -> STATUS.getOrDefault(v.code(), 422))
                .collect(Collectors.toSet());
        return found.size() == 1 ? found.iterator().next() : 422;
    }

    private ProblemDocument invalid(Invalid invalid, Locale locale) {
        List<ProblemDocument.Broken> broken = invalid.violations().stream()
                .map(v -> new ProblemDocument.Broken(v.field(), v.code(), texts.text(locale, v)))
                .toList();
        int status = status(invalid);
        return new ProblemDocument(
                "urn:stepwise:" + invalid.key(),
                title(status, locale),
                status,
                texts.text(locale, invalid),
                "",
                broken);
    }

    private ProblemDocument plain(int status, String key, Map<String, ?> args, Locale locale) {
        return new ProblemDocument(
                "urn:stepwise:" + key, title(status, locale), status, texts.text(locale, key, args), "", List.of());
    }

    private ProblemDocument incident(Throwable bug, Locale locale) {
        byte[] random = new byte[5];
        ThreadLocalRandom.current().nextBytes(random);
        String incident = HexFormat.of().formatHex(random);
        if (clientLeft(bug)) LOG.debug("the client did not wait for the answer", bug);
        else LOG.error("Incident {}", incident, bug);
        return new ProblemDocument(
                "urn:stepwise:rest.problem.incident",
                title(500, locale),
                500,
                texts.text(locale, "rest.problem.incident", Map.of("incident", incident)),
                incident,
                List.of());
    }

    private static boolean clientLeft(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).anyMatch(EOFException.class::isInstance);
    }

    private String title(int status, Locale locale) {
        return texts.find(locale, "rest.status." + status).orElseGet(() -> texts.text(locale, "rest.status.400"));
    }
}
