package org.stepwise.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.BeforeClass;
import org.junit.Test;
import org.stepwise.testkit.Covers;

/** A vehicle register of seven files gets everything that the customer register has (REC-1), and nothing below knows either. */
public class SecondTypeTest {
    private static final String LIST = "/vehicles/vehicle";
    private static final String REST = "/api/vehicles/vehicle";
    private static DemoCompany company;
    private static Visitor assistant;

    @BeforeClass
    public static void vehiclesForSalesEast() {
        OpenCompany open = OpenCompany.get();
        open.closeAll();
        open.opens("vehicles", List.of("SE"), List.of());
        company = open.company();
        assistant = company.as("qin.yue");
    }

    @Test
    @Covers({"REC-1", "REC-2", "I18N-1"})
    public void itHasListFormAndCardInBothLanguages() {
        Answer wrong = assistant.post(LIST + "/new", form("", "TRUCK", "5"));
        assertEquals(422, wrong.status());
        Answer truck =
                assistant.post(LIST + "/new", form("SU-D10000", "TRUCK", "5")).expect(422);
        assertTrue(truck.text(), truck.text().contains("货车最多三个座位"));
        String card = assistant
                .post(LIST + "/new", form("SU-D10001", "VAN", "7"))
                .expect(303)
                .header("Location");
        shows(assistant.get(card), "SU-D10001", "车牌号", "面包车", "购置信息");
        shows(assistant.get(LIST), "车辆", card, "面包车");
        shows(assistant.get(LIST + "?q=D10001"), card);
        assertFalse(assistant.get(LIST + "?f.kind=CAR").text().contains(card));
        shows(assistant.get(card + "/edit"), "SU-D10001", "座位数");
        JsonNode english =
                assistant.get("/api/types/vehicles.vehicle").expect(200).json();
        assertTrue(english.toString(), english.toString().contains("Number plate"));
        shows(assistant.get("/"), "车辆", LIST);
    }

    private static Map<String, String> form(String plate, String kind, String seats) {
        return Map.of("plate", plate, "kind", kind, "seats", seats, "currency", "CNY", "price", "98000.50");
    }

    @Test
    @Covers({"REC-3", "REC-4", "REC-6", "API-1"})
    public void itHasRestNumbersHistoryActionsAndLocks() {
        JsonNode made = made("SU-D20001");
        JsonNode next = made("SU-D20002");
        assertEquals(number(made) + 1, number(next));
        String item = REST + "/" + made.get("id").asText();
        assistant
                .json("PATCH", item, Map.of("model", "E-Van 3"), "If-Match", "\"1\"")
                .expect(200);
        assistant
                .json("PATCH", item, Map.of("model", "old"), "If-Match", "\"1\"")
                .expect(412);
        assistant.json("PATCH", item, Map.of("model", "none")).expect(428);
        String history = assistant.get(item + "/history").expect(200).text();
        assertTrue(history, history.contains("E-Van 3") && history.contains("created"));
        assistant.json("POST", REST, Map.of("plate", "SU-D20001")).expect(409);
        assistant
                .json("POST", item + "/actions/retire", Map.of(), "If-Match", "\"2\"")
                .expect(200);
        assistant.json("PATCH", item, Map.of("model", "x"), "If-Match", "\"3\"").expect(409);
        String openapi = assistant.get("/api/openapi.json").expect(200).text();
        assertTrue(openapi.contains("/vehicles/vehicle/{id}") && !openapi.contains("/crm/"));
    }

    private static JsonNode made(String plate) {
        return assistant.json("POST", REST, Map.of("plate", plate)).expect(201).json();
    }

    private static int number(JsonNode vehicle) {
        String number = vehicle.get("number").asText();
        assertTrue(number, number.matches("V-\\d{4}-\\d{3}"));
        return Integer.parseInt(number.substring(7));
    }

