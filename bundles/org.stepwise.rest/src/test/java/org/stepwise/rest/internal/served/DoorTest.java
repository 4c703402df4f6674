package org.stepwise.rest.internal.served;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.osgi.framework.ServiceRegistration;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.PersonState;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.signin.SignIn;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.api.web.RestResource;
import org.stepwise.rest.internal.served.RestServer.Client;
import org.stepwise.rest.internal.served.RestServer.Reply;
import org.stepwise.testkit.Covers;

@Covers("API-1")
public class DoorTest {
    @ClassRule
    public static final RestServer SERVER = new RestServer();

    private static Client admin;
    private static Client staff;

    @BeforeClass
    public static void signIn() {
        admin = SERVER.client("root", Roles.ADMINISTRATOR);
        staff = SERVER.client("li");
    }

    private static Reply signIn(String user, String password) {
        return SERVER.send(
                "POST",
                "/api/session",
                "{\"user\":\"" + user + "\",\"password\":\"" + password + "\"}",
                "Content-Type",
                "application/json",
                "Accept-Language",
                "en");
    }

    @Test
    public void whoIsNotSignedInIsToldSo() {
        Reply refused = SERVER.send("GET", "/api/types", "", "Accept-Language", "en");
        assertEquals(401, refused.status());
        assertEquals("Bearer", refused.header("WWW-Authenticate"));
        assertEquals("Not signed in", refused.json().path("title").asText());
        assertEquals(
                401,
                SERVER.send("GET", "/api/types", "", "Authorization", "Bearer nonsense")
                        .status());
        assertEquals(
                401,
                SERVER.send("GET", "/api/types", "", "Cookie", "stepwise=nonsense")
                        .status());
    }

    @Test
    public void aOneTimePasswordOpensOnlyTheWayToANewOne() {
        String oneTime = SERVER.account("newcomer");
        assertEquals(403, signIn("newcomer", oneTime + "x").status());
        Reply in = signIn("newcomer", oneTime);
        assertEquals(in.text(), 201, in.status());
        assertTrue(in.json().path("mustChange").asBoolean());
        assertTrue(in.header("Set-Cookie").contains("HttpOnly"));
        assertTrue(in.header("Set-Cookie").contains("SameSite=Lax"));
        assertEquals(
                403, SERVER.send("GET", "/api/types", "", "Cookie", in.cookie()).status());
        Reply changed = SERVER.send(
                "POST",
                "/api/session/password",
                "{\"old\":\"" + oneTime + "\",\"password\":\"A longer sentence 42\"}",
                "Content-Type",
                "application/json",
                "Cookie",
                in.cookie(),
                "X-CSRF-Token",
                in.json().path("csrf").asText());
        assertEquals(changed.text(), 200, changed.status());
        assertNotEquals(in.cookie(), changed.cookie());
        assertEquals(
                200,
                SERVER.send("GET", "/api/types", "", "Cookie", changed.cookie()).status());
        assertEquals(
                401, SERVER.send("GET", "/api/types", "", "Cookie", in.cookie()).status());
    }

    @Test
    public void aSessionNeedsItsCsrfTokenToWrite() {
        String body = "{\"code\":\"csrf\",\"nameZh\":\"a\"}";
        Reply without = SERVER.send(
                "POST", "/api/directory/post", body, "Content-Type", "application/json", "Cookie", admin.cookie());
        assertEquals(403, without.status());
        Reply wrong = SERVER.send(
                "POST",
                "/api/directory/post",
                body,
                "Content-Type",
                "application/json",
                "Cookie",
                admin.cookie(),
                "X-CSRF-Token",
                "guess");
        assertEquals(403, wrong.status());
        assertEquals(
                0,
                admin.get("/api/directory/post?filter=code:eq:csrf")
                        .json()
                        .path("items")
                        .size());
    }

    @Test
    public void aTokenIsHeldToItsScopes() {
        Reply made = admin.post("/api/session/tokens", "{\"name\":\"report\",\"scopes\":[\"directory.post:read\"]}");
        assertEquals(made.text(), 201, made.status());
        Client script = admin.with(made.json().path("secret").asText());
        assertEquals(200, script.get("/api/directory/post").status());
        assertEquals(
                403,
                script.post("/api/directory/post", "{\"code\":\"t\",\"nameZh\":\"t\"}")
                        .status());
        assertEquals(403, script.get("/api/directory/unit").status());
        assertEquals(403, script.get("/api/audit").status());
        assertEquals(
                403,
                script.post("/api/session/tokens", "{\"name\":\"x\",\"scopes\":[\"*\"]}")
                        .status());
        assertEquals(1, script.get("/api/types").json().size());
        String id = made.json().path("id").asText();
        assertEquals(204, admin.send("DELETE", "/api/session/tokens/" + id, "").status());
        assertEquals(401, script.get("/api/directory/post").status());
    }

    @Test
    public void aFrozenAccountIsOutAtTheNextRequest() {
        Client frozen = SERVER.client("frosty");
        assertEquals(200, frozen.get("/api/session").status());
        long id = SERVER.kernel
                .get(Directory.class)
                .account("frosty")
                .orElseThrow()
                .id();
        SERVER.kernel.system(() -> SERVER.kernel
                .get(Transactions.class)
                .run(() -> SERVER.kernel.get(Directory.class).state(id, PersonState.FROZEN)));
        assertEquals(401, frozen.get("/api/session").status());
    }

