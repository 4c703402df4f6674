package org.stepwise.benchmarks.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A salesperson of a company of one, who imports customers over REST as the page does: in the background. */
final class Importer {
    private static final String PASSWORD = "Grey whales sing 42";
    private static final String JSON = "application/json";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String server;
    private String cookie = "";
    private String csrf = "";

    /** Founds the company on a fresh server. */
    Importer(String server, Path home) throws IOException {
        this.server = server;
        Path file = home.resolve("first-sign-in.txt");
        // the first account is made right after the start
        while (!Files.exists(file)) LockSupport.parkNanos(PAUSE);
        String sheet = Files.readString(file);
        enter("admin", sheet.replaceAll("(?s).*password: (\\S+).*", "$1"));
        found();
        for (String role : List.of("salesperson", "department-head")) {
            json("PUT", "/api/directory/people/importer/roles/" + role, "{\"units\":[]}");
        }
        json("POST", "/api/rollout/phases", "{\"code\":\"bench\",\"modules\":[\"crm\"],\"units\":[\"BENCH\"]}");
        json("POST", "/api/rollout/phases/bench/activate", "{}");
        JsonNode invited = json("POST", "/api/directory/people/importer/invite", "{}");
        enter("importer", invited.get("password").asText());
    }

    /** Signs in with a one-time password and takes one's own. */
    private void enter(String account, String oneTime) throws IOException {
        signIn(account, oneTime);
        json("POST", "/api/session/password", MAPPER.writeValueAsString(Map.of("old", oneTime, "password", PASSWORD)));
        signIn(account, PASSWORD);
    }

    private void signIn(String account, String password) throws IOException {
        cookie = "";
        String body = MAPPER.writeValueAsString(Map.of("user", account, "password", password));
        HttpResponse<byte[]> answer = send("POST", "/api/session", JSON, body.getBytes(StandardCharsets.UTF_8));
        cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        csrf = MAPPER.readTree(answer.body()).get("csrf").asText();
    }

    private void found() throws IOException {
        sheet("units", "code,kind,name_zh\nBENCH,GROUP,集团\n");
        sheet("posts", "code,name_zh,level\nbench,销售,10\n");
        sheet("people", "account,name,clearance\nimporter,Importer,3\n");
        sheet("positions", "account,unit,post,primary\nimporter,BENCH,bench,yes\n");
    }

    private void sheet(String name, String csv) throws IOException {
        String path = "/api/directory/organisation/import?name=" + name + ".csv";
        send("POST", path, "text/csv", csv.getBytes(StandardCharsets.UTF_8));
    }

    /** @return what the run says at its end */
    JsonNode imports(byte[] workbook) throws IOException {
        String path = "/api/crm/customer/import?background=true";
        HttpResponse<byte[]> begun = send("POST", path, "application/octet-stream", workbook);
        String run =
                "/api/jobs/runs/" + MAPPER.readTree(begun.body()).get("run").asText();
        JsonNode now = json("GET", run, "");
        while (now.get("state").asText().matches("WAITING|RUNNING")) {
            LockSupport.parkNanos(PAUSE);
            now = json("GET", run, "");
        }
        if (!now.get("state").asText().equals("DONE")) throw new IOException(now.toString());
        return now;
    }

    byte[] exported() throws IOException {
        return send("GET", "/api/crm/customer/export?format=xlsx", "", new byte[0])
                .body();
    }

    private JsonNode json(String method, String path, String body) throws IOException {
        byte[] answer = send(method, path, body.isEmpty() ? "" : JSON, body.getBytes(StandardCharsets.UTF_8))
                .body();
        return MAPPER.readTree(answer);
    }

    private HttpResponse<byte[]> send(String method, String path, String type, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path))
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (!type.isEmpty()) request.header("Content-Type", type);
        if (!cookie.isEmpty()) request.header("Cookie", cookie).header("X-CSRF-Token", csrf);
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 300) {
                String told = new String(answer.body(), StandardCharsets.UTF_8);
                throw new IOException(path + ": " + answer.statusCode() + " " + told);
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
