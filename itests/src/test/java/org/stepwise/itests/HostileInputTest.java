package org.stepwise.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.stepwise.testkit.Covers;

/** What people with bad intentions send to the running server, from outside: it is refused, told shortly, and nothing is lost. */
public class HostileInputTest {
    private static final String CUSTOMERS = "/api/crm/customer";
    private static final String SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final List<String> TELLING = List.of("\tat ", "exception", "org.stepwise.", "jetty", "select ");
    private static final int TIMEOUT = 60_000;
    private static OpenCompany open;
    private static Visitor seller;

    @BeforeClass
    public static void opens() {
        open = OpenCompany.get();
        open.closeAll();
        open.opens("crm", List.of("SE"), List.of());
        seller = open.company().as("lin.zhixia");
    }

    @AfterClass
    public static void closes() {
        if (open != null) open.closeAll();
    }

    private static Answer refused(Answer answer, int... statuses) {
        assertTrue(
                answer.asked() + " → " + answer,
                java.util.Arrays.stream(statuses).anyMatch(status -> status == answer.status()));
        String told = answer.text().toLowerCase(Locale.ROOT);
        TELLING.forEach(word -> assertFalse(answer.asked() + " tells " + word + ": " + answer, told.contains(word)));
        return answer;
    }

    /** Line by line as it stands, without a client that would mend it. */
    private static String raw(String request) {
        URI server = URI.create(open.address());
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(TIMEOUT);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String asked(String path, String headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n";
    }

    @Test
    @Covers({"OPS-4", "WEB-2"})
    public void everyAnswerCarriesTheHeadersThatKeepBrowsersSafe() {
        Visitor stranger = Visitor.stranger(open.address());
        String id = seller.json("POST", CUSTOMERS, Map.of("name", "Headers"))
                .json()
                .get("id")
                .asText();
        Answer file = seller.send(
                "POST",
                "/api/files?name=page.html&of=crm.customer:" + id,
                "text/html",
                "<script>1</script>".getBytes());
        String content = "/api/files/" + file.expect(201).json().get("id").asText() + "/content";
        List<Answer> answers = List.of(
                seller.get("/"),
                seller.get("/nothing/there"),
                stranger.get("/"),
                stranger.get("/sign-in"),
                seller.get(CUSTOMERS),
                seller.get("/api/nothing/there"),
                stranger.get(CUSTOMERS),
                seller.get(content),
                seller.get("/static/web/css/stepwise.css"),
                stranger.get("/health/live"),
                seller.send("PATCH", CUSTOMERS, "application/json", "{".getBytes()));
        for (Answer answer : answers) {
            assertEquals(answer.asked(), "nosniff", answer.header("X-Content-Type-Options"));
            String policy = answer.header("Content-Security-Policy");
            assertTrue(answer.asked() + " " + policy, policy.contains("default-src") && !policy.contains("unsafe"));
            assertEquals(answer.asked(), "", answer.header("Server"));
            assertEquals(answer.asked(), "", answer.header("Access-Control-Allow-Origin"));
        }
        Answer download = seller.get(content);
        assertTrue(download.header("Content-Disposition").startsWith("attachment"));
        for (Answer personal : List.of(seller.get("/"), seller.get(CUSTOMERS), download))
            assertTrue(personal.asked(), personal.header("Cache-Control").matches(".*(no-store|private).*"));
    }

    @Test
    @Covers("WEB-2")
    public void aSessionIsNewAtEachSignInAndItsCookieIsForTheServerAlone() {
        String password = "grey whales sing 42";
        Visitor planted = Visitor.stranger(open.address());
        String body = "{\"user\":\"nobody.here\",\"password\":\"" + password + "\"}";
        Answer failed = planted.send("POST", "/api/session", "application/json", body.getBytes());
        refused(failed, 403);
        assertEquals("no cookie before somebody is known", "", failed.header("Set-Cookie"));
        Visitor one = open.company().another("lin.zhixia");
        Visitor two = open.company().another("lin.zhixia");
        assertFalse(one.cookie().equals(two.cookie()));
        one.json("DELETE", "/api/session", Map.of()).expect(204);
        one.get(CUSTOMERS).expect(401);
        two.get(CUSTOMERS).expect(200);
        for (String secret : List.of(
                password, one.cookie().replaceFirst(".*=", ""), two.cookie().replaceFirst(".*=", "")))
            assertEquals("in the log", 0, ServerLog.count(open.log(), secret));
        String pages = two.get("/me").text() + two.get("/api/session").text();
        assertFalse(pages.contains(two.cookie().replaceFirst(".*=", "")));
    }

    @Test
    @Covers({"API-1", "OPS-4"})
    public void headersAndAddressesWithoutMeasureAreRefused() {
        String name = "X-Long: " + "a".repeat(200_000) + "\r\n";
        assertTrue(raw(asked("/", name)).startsWith("HTTP/1.1 431"));
        assertTrue(raw(asked("/" + "a".repeat(100_000), "")).matches("(?s)HTTP/1.1 (414|431).*"));
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 20_000; i++) many.append("X-").append(i).append(": 1\r\n");
        assertTrue(raw(asked("/", many.toString())).startsWith("HTTP/1.1 431"));
        String both = "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n";
        String smuggled = raw("POST /api/session HTTP/1.1\r\nHost: localhost\r\n" + both + "\r\n0\r\n\r\nGET /x");
        assertTrue(smuggled, smuggled.startsWith("HTTP/1.1 400"));
        String twice = raw("POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab");
        assertTrue(twice, twice.startsWith("HTTP/1.1 400"));
        String split = raw(asked("/sign-in?to=%0d%0aSet-Cookie:%20planted=1", ""));
        assertFalse(split, split.toLowerCase(Locale.ROOT).contains("\nset-cookie: planted"));
        String traced = raw("TRACE / HTTP/1.1\r\nHost: localhost\r\nX-Secret: mirrored\r\nConnection: close\r\n\r\n");
        assertFalse(traced, traced.startsWith("HTTP/1.1 200") || traced.contains("mirrored"));
        String away = raw(asked("/", "X-Forwarded-Host: evil.example\r\n"));
        assertFalse(away, away.contains("evil.example"));
    }

