package org.stepwise.testkit;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletResponse;

/** As much of a servlet response as pages write. */
final class PlainResponse implements InvocationHandler {
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<String> cookies = new ArrayList<>();
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private int status = 200;

    HttpServletResponse servlet() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                PlainResponse.class.getClassLoader(), new Class<?>[] {HttpServletResponse.class}, this);
    }

    PageTester.Answer answer() {
        return new PageTester.Answer(status, headers, cookies, content.toByteArray());
    }

    @Override
    public Object invoke(Object proxy, Method called, Object[] args) {
        switch (called.getName()) {
            case "setStatus" -> status = (int) args[0];
            case "setHeader", "addHeader" -> header(args[0].toString(), args[1].toString());
            case "setContentLength" -> header("Content-Length", args[0].toString());
            case "getOutputStream" -> {
                return new Body(content);
            }
            default -> throw new UnsupportedOperationException(called.getName());
        }
        return null;
    }

    private void header(String name, String value) {
        if (name.equals("Set-Cookie")) cookies.add(value);
        else headers.put(name, value);
    }

    /** Collects what is written. */
    private static final class Body extends ServletOutputStream {
        private final ByteArrayOutputStream content;

        Body(ByteArrayOutputStream content) {
            this.content = content;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(int value) {
            content.write(value);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            content.write(bytes, from, length);
        }
    }
}
