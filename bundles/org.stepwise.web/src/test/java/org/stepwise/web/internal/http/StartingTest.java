package org.stepwise.web.internal.http;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.Test;
import org.stepwise.kernel.api.module.Health;
import org.stepwise.kernel.api.web.Request;
import org.stepwise.testkit.Covers;

/** What is answered before the server has come up. */
@Covers("OPS-2")
public class StartingTest {
    private final Probes probes = new Probes();
    private final SiteServlet servlet = new SiteServlet(probes);

    private record Asked(String method, String path) implements Incoming {
        @Override
        public String query() {
            return "";
        }

        @Override
        public String header(String name) {
            return "";
        }

        @Override
        public String cookie(String name) {
            return "";
        }

        @Override
        public Map<String, List<String>> params() {
            return Map.of();
        }

        @Override
        public Optional<Request.Upload> upload(String name) {
            return Optional.empty();
        }

        @Override
        public boolean secure() {
            return false;
        }

        @Override
        public String address() {
            return "127.0.0.1";
        }
    }

    private Answer get(String path) {
        return servlet.answer(new Asked("GET", path));
    }

    @Test
    public void everyPageAsksForPatienceInBothLanguagesAndComesAgainByItself() {
        for (String path : List.of("/", "/sign-in", "/crm/customer", "/static/web/css/stepwise.css", "/metrics")) {
            Answer answer = get(path);
            assertEquals(path, 503, answer.status());
            assertEquals("2", answer.headers().get("Retry-After"));
            assertEquals("2", answer.headers().get("Refresh"));
            Document page = Jsoup.parse(answer.text());
            assertEquals("正在启动 · Starting", page.title());
            assertEquals("服务器正在启动", page.select("h1").text());
            assertEquals("The server is starting", page.select("[lang=en] h2").text());
            assertEquals(
                    "it needs nothing else", 0, page.select("[src], [href]").size());
        }
    }

    @Test
    public void whatWasSentIsNotAskedForAgain() {
        Answer answer = servlet.answer(new Asked("POST", "/sign-in"));
        assertEquals(503, answer.status());
        assertFalse(answer.headers().containsKey("Refresh"));
    }

    @Test
    public void restIsToldAsAProblemEvenWhenThePagesAreThereBefore() {
        servlet.sites = List.of(in -> Answer.html(200, "a page"));
        assertEquals(200, get("/sign-in").status());
        for (String path : List.of("/api", "/api/crm/customer")) {
            Answer answer = get(path);
            assertEquals(503, answer.status());
            assertEquals("2", answer.headers().get("Retry-After"));
            assertEquals("application/problem+json", answer.headers().get("Content-Type"));
            assertTrue(answer.text(), answer.text().contains("\"status\":503"));
        }
    }

    @Test
    public void machinesAreToldWhatTheStartWaitsFor() {
        assertEquals(200, get("/health/live").status());
        assertEquals(503, get("/health/ready").status());
        Health database = () -> Map.of("database", "waits for \"it\"");
        probes.parts = List.of(database);
        Answer answer = get("/health/ready");
        assertEquals(503, answer.status());
        assertTrue(answer.text(), answer.text().contains("\"database\":\"waits for \\\"it\\\"\""));
        probes.parts = List.of(Map::of);
        assertEquals("no page is answered yet", 503, get("/health/ready").status());
        servlet.sites = List.of(in -> Answer.empty(200));
        assertEquals(200, get("/health/ready").status());
    }

    @Test
    public void theStyleOfThePageIsAllowedByItsHashAlone() {
        String policy = get("/").headers().get("Content-Security-Policy");
        assertTrue(policy, policy.matches("default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]{44}'"));
        String text = new String(get("/").content(), StandardCharsets.UTF_8);
        assertFalse(text.contains("style="));
    }
}
