package org.stepwise.web.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletMultipart;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * Carries requests between the container and the {@link Site}: headers, compression, conditional answers. It is there before the site
 * is, and asks for patience until then.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("org.stepwise.web.site")
@HttpWhiteboardServletPattern("/*")
@HttpWhiteboardServletMultipart(maxFileSize = 2L << 30, maxRequestSize = 2L << 30, fileSizeThreshold = 1 << 16)
public final class SiteServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int WORTH_COMPRESSING = 1024;
    private final transient Starting starting = new Starting();
    private final transient Probes probes;

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    transient volatile List<Site> sites = List.of();

    @Activate
    public SiteServlet(@Reference Probes probes) {
        this.probes = probes;
    }

    Answer answer(Incoming in) {
        List<Site> there = sites;
        if (in.path().startsWith("/health/")) return probes.answer(in, !there.isEmpty());
        if (there.isEmpty() || Starting.rest(in.path())) return starting.answer(in);
        return there.get(0).answer(in);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.setCharacterEncoding("UTF-8");
        Incoming in = new ServletIncoming(request);
        Answer answer = answer(in);
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        boolean secure = in.secure();
        answer.cookies().forEach(cookie -> response.addHeader("Set-Cookie", cookie.header(secure)));
        if (answer.stream().isPresent()) {
            answer.stream().get().write(response.getOutputStream());
            return;
        }
        write(in, answer, response);
    }

    private static void write(Incoming in, Answer answer, HttpServletResponse response) throws IOException {
        byte[] content = answer.content();
        String tag = answer.headers().get("ETag");
        if (tag != null && tag.equals(in.header("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        if (compressible(answer) && in.header("Accept-Encoding").contains("gzip")) {
            content = zipped(content);
            response.setHeader("Content-Encoding", "gzip");
            response.addHeader("Vary", "Accept-Encoding");
        }
        response.setContentLength(content.length);
        if ("HEAD".equals(in.method())) return;
        try (OutputStream out = response.getOutputStream()) {
            out.write(content);
        }
    }

    private static boolean compressible(Answer answer) {
        String type = answer.headers().getOrDefault("Content-Type", "");
        return answer.content().length > WORTH_COMPRESSING
                && (type.startsWith("text/")
                        || type.contains("javascript")
                        || type.contains("json")
                        || type.contains("svg"));
    }

    private static byte[] zipped(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 3);
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(content);
        }
        return out.toByteArray();
    }
}