    @Test
    @Covers("REC-7")
    public void itHasTemplateImportAndExport() {
        shows(assistant.get(LIST + "/template?format=csv"), "车牌号");
        String rows = "plate,kind,seats,price\nSU-D30001,CAR,4,120000\nSU-D30002,VAN,9,\n";
        String bad = rows + "SU-D30003,TRUCK,9,abc\n";
        Answer refused =
                assistant.send("POST", REST + "/import", "text/csv", utf8(bad)).expect(422);
        assertTrue(refused.text(), refused.text().contains("\"row\":4"));
        assertFalse(assistant.get(REST + "?q=SU-D3").text().contains("SU-D30001"));
        JsonNode done = assistant
                .send("POST", REST + "/import", "text/csv", utf8(rows))
                .expect(200)
                .json();
        assertEquals(2, done.get("created").asInt());
        String again = rows.replace("120000", "110000");
        JsonNode updated = assistant
                .send("POST", REST + "/import", "text/csv", utf8(again))
                .expect(200)
                .json();
        assertEquals(1, updated.get("updated").asInt());
        shows(company.as("zhou.mingyuan").get(REST + "/export?format=csv&q=SU-D3"), "SU-D30002", "110000");
    }

    @Test
    @Covers({"LNK-1", "LNK-2", "REC-8"})
    public void itHasLinksAndFiles() {
        String id = made("SU-D40001").get("id").asText();
        String driver = company.idOf("feng.li");
        Map<String, String> ends =
                Map.of("from", "vehicles.vehicle:" + id, "to", "directory.person:" + driver, "note", "drives it");
        assistant.json("POST", "/api/links", ends).expect(201);
        shows(assistant.get("/links?of=vehicles.vehicle:" + id), "drives it", "冯立");
        shows(assistant.get("/links?of=directory.person:" + driver), "SU-D40001");
        assertFalse(company.as("tang.yi")
                .get("/links?of=directory.person:" + driver)
                .text()
                .contains("SU-D40001"));
        assistant
                .upload(LIST + "/" + id + "/files", "papers.txt", "vehicle papers")
                .expect(303);
        shows(assistant.get(LIST + "/" + id + "?tab=files"), "papers.txt");
        shows(assistant.get("/palette?q=SU-D4"), LIST + "/" + id);
    }

    @Test
    @Covers({"ROL-2", "ACC-1"})
    public void itHasRollOutAndPermissions() {
        String id = made("SU-D50001").get("id").asText();
        company.as("zhou.mingyuan").get(LIST + "/" + id).expect(200);
        assertEquals(404, company.as("lin.zhixia").get(LIST + "/" + id).status());
        assertEquals(404, company.as("tang.yi").get(LIST).status());
        assertEquals(404, company.admin().get(LIST).status());
        assertFalse(company.as("tang.yi").get("/").text().contains(LIST));
        assistant
                .send("DELETE", REST + "/" + id, "", new byte[0], "If-Match", "\"1\"")
                .expect(403);
        Visitor head = company.as("zhou.mingyuan");
        head.send("DELETE", REST + "/" + id, "", new byte[0], "If-Match", "\"1\"")
                .expect(204);
        head.json("POST", REST + "/" + id + "/restore", Map.of()).expect(200);
    }

    @Test
    public void nothingBelowTheModulesNamesOne() throws IOException {
        List<String> named = new ArrayList<>();
        for (String bundle : List.of("kernel", "records", "web", "rest", "files", "notices", "signin")) {
            Path sources = Path.of("..", "bundles", "org.stepwise." + bundle, "src", "main", "java");
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    String code = withoutComments(Files.readString(file));
                    if (code.matches("(?s).*[^a-zA-Z](crm|vehicles)[^a-zA-Z].*")) named.add(file.toString());
                }
            }
        }
        assertEquals(List.of(), named);
    }

    private static String withoutComments(String java) {
        return java.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)(^|\\s)//.*$", "");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void shows(Answer answer, String... texts) {
        answer.expect(200);
        Stream.of(texts)
                .forEach(
                        text -> assertTrue(text + " in " + answer, answer.text().contains(text)));
    }
}