    @Test
    @Covers("API-1")
    public void pathsOutOfTheHouseLeadNowhere() {
        for (String path : List.of(
                "/static/web/../../../etc/users.properties",
                "/static/web/..%2f..%2fdb/001-web.sql",
                "/static/web/%2e%2e/%2e%2e/db/001-web.sql",
                "/static/..;/web/db/001-web.sql",
                "/static/web/%5c..%5c..%5cdb%5c001-web.sql",
                "/api/files/..%2f1/content",
                "/WEB-INF/web.xml",
                "/META-INF/MANIFEST.MF",
                "/system/console",
                "/cxf")) {
            String answer = raw(asked(path, "Cookie: " + seller.cookie() + "\r\n"));
            assertTrue(path + ": " + answer, answer.matches("(?s)HTTP/1.1 (30[1-8]|40[0-9]).*"));
            assertFalse(path, answer.contains("create table") || answer.contains("Location: //evil"));
        }
    }

    @Test
    @Covers({"API-1", "REC-2"})
    public void bodiesThatWouldExhaustOrConfuseAreRefused() {
        String deep = "{\"name\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
        byte[] latin = "{\"name\":\"Gr\u00fc\u00dfe\"}".getBytes(StandardCharsets.ISO_8859_1);
        byte[] cut = {'{', '"', 'n', 'a', 'm', 'e', '"', ':', '"', (byte) 0xe4, (byte) 0xbd, '"', '}'};
        byte[] utf7 = "{\"name\":\"+ADw-script+AD4-\"}".getBytes(StandardCharsets.US_ASCII);
        refused(seller.send("POST", CUSTOMERS, "application/json", deep.getBytes()), 400, 422);
        refused(seller.send("POST", CUSTOMERS, "application/json", latin), 400);
        refused(seller.send("POST", CUSTOMERS, "application/json", cut), 400);
        refused(seller.send("POST", CUSTOMERS, "application/json; charset=utf-7", utf7), 201, 400, 415);
        refused(seller.send("POST", CUSTOMERS, "application/xml", "<!DOCTYPE a>".getBytes()), 415);
        refused(
                seller.send("POST", CUSTOMERS, "application/json", "{\"name\":\"a\\u0000b\"}".getBytes()),
                201,
                400,
                422);
        String number = "{\"name\":\"n\",\"parentId\":" + "9".repeat(100_000) + "}";
        refused(seller.send("POST", CUSTOMERS, "application/json", number.getBytes()), 400, 422);
        refused(seller.send("POST", CUSTOMERS, "application/json", new byte[9 << 20]), 400, 413);
        for (String filter : List.of("name:like:" + "%25".repeat(3000), "name:in:" + "a,".repeat(3000), "%00:eq:1"))
            refused(seller.get(CUSTOMERS + "?filter=" + filter), 200, 400, 414, 422, 431);
    }

    @Test
    @Covers("REC-7")
    public void workbooksThatInflateReadOtherFilesOrCalculateAreHarmless() {
        byte[] bomb = book("<sheetData>" + "<row><c><v>0</v></c></row>".repeat(101_000) + "</sheetData>", "");
        assertTrue("it is small on the way: " + bomb.length, bomb.length < 100_000);
        refused(seller.send("POST", CUSTOMERS + "/import", SHEET, bomb), 413, 422);
        String entity = "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>";
        byte[] curious = book("<sheetData><row><c t=\"inlineStr\"><is><t>&f;</t></is></c></row></sheetData>", entity);
        Answer answer = refused(seller.send("POST", CUSTOMERS + "/import", SHEET, curious), 422);
        assertFalse(answer.text(), answer.text().contains("root:"));
        String formula = "=HYPERLINK(\"http://evil.example\",\"here\")";
        seller.json("POST", CUSTOMERS, Map.of("name", formula)).expect(201);
        String csv = open.company()
                .as("zhou.mingyuan")
                .get(CUSTOMERS + "/export?format=csv&filter=name:like:" + Visitor.encoded("=HYPER*"))
                .expect(200)
                .text();
        assertTrue(csv, csv.contains("HYPERLINK"));
        assertFalse(csv, csv.matches("(?s).*(^|[,\\n])\"?=HYPERLINK.*"));
    }

    /** A workbook of one sheet. */
    private static byte[] book(String sheet, String doctype) {
        String main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        String relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            entry(
                    out,
                    "[Content_Types].xml",
                    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
            entry(
                    out,
                    "xl/workbook.xml",
                    "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + relation
                            + "\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
            entry(
                    out,
                    "xl/_rels/workbook.xml.rels",
                    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                            + "<Relationship Id=\"r1\" Type=\"" + relation
                            + "/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
            entry(
                    out,
                    "xl/worksheets/sheet1.xml",
                    "<?xml version=\"1.0\"?>" + doctype + "<worksheet xmlns=\"" + main + "\">" + sheet
                            + "</worksheet>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void entry(ZipOutputStream out, String name, String text) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
    }
}
