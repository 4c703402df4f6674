package org.stepwise.web.internal.http;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.servlet.ServletException;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.Part;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.web.Request;

/** A request that a servlet container carried. Parts of a multipart form are on disk, not in memory, and are streamed from there. */
final class ServletIncoming implements Incoming {
    private final HttpServletRequest request;
    private Map<String, List<String>> params;

    ServletIncoming(HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String path() {
        String info = request.getPathInfo();
        return request.getServletPath() + (info == null ? "" : info);
    }

    @Override
    public String query() {
        return request.getQueryString() == null ? "" : request.getQueryString();
    }

    @Override
    public String header(String name) {
        String value = request.getHeader(name);
        return value == null ? "" : value;
    }

    @Override
    public String cookie(String name) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) return "";
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(name)) return cookie.getValue();
        }
        return "";
    }

    @Override
    public Map<String, List<String>> params() {
        if (params == null) params = read();
        return params;
    }

    private Map<String, List<String>> read() {
        Map<String, List<String>> read = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> read.put(name, List.of(values)));
        if (!multipart()) return read;
        for (Part part : parts()) {
            if (part.getSubmittedFileName() != null || request.getParameterMap().containsKey(part.getName())) continue;
            read.computeIfAbsent(part.getName(), n -> new ArrayList<>()).add(text(part));
        }
        return read;
    }

    private static String text(Part part) {
        try (InputStream in = part.getInputStream()) {
            return new String(in.readNBytes(1 << 20), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean multipart() {
        String type = request.getContentType();
        return type != null && type.startsWith("multipart/form-data");
    }

    private Iterable<Part> parts() {
        try {
            return request.getParts();
        } catch (IOException | ServletException | IllegalStateException e) {
            throw unread(e);
        }
    }

    /** The sender's fault, unless there is no room for what was sent. */
    private RuntimeException unread(Exception e) {
        boolean full = new File(System.getProperty("java.io.tmpdir")).getUsableSpace() < request.getContentLengthLong();
        RuntimeException told =
                full ? new Unavailable("kernel.problem.diskFull") : Invalid.of("file", "web.problem.upload");
        told.initCause(e);
        return told;
    }

    @Override
    public Optional<Request.Upload> upload(String name) {
        if (!multipart()) return Optional.empty();
        for (Part part : parts()) {
            if (part.getName().equals(name)
                    && part.getSubmittedFileName() != null
                    && !part.getSubmittedFileName().isEmpty()) return Optional.of(new Uploaded(part));
        }
        return Optional.empty();
    }

    @Override
    public boolean secure() {
        return request.isSecure() || "https".equals(header("X-Forwarded-Proto"));
    }

    @Override
    public String address() {
        return request.getRemoteAddr();
    }

    private record Uploaded(Part part) implements Request.Upload {
        @Override
        public String name() {
            String sent = part.getSubmittedFileName().replace('\\', '/');
            return sent.substring(sent.lastIndexOf('/') + 1);
        }

        @Override
        public long bytes() {
            return part.getSize();
        }

        @Override
        public InputStream content() {
            try {
                return part.getInputStream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
