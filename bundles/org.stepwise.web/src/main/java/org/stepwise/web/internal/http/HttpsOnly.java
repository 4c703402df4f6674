package org.stepwise.web.internal.http;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardFilterPattern;
import org.stepwise.kernel.api.text.Texts;

/**
 * Where the site has HTTPS on, plain HTTP answers only the probes, and what a proxy forwards that itself came by HTTPS. Pages are led
 * to HTTPS; the API is refused there, so that a client that sends its token in the clear is mended and not served (OPS-4).
 */
@Component(service = Filter.class)
@HttpWhiteboardFilterPattern("/*")
public final class HttpsOnly implements Filter {
    private static final String REFUSED = "web.problem.https";
    private final boolean on;
    private final int port;
    private final Texts texts;

    @Activate
    public HttpsOnly(BundleContext context, @Reference Texts texts) {
        this.on = Boolean.parseBoolean(context.getProperty("stepwise.https"));
        this.port = Integer.parseInt(
                Optional.ofNullable(context.getProperty("stepwise.https.port")).orElse("8443"));
        this.texts = texts;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (on && request instanceof HttpServletRequest http && plain(http)) {
            lead(http, (HttpServletResponse) response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean plain(HttpServletRequest request) {
        return !request.isSecure()
                && !"https".equals(request.getHeader("X-Forwarded-Proto"))
                && !request.getRequestURI().startsWith("/health/")
                && !request.getRequestURI().equals("/metrics");
    }

    private void lead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String query =
                Optional.ofNullable(request.getQueryString()).map(q -> "?" + q).orElse("");
        String address = "https://" + request.getServerName() + ":" + port + request.getRequestURI() + query;
        if (!request.getRequestURI().startsWith("/api/")) {
            response.setStatus(HttpServletResponse.SC_TEMPORARY_REDIRECT);
            response.setHeader("Location", address);
            return;
        }
        if (texts.find(Locale.ENGLISH, REFUSED).isEmpty()) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        String language =
                Optional.ofNullable(request.getHeader("Accept-Language")).orElse("");
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setContentType("text/plain;charset=utf-8");
        response.getWriter().println(texts.text(texts.supported(language), REFUSED, Map.of("address", address)));
    }
}