    @Test
    @Covers({"API-1", "ACC-9"})
    public void throughSomebodyElsesEyesNothingCanBeChanged() {
        Client chief = SERVER.client("chief", Roles.ADMINISTRATOR);
        long li = SERVER.kernel.get(Directory.class).account("li").orElseThrow().id();
        SERVER.kernel.get(SignIn.class).viewAs(chief.cookie().split("=", 2)[1], Optional.of(li));
        assertEquals("li", chief.get("/api/session").json().path("account").asText());
        assertEquals(
                403,
                chief.post("/api/directory/post", "{\"code\":\"eyes\",\"nameZh\":\"a\"}")
                        .status());
        assertEquals(403, chief.post("/api/notices/read", "").status());
    }

    @Test
    public void signingOutEndsTheSession() {
        Client gone = SERVER.client("leaving");
        assertEquals(204, gone.send("DELETE", "/api/session", "").status());
        assertEquals(401, gone.get("/api/session").status());
    }

    @Test
    public void whatOnlyAdministratorsDoIsRefusedToOthers() {
        for (String path : List.of("/api/audit", "/api/jobs", "/api/directory/organisation/template")) {
            assertEquals(path, 403, staff.get(path).status());
            assertEquals(path, 200, admin.get(path).status());
        }
        assertEquals(
                403,
                staff.send("PUT", "/api/directory/people/root/state", "{\"state\":\"FROZEN\"}")
                        .status());
        assertEquals(403, staff.post("/api/directory/people/root/invite", "").status());
        assertEquals(
                403,
                staff.get("/api/access/explain?user=root&action=see&record=directory.person:1")
                        .status());
    }

    @Test
    public void anAnswerCarriesHeadersThatKeepBrowsersSafe() {
        Reply answer = admin.get("/api/types");
        assertEquals("nosniff", answer.header("X-Content-Type-Options"));
        assertTrue(answer.header("Content-Security-Policy").contains("default-src 'none'"));
        assertEquals("no-store", answer.header("Cache-Control"));
        assertFalse(answer.header("X-Request-Id").isEmpty());
        assertEquals("gzip", admin.get("/api/types", "Accept-Encoding", "gzip").header("Content-Encoding"));
    }

    @Test
    public void theDocumentOfWhatIsOpenIsValid() {
        Reply document = admin.get("/api/openapi.json");
        assertEquals(200, document.status());
        List<String> messages =
                new OpenAPIV3Parser().readContents(document.text(), null, null).getMessages();
        assertEquals(List.of(), messages == null ? List.of() : messages);
        JsonNode paths = document.json().path("paths");
        assertTrue(paths.has("/directory/person/{id}"));
        assertTrue(paths.has("/rollout/phases"));
    }

    @Test
    public void tooManyRequestsAre429WithTheTimeToWait() {
        Settings settings = SERVER.kernel.get(Settings.class);
        SERVER.kernel.system(() -> settings.set("rest.restLimits.anonymousPerMinute", 0, "10"));
        try {
            Reply last = SERVER.send("GET", "/api/types", "");
            for (int i = 0; i < 3 && last.status() != 429; i++) last = SERVER.send("GET", "/api/types", "");
            assertEquals(429, last.status());
            assertTrue(Integer.parseInt(last.header("Retry-After")) > 0);
            assertEquals(
                    "people who are signed in go on",
                    200,
                    admin.get("/api/types").status());
        } finally {
            SERVER.kernel.system(() -> settings.set("rest.restLimits.anonymousPerMinute", 0, "600"));
        }
    }

    @Test
    public void aBodyOverTheLimitIs413() {
        byte[] big = ("{\"code\":\"" + "x".repeat(9 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
        assertEquals(
                413,
                admin.send("POST", "/api/directory/post", big, "application/json")
                        .status());
    }

    @Test
    public void aModulesResourceIsThereOnlyForThoseToWhomItIsOpen() {
        assertEquals(404, admin.get("/api/signin/hello").status());
        ServiceRegistration<RestResource> hello = SERVER.kernel.register(RestResource.class, new Hello(), Map.of());
        ServiceRegistration<RestResource> closed = SERVER.kernel.register(RestResource.class, new Closed(), Map.of());
        assertEquals("{\"text\":\"hello\"}", admin.get("/api/signin/hello").text());
        assertEquals(404, admin.get("/api/closed/hello").status());
        assertEquals(401, SERVER.send("GET", "/api/signin/hello", "").status());
        assertTrue(admin.get("/api/openapi.json").json().path("paths").has("/signin/hello"));
        assertFalse(admin.get("/api/openapi.json").json().path("paths").has("/closed/hello"));
        Reply bug = admin.get("/api/signin/hello/bug");
        assertEquals(500, bug.status());
        assertFalse(bug.json().path("incident").asText().isEmpty());
        assertFalse(bug.text().contains("secret"));
        hello.unregister();
        closed.unregister();
        assertEquals(404, admin.get("/api/signin/hello").status());
    }

    /** A resource of a module that is open to everybody. */
    @Path("signin/hello")
    @Produces("application/json")
    public static final class Hello implements RestResource {
        @GET
        public Greeting hello() {
            return new Greeting("hello");
        }

        @GET
        @Path("bug")
        public Greeting bug() {
            throw new IllegalStateException("secret detail");
        }

        /** What it says. */
        public record Greeting(String text) {}
    }

    /** A resource of a module that nobody has. */
    @Path("closed/hello")
    public static final class Closed implements RestResource {
        @GET
        public String hello() {
            return "never";
        }
    }
}
