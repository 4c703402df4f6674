package org.stepwise.rest.internal.served;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.servlet.Servlet;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.junit.rules.ExternalResource;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.signin.SignIn;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.TestKernel;

/** The real kernel with the REST door on a port of this machine, and a client for it. */
public final class RestServer extends ExternalResource {
    private static final ObjectMapper JSON = new ObjectMapper();
    final TestKernel kernel = TestKernel.onDerby();
    private final HttpClient client = HttpClient.newHttpClient();
    private Server jetty;

    /** An answer. */
    record Reply(HttpResponse<byte[]> http) {
        int status() {
            return http.statusCode();
        }

        String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }

        String text() {
            return new String(http.body(), StandardCharsets.UTF_8);
        }

        JsonNode json() {
            try {
                return JSON.readTree(http.body());
            } catch (IOException e) {
                throw new UncheckedIOException(text(), e);
            }
        }

        String cookie() {
            return header("Set-Cookie").split(";", 2)[0];
        }
    }

    @Override
    protected void before() throws Exception {
        kernel.before();
        Servlet api = kernel.get(Servlet.class);
        jetty = new Server(new InetSocketAddress("127.0.0.1", 0));
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(api), "/api/*");
        jetty.setHandler(context);
        jetty.start();
    }

    @Override
    protected void after() {
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            kernel.after();
        }
    }

    String root() {
        return jetty.getURI().resolve("/").toString().replaceAll("/$", "");
    }

    /** @param headers name, value, name, value … */
    Reply send(String method, String path, String body, String... headers) {
        return send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    Reply send(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root() + path))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) request.header(headers[i], headers[i + 1]);
        try {
            return new Reply(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Makes an account and a person behind it. @return its one-time password */
    String account(String account, String... roles) {
        long id = kernel.system(() -> kernel.get(Records.class)
                .create("directory.person", Map.of("account", account, "name", account))
                .id());
        for (String role : roles) {
            kernel.system(() -> kernel.get(Transactions.class)
                    .run(() -> kernel.get(Directory.class).grantRole(role, id, Set.of())));
        }
        return kernel.system(() -> kernel.get(SignIn.class).invite(account));
    }

    /** An account that is ready to work. */
    Client client(String account, String... roles) {
        String password = "Grey whales sing 42";
        String oneTime = account(account, roles);
        kernel.as(account, () -> kernel.get(SignIn.class).password(account, oneTime, password));
        Reply in = send(
                "POST",
                "/api/session",
                "{\"user\":\"" + account + "\",\"password\":\"" + password + "\"}",
                "Content-Type",
                "application/json");
        if (in.status() != 201) throw new AssertionError(in.text());
        return new Client(this, in.cookie(), in.json().path("csrf").asText(), Optional.empty());
    }

    /** Somebody with a session or token. */
    record Client(RestServer server, String cookie, String csrf, Optional<String> token) {
        Client with(String bearer) {
            return new Client(server, "", "", Optional.of(bearer));
        }

        Reply get(String path, String... headers) {
            return send("GET", path, "", headers);
        }

        Reply post(String path, String body, String... headers) {
            return send("POST", path, body, headers);
        }

        Reply send(String method, String path, String body, String... headers) {
            return send(method, path, body.getBytes(StandardCharsets.UTF_8), "application/json", headers);
        }

        Reply send(String method, String path, byte[] body, String media, String... headers) {
            java.util.List<String> all = new java.util.ArrayList<>(java.util.List.of(headers));
            if (!all.contains("Accept-Language")) all.addAll(java.util.List.of("Accept-Language", "en"));
            if (body.length > 0 && !all.contains("Content-Type")) all.addAll(java.util.List.of("Content-Type", media));
            if (token.isPresent()) all.addAll(java.util.List.of("Authorization", "Bearer " + token.get()));
            else all.addAll(java.util.List.of("Cookie", cookie, "X-CSRF-Token", csrf));
            return server.send(method, path, body, all.toArray(String[]::new));
        }
    }
}
