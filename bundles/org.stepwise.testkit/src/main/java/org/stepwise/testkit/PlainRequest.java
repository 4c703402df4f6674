package org.stepwise.testkit;

import java.io.ByteArrayInputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.Part;

/** As much of a servlet request as pages read. A file is {@code name → content}, in the form's field {@code file}. */
record PlainRequest(
        String method, String address, Map<String, ?> form, Map<String, byte[]> files, Map<String, String> headers)
        implements InvocationHandler {
    HttpServletRequest servlet() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                PlainRequest.class.getClassLoader(), new Class<?>[] {HttpServletRequest.class}, this);
    }

    private String path() {
        return address.split("[?#]", 2)[0];
    }

    private String query() {
        int mark = address.indexOf('?');
        return mark < 0 ? null : address.substring(mark + 1).split("#", 2)[0];
    }

    @Override
    public Object invoke(Object proxy, Method called, Object[] args) {
        return switch (called.getName()) {
            case "getMethod" -> method;
            case "getPathInfo" -> PageTester.decoded(path());
            case "getServletPath" -> "";
            case "getRequestURI" -> path();
            case "getQueryString" -> query();
            case "getHeader" -> header(args[0].toString());
            case "getCookies" -> cookies();
            case "getParameterMap" -> parameters();
            case "getContentType" -> files.isEmpty() ? null : "multipart/form-data; boundary=x";
            case "getParts" -> parts();
            case "isSecure" -> false;
            case "getRemoteAddr" -> headers.getOrDefault("X-Test-Address", "127.0.0.1");
            case "setCharacterEncoding" -> null;
            case "toString" -> method + " " + address;
            default -> throw new UnsupportedOperationException(called.getName());
        };
    }

    private String header(String name) {
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase(name)) return header.getValue();
        }
        return null;
    }

    private Cookie[] cookies() {
        List<Cookie> cookies = new ArrayList<>();
        for (String pair : headers.getOrDefault("Cookie", "").split(";")) {
            int mark = pair.indexOf('=');
            if (mark > 0) cookies.add(new Cookie(pair.substring(0, mark).trim(), pair.substring(mark + 1)));
        }
        return cookies.toArray(Cookie[]::new);
    }

    private Map<String, String[]> parameters() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        if (query() != null) {
            for (String pair : query().split("&")) {
                String[] parts = pair.split("=", 2);
                add(all, PageTester.decoded(parts[0]), parts.length > 1 ? PageTester.decoded(parts[1]) : "");
            }
        }
        form.forEach((name, value) -> {
            if (value instanceof Collection<?> many) many.forEach(each -> add(all, name, String.valueOf(each)));
            else add(all, name, String.valueOf(value));
        });
        Map<String, String[]> read = new LinkedHashMap<>();
        all.forEach((name, values) -> read.put(name, values.toArray(String[]::new)));
        return read;
    }

    private static void add(Map<String, List<String>> all, String name, String value) {
        all.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        files.forEach((name, content) -> parts.add(part(name, content)));
        return parts;
    }

    private static Part part(String name, byte[] content) {
        return (Part) Proxy.newProxyInstance(
                PlainRequest.class.getClassLoader(),
                new Class<?>[] {Part.class},
                (proxy, called, args) -> switch (called.getName()) {
                    case "getName" -> "file";
                    case "getSubmittedFileName" -> name;
                    case "getSize" -> (long) content.length;
                    case "getInputStream" -> new ByteArrayInputStream(content);
                    default -> throw new UnsupportedOperationException(called.getName());
                });
    }
}
