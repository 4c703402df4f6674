package org.stepwise.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.BeforeClass;
import org.junit.Test;
import org.stepwise.testkit.Covers;

/**
 * A field that is hidden from a role leaves no trace behind any door, and one that a role only reads is changed through none:
 * the dealer of a vehicle is for department heads and auditors, its inspection is noted by heads and assistants alone.
 */
@Covers("ACC-6")
public class FieldRightsTest {
    private static final String LIST = "/vehicles/vehicle";
    private static final String REST = "/api/vehicles/vehicle";
    private static final String DEALER = "Kunlun Motors";
    private static final String DAY = "2026-11-01";
    private static Visitor head;
    private static Visitor assistant;
    private static Visitor owner;
    private static String id;

    @BeforeClass
    public static void aVehicleWithADealerAndAnInspection() {
        OpenCompany open = OpenCompany.get();
        open.closeAll();
        open.opens("vehicles", List.of("SE"), List.of());
        DemoCompany company = open.company();
        head = company.as("zhou.mingyuan");
        assistant = company.as("qin.yue");
        owner = company.as("lin.zhixia");
        id = owner.json("POST", REST, Map.of("plate", "SU-F60001"))
                .expect(201)
                .json()
                .get("id")
                .asText();
        patch(head, Map.of("dealer", DEALER, "inspectedOn", DAY)).expect(200);
        String share = REST + "/" + id + "/shares/" + company.idOf("qin.yue");
        head.json("PUT", share, Map.of("rights", Set.of("see", "export"))).expect(200);
    }

    private static Answer patch(Visitor visitor, Map<String, ?> values) {
        String version = visitor.get(REST + "/" + id).expect(200).header("ETag");
        return visitor.json("PATCH", REST + "/" + id, values, "If-Match", version);
    }

    @Test
    public void aHiddenFieldIsAbsentFromEveryPageAndAnswer() {
        List<String> paths = List.of(
                LIST + "?q=SU-F6",
                LIST + "/" + id,
                LIST + "/" + id + "?tab=details",
                LIST + "/" + id + "?tab=history",
                LIST + "/" + id + "/edit",
                LIST + "/new",
                LIST + "/import",
                LIST + "/template?format=csv",
                REST + "?q=SU-F6",
                REST + "/" + id,
                REST + "/" + id + "/history",
                "/api/types/vehicles.vehicle",
                "/api/openapi.json");
        for (String path : paths) {
            absent(assistant, path);
            absent(owner, path);
        }
        absent(assistant, LIST + "/export?format=csv&q=SU-F6");
        absent(assistant, REST + "/export?format=csv&q=SU-F6");
        for (String path : List.of(REST + "/" + id, REST + "/" + id + "/history", LIST + "/" + id + "?tab=details"))
            assertTrue(path, head.get(path).expect(200).text().contains(DEALER));
        String exported =
                head.get(REST + "/export?format=csv&q=SU-F6").expect(200).text();
        assertTrue(exported, exported.contains(DEALER));
    }

    private static void absent(Visitor visitor, String path) {
        String text = visitor.get(path).expect(200).text();
        String where = visitor.account() + " " + path;
        assertFalse(where, text.contains(DEALER));
        assertFalse(where, text.toLowerCase(Locale.ROOT).contains("dealer"));
        assertFalse(where, text.contains("经销商"));
    }

    @Test
    public void aHiddenFieldIsNotFoundBySearch() {
        String word = Visitor.encoded(DEALER);
        for (String search : List.of("/palette?q=", "/pick/record?q=", LIST + "?q=", REST + "?q=", "/api/search?q=")) {
            assertFalse(search, shown(assistant, search + word));
            assertFalse(search, shown(owner, search + word));
            assertTrue(search, shown(head, search + word));
        }
    }

    private static boolean shown(Visitor visitor, String path) {
        String text = visitor.get(path).expect(200).text();
        return text.contains(LIST + "/" + id) || text.contains("SU-F60001");
    }

    /** It is answered as a name that no field has. */
    @Test
    public void aHiddenFieldNeitherFiltersNorSorts() {
        for (String question : List.of("sort=%s", "filter=%s:eq:Kunlun", "fields=%s")) {
            Answer hidden = owner.get(REST + "?" + question.formatted("dealer"));
            Answer nothing = owner.get(REST + "?" + question.formatted("nonsense"));
            assertEquals(question, nothing.status(), hidden.status());
            assertTrue(question + " " + hidden, hidden.status() >= 400);
            head.get(REST + "?" + question.formatted("dealer")).expect(200);
        }
        for (String question : List.of("sort=%s", "f.%s=Kunlun", "f.%s=none")) {
            Answer hidden = owner.get(LIST + "?" + question.formatted("dealer"));
            Answer nothing = owner.get(LIST + "?" + question.formatted("nonsense"));
            assertEquals(question, nothing.status(), hidden.status());
            assertEquals(question, shows(nothing), shows(hidden));
        }
    }

    private static boolean shows(Answer answer) {
        return answer.text().contains(LIST + "/" + id);
    }

    @Test
    public void aValuePostedToAHiddenFieldIsRefusedAndChangesNothing() {
        refused(patch(owner, Map.of("dealer", "Other")), "dealer");
        refused(patch(assistant, Map.of("dealer", DEALER)), "dealer");
        refused(owner.json("POST", REST, Map.of("plate", "SU-F60002", "dealer", "Other")), "dealer");
        refused(posted(owner, Map.of("dealer", "Other")), "dealer");
        refused(imported(owner, "plate,dealer\nSU-F60003,Other\n"), "dealer");
        assertFalse(head.get(REST + "?q=SU-F6").text().contains("SU-F60003"));
        assertEquals(DEALER, card(head).get("dealer").asText());
    }

    @Test
    public void aFieldThatARoleOnlyReadsIsShownAndRefusedWhenItDiffers() {
        assertEquals(DAY, card(owner).get("inspectedOn").asText());
        assertTrue(owner.get(LIST + "/" + id + "?tab=details").text().contains(DAY));
        assertFalse(owner.get(LIST + "/" + id + "/edit").expect(200).text().contains("inspectedOn"));
        assertFalse(owner.get(LIST + "/template?format=csv").text().contains("年检日期"));
        assertTrue(readOnly(owner));
        assertFalse(readOnly(assistant));
        refused(patch(owner, Map.of("inspectedOn", "2026-11-02")), "inspectedOn");
        refused(posted(owner, Map.of("inspectedOn", "2026-11-02")), "年检日期");
        refused(owner.json("POST", REST, Map.of("plate", "SU-F60004", "inspectedOn", "2026-11-02")), "inspectedOn");
        refused(imported(owner, "plate,inspectedOn\nSU-F60001,2026-11-02\n"), "inspectedOn");
        assertEquals(DAY, card(head).get("inspectedOn").asText());
        patch(owner, Map.of("model", "E-Van", "inspectedOn", DAY)).expect(200);
        patch(assistant, Map.of("inspectedOn", "2026-11-03")).expect(200);
        patch(head, Map.of("inspectedOn", DAY)).expect(200);
    }

    /** A field of the kernel's own that is hidden from most. */
    @Test
    public void theClearanceOfPeopleIsForThoseWhoKeepIt() {
        Visitor administrator = OpenCompany.get().company().admin();
        String person = "/directory/person/" + OpenCompany.get().company().idOf("feng.li");
        assertTrue(administrator.get("/api" + person).expect(200).json().has("clearance"));
        for (String path : List.of("/api" + person, "/api" + person + "/history", person, person + "?tab=details")) {
            String text = owner.get(path).expect(200).text();
            assertFalse(path, text.contains("clearance"));
        }
        for (String question : List.of("filter=clearance:ge:9", "fields=clearance")) {
            assertTrue(question, owner.get("/api/directory/person?" + question).status() >= 400);
            administrator.get("/api/directory/person?" + question).expect(200);
        }
        assertTrue(owner.get("/api/directory/person?sort=clearance").status() >= 400);
    }

    private static JsonNode card(Visitor visitor) {
        return visitor.get(REST + "/" + id).expect(200).json();
    }

    private static boolean readOnly(Visitor visitor) {
        JsonNode fields =
                visitor.get("/api/types/vehicles.vehicle").expect(200).json().get("fields");
        for (JsonNode field : fields) {
            if (field.get("name").asText().equals("inspectedOn"))
                return field.path("readOnly").asBoolean();
        }
        throw new AssertionError("no field in " + fields);
    }

    /** The form as it is shown to the visitor, with more than it offers. */
    private static Answer posted(Visitor visitor, Map<String, String> more) {
        Map<String, Object> form = new HashMap<>(more);
        form.put("plate", "SU-F60001");
        form.put("version", card(visitor).get("version").asText());
        return visitor.post(LIST + "/" + id + "/edit", form);
    }

    private static Answer imported(Visitor visitor, String rows) {
        return visitor.send("POST", REST + "/import", "text/csv", rows.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(Answer answer, String field) {
        answer.expect(422);
        assertTrue(answer.toString(), answer.text().contains(field));
    }
}
