package org.stepwise.rest.internal.served;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.rest.internal.served.RestServer.Reply;
import org.stepwise.testkit.Covers;

@Covers("API-1")
public class ServicesOverRestTest {
    @ClassRule
    public static final RestCompany COMPANY = new RestCompany();

    @Test
    public void twoRecordsAreLinkedSeenFromBothEndsAndUnlinked() {
        Reply made = COMPANY.admin.post(
                "/api/links",
                "{\"from\":\"directory.unit:" + COMPANY.sales + "\",\"to\":\"directory.unit:" + COMPANY.east
                        + "\",\"note\":\"same house\"}");
        assertEquals(made.text(), 201, made.status());
        for (String end : List.of(COMPANY.sales, COMPANY.east)) {
            Reply links = COMPANY.admin.get("/api/links?of=directory.unit:" + end);
            assertEquals(
                    links.text(),
                    "same house",
                    links.json().at("/groups/0/links/0/note").asText());
        }
        Reply graph = COMPANY.admin.get("/api/links/graph?depth=2&of=directory.unit:" + COMPANY.sales);
        assertTrue(graph.text(), graph.json().path("records").has("directory.unit:" + COMPANY.sales));
        assertEquals(
                422,
                COMPANY.admin
                        .get("/api/links/graph?depth=4&of=directory.unit:" + COMPANY.sales)
                        .status());
        assertEquals(404, COMPANY.admin.get("/api/links?of=nonsense").status());
        assertEquals(
                404,
                COMPANY.admin
                        .post(
                                "/api/links",
                                "{\"from\":\"directory.unit:999999\",\"to\":\"directory.unit:" + COMPANY.east + "\"}")
                        .status());
        assertFalse(COMPANY.admin.get("/api/links/kinds").json().isEmpty());
        assertEquals(
                204, COMPANY.admin.send("DELETE", made.header("Location"), "").status());
        assertTrue(COMPANY.admin
                .get("/api/links?of=directory.unit:" + COMPANY.east)
                .json()
                .path("groups")
                .isEmpty());
    }

    @Test
    @Covers({"API-1", "REC-8"})
    public void aFileIsAttachedReadInPartsAndRemoved() {
        byte[] content = "步步 stepwise".repeat(1000).getBytes(StandardCharsets.UTF_8);
        Reply made = COMPANY.admin.send(
                "POST",
                "/api/files?of=directory.unit:" + COMPANY.sales + "&name=%E5%90%88%E5%90%8C%22.txt",
                content,
                "application/octet-stream");
        assertEquals(made.text(), 201, made.status());
        assertEquals(content.length, made.json().path("bytes").asInt());
        String path = made.header("Location");
        Reply whole = COMPANY.admin.get(path + "/content");
        assertEquals(200, whole.status());
        assertEquals(content.length, whole.http().body().length);
        assertTrue(whole.header("Content-Disposition").startsWith("attachment"));
        Reply part = COMPANY.admin.get(path + "/content", "Range", "bytes=7-14");
        assertEquals(206, part.status());
        assertEquals("stepwise", part.text());
        assertEquals("bytes 7-14/" + content.length, part.header("Content-Range"));
        assertEquals(
                416,
                COMPANY.admin.get(path + "/content", "Range", "bytes=99999999-").status());
        assertEquals(
                304,
                COMPANY.admin
                        .get(path + "/content", "If-None-Match", whole.header("ETag"))
                        .status());
        assertEquals(
                1,
                COMPANY.admin
                        .get("/api/files?of=directory.unit:" + COMPANY.sales)
                        .json()
                        .size());
        assertEquals(204, COMPANY.admin.send("DELETE", path, "").status());
        assertEquals(404, COMPANY.admin.get(path).status());
    }

    @Test
    @Covers("ROL-18")
    public void aSchemeItsTeamGoalsAndCallsAreKeptByThoseWhoLeadAndClosedToOthers() {
        COMPANY.admin.post(
                "/api/rollout/phases", "{\"code\":\"led\",\"modules\":[],\"units\":[\"" + COMPANY.sales + "\"]}");
        String seat = "{\"seats\":[{\"duty\":\"MANAGER\",\"person\":\"root\"}]}";
        Reply team = COMPANY.admin.send("PUT", "/api/rollout-team/led", seat);
        assertEquals(team.text(), 200, team.status());
        assertEquals("MANAGER", team.json().at("/members/0/seat/duty").asText());
        assertEquals(
                422,
                COMPANY.admin
                        .send("PUT", "/api/rollout-team/led", "{\"seats\":[{\"person\":\"root\"}]}")
                        .status());
        String goals = "{\"goals\":[{\"title\":\"Faster\",\"base\":\"5\",\"target\":\"2\"}]}";
        Reply set = COMPANY.admin.send("PUT", "/api/scheme/led/goals", goals);
        assertEquals(set.text(), 200, set.status());
        String goal = "/api/scheme/led/goals/" + set.json().at("/0/id").asText();
        assertEquals(422, COMPANY.admin.send("PUT", goal, "{\"reached\":\"3\"}").status());
        assertEquals(
                200,
                COMPANY.admin
                        .send("PUT", goal, "{\"reached\":\"3\",\"judgement\":\"PARTLY\"}")
                        .status());
        assertEquals(
                "3",
                COMPANY.admin
                        .get("/api/rollout/phases/led/report")
                        .json()
                        .at("/goals/0/reached")
                        .asText());
        assertEquals(
                1, COMPANY.admin.get("/api/scheme/led").json().path("version").asInt());
        assertEquals(409, COMPANY.admin.post("/api/scheme/led/send", "").status());
        assertEquals(
                403,
                COMPANY.admin.post("/api/scheme/led/confirm", "{\"version\":1}").status());
        Reply call = COMPANY.admin.post(
                "/api/calls/led", "{\"what\":\"Train\",\"unit\":\"" + COMPANY.sales + "\",\"people\":11,\"days\":1}");
        assertEquals(call.text(), 201, call.status());
        String one = "/api/calls/led/" + call.json().path("id").asText();
        String paper = "{\"agreed\":true,\"signer\":\"Li\",\"on\":\"2020-02-03\"}";
        assertEquals(
                403,
                COMPANY.admin
                        .send("PUT", one + "/answer", "{\"agreed\":true,\"text\":\"x\"}")
                        .status());
        assertEquals(200, COMPANY.admin.send("PUT", one + "/paper", paper).status());
        assertEquals(404, COMPANY.admin.get(one + "/file").status());
        for (String closed :
                List.of("/api/scheme/led", "/api/scheme/led/goals", "/api/rollout-team", "/api/calls/led")) {
            assertEquals(closed, 403, COMPANY.staff.get(closed).status());
        }
        assertEquals(
                403, COMPANY.staff.send("PUT", "/api/rollout-team/led", seat).status());
        assertEquals(403, COMPANY.staff.send("PUT", one + "/paper", paper).status());
        assertEquals(204, COMPANY.admin.send("DELETE", one, "").status());
    }

    @Test
    @Covers("ROL-16")
    public void tasksOfPeopleNotYetLiveAreListedWithTheirStandIns() {
        assertEquals(0, COMPANY.admin.get("/api/errands?state=OPEN").json().size());
        assertEquals(422, COMPANY.admin.get("/api/errands?state=Lost").status());
        assertEquals(404, COMPANY.admin.get("/api/errands/17").status());
        assertEquals(0, COMPANY.admin.get("/api/errands/stand-ins").json().size());
        String nobody = "{\"module\":\"kernel\",\"person\":\"li\"}";
        assertEquals(422, COMPANY.admin.post("/api/errands/stand-ins", nobody).status());
        String named = "{\"unit\":\"" + COMPANY.sales + "\",\"module\":\"kernel\",\"person\":\"li\"}";
        Reply made = COMPANY.admin.post("/api/errands/stand-ins", named);
        assertEquals(made.text(), 201, made.status());
        assertEquals(403, COMPANY.staff.post("/api/errands/stand-ins", named).status());
        assertEquals(403, COMPANY.staff.get("/api/errands/stand-ins").status());
        assertEquals(0, COMPANY.staff.get("/api/errands").json().size());
        String one = "/api/errands/stand-ins/" + made.json().path("id").asText();
        assertEquals(204, COMPANY.admin.send("DELETE", one, "").status());
    }

    @Test
    @Covers({"API-1", "DIR-1", "DIR-2"})
    public void theDirectoryAnswersQuestions() {
        assertTrue(COMPANY.admin.get("/api/directory/tree").json().size() >= 2);
        assertEquals(
                0,
                COMPANY.admin.get("/api/directory/tree?day=1999-01-01").json().size());
        assertEquals(422, COMPANY.admin.get("/api/directory/tree?day=today").status());
        assertEquals(
                200, COMPANY.staff.get("/api/directory/people/root/superiors").status());
        assertEquals(
                "root",
                COMPANY.staff
                        .get("/api/directory/people/root")
                        .json()
                        .path("account")
                        .asText());
        Reply cycle = COMPANY.admin.post("/api/directory/tree/sales/move", "{\"parent\":\"east\"}");
        assertEquals(cycle.text(), 422, cycle.status());
    }

    @Test
    public void noticesJobsModulesAndTypesAreListed() {
        assertEquals(0, COMPANY.staff.get("/api/notices").json().path("unread").asInt());
        assertEquals(204, COMPANY.staff.post("/api/notices/read", "").status());
        assertTrue(COMPANY.admin.get("/api/jobs").text().contains("rest/forget-keys"));
        Reply started = COMPANY.admin.post("/api/jobs/rest/forget-keys/start", "");
        assertEquals(started.text(), 202, started.status());
        assertEquals(200, COMPANY.admin.get(started.header("Location")).status());
        assertEquals(404, COMPANY.admin.post("/api/jobs/no/such/start", "").status());
        assertTrue(COMPANY.admin.get("/api/modules").text().contains("\"kernel\""));
        JsonNode type = COMPANY.admin.get("/api/types/directory.post").json();
        assertEquals("/api/directory/post", type.path("path").asText());
        assertTrue(RestCompany.texts(type.path("actions")).contains("create"));
        assertEquals(404, COMPANY.staff.get("/api/types/no.such").status());
    }

    @Test
    @Covers({"API-1", "ACC-8", "AUD-1"})
    public void accessIsExplainedAndTheLogIsWhole() {
        Reply why = COMPANY.admin.get(
                "/api/access/explain?user=li&action=administer&record=directory.unit:" + COMPANY.sales);
        assertEquals(why.text(), 200, why.status());
        assertFalse(why.json().path("allowed").asBoolean());
        assertFalse(why.json().path("steps").isEmpty());
        assertEquals(
                200,
                COMPANY.staff
                        .get("/api/access/explain?action=see&record=directory.unit:" + COMPANY.sales)
                        .status());
        String explain = "/api/access/explain?record=directory.";
        Reply person = COMPANY.admin.get(explain + "post:1&user=rooot");
        assertEquals(404, person.status());
        assertTrue(person.text(), person.json().path("detail").asText().contains("root"));
        Reply type = COMPANY.admin.get(explain + "pots:1");
        assertTrue(type.text(), type.json().path("detail").asText().contains("directory.post"));
        Reply action = COMPANY.admin.get(explain + "post:1&action=sea");
        assertEquals(action.text(), 422, action.status());
        assertTrue(
                action.text(),
                action.json().at("/violations/0/message").asText().contains("see"));
        JsonNode entries = COMPANY.admin.get("/api/audit?what=signin.done").json();
        assertTrue(entries.size() >= 2);
        entries.forEach(entry -> assertEquals("REST", entry.path("door").asText()));
        assertTrue(COMPANY.admin.get("/api/audit/verify").json().path("broken").isNull());
    }

    @Test
    @Covers({"API-1", "ACC-3"})
    public void aRecordIsSharedAndTheShareEnds() {
        String li = COMPANY.staff.get("/api/session").json().path("id").asText();
        String shares = "/api/directory/unit/" + COMPANY.east + "/shares";
        Reply put = COMPANY.admin.send("PUT", shares + "/" + li, "{\"rights\":[\"see\",\"edit\"]}");
        assertEquals(put.text(), 200, put.status());
        assertEquals(li, put.json().at("/0/principal").asText());
        String named = put.json().at("/0/principalName").asText();
        assertEquals(COMPANY.staff.get("/api/session").json().path("name").asText(), named);
        assertEquals(
                named, COMPANY.admin.get(shares).json().at("/0/principalName").asText());
        assertEquals(204, COMPANY.admin.send("DELETE", shares + "/" + li, "").status());
        Reply everyone = COMPANY.admin.send("PUT", shares + "/1", "{\"rights\":[\"see\"]}");
        assertEquals("Everyone", everyone.json().at("/0/principalName").asText());
        assertEquals(204, COMPANY.admin.send("DELETE", shares + "/1", "").status());
        assertTrue(COMPANY.admin.get(shares).json().isEmpty());
        assertEquals(422, COMPANY.admin.send("PUT", shares + "/" + li, "{}").status());
        Reply unknown = COMPANY.admin.send("PUT", shares + "/" + li, "{\"rights\":[\"see\",\"fly\"]}");
        assertEquals(unknown.text(), 422, unknown.status());
        assertEquals("rights", unknown.json().at("/violations/0/field").asText());
        assertTrue(
                unknown.text(), unknown.text().contains("fly") && unknown.text().contains("see, create, edit"));
    }

    @Test
    @Covers({"API-1", "ACC-1", "ACC-10"})
    public void aListOfWhatMayNotBeSeenIsRefusedAndNotEmpty() {
        assertEquals(200, COMPANY.staff.get("/api/directory/post").status());
        Reply roles = COMPANY.staff.get("/api/directory/role");
        assertEquals(roles.text(), 403, roles.status());
        assertEquals(404, COMPANY.staff.get("/api/crm/customer").status());
    }

    @Test
    @Covers({"API-1", "CFG-1", "I18N-1"})
    public void settingsAreToldInTheReadersWords() {
        JsonNode week = setting("kernel.calendarRules.week", "zh-CN");
        assertEquals("每周工作日", week.path("label").asText());
        assertEquals("CHOICES", week.path("kind").asText());
        assertEquals("星期一", week.at("/choices/0/label").asText());
        assertEquals("MONDAY", week.at("/choices/0/value").asText());
        assertEquals("星期一, 星期二, 星期三, 星期四, 星期五", week.path("said").asText());
        assertEquals(
                "Monday",
                setting("kernel.calendarRules.week", "en")
                        .at("/choices/0/label")
                        .asText());
    }

    @Test
    @Covers({"API-1", "CFG-1"})
    public void everySettingIsListed() {
        Settings settings = COMPANY.server.kernel.get(Settings.class);
        int known = COMPANY.server.kernel.system(() -> settings.all(0)).size();
        assertEquals(known, COMPANY.admin.get("/api/settings").json().size());
    }

    private static JsonNode setting(String id, String language) {
        for (JsonNode each :
                COMPANY.admin.get("/api/settings", "Accept-Language", language).json()) {
            if (each.path("id").asText().equals(id)) return each;
        }
        throw new AssertionError(id);
    }

    @Test
    @Covers({"API-1", "DIR-1"})
    public void aMoveIsPreviewedInNumbersAndModules() {
        Reply told = COMPANY.admin.get("/api/directory/tree/east/move?parent=" + COMPANY.unit("elsewhere", ""));
        assertEquals(told.text(), 200, told.status());
        assertTrue(told.text(), told.json().path("units").isNumber());
        assertTrue(
                told.text(),
                told.json().path("opens").isArray()
                        && told.json().path("closes").isArray());
    }

    @Test
    @Covers({"CFG-1", "API-1"})
    public void configurationGoesOutAndInAndBack() {
        assertEquals(403, COMPANY.staff.get("/api/configuration/parts").status());
        assertEquals(403, COMPANY.staff.get("/api/configuration/export").status());
        assertEquals(403, COMPANY.staff.post("/api/configuration/imports", "x").status());
        Reply parts = COMPANY.admin.get("/api/configuration/parts");
        assertTrue(parts.text(), parts.text().contains("\"roles\""));
        Reply export = COMPANY.admin.get("/api/configuration/export?part=groups");
        assertEquals(export.text(), 200, export.status());
        assertTrue(export.text(), export.text().contains("groups: {}"));
        assertEquals(
                404, COMPANY.admin.get("/api/configuration/export?part=nothing").status());
        COMPANY.admin.post("/api/directory/group", "{\"code\":\"movers\",\"nameZh\":\"搬家\"}");
        Reply difference = COMPANY.admin.post("/api/configuration/difference?removing=true", export.text());
        assertEquals(difference.text(), 200, difference.status());
        assertEquals("movers", difference.json().at("/changes/0/code").asText());
        assertEquals(
                204,
                COMPANY.admin.post("/api/configuration/imports", export.text()).status());
        String seen = difference.json().path("mark").asText();
        assertEquals(
                409,
                COMPANY.admin
                        .post("/api/configuration/imports?seen=other&removing=true", export.text())
                        .status());
        Reply made = COMPANY.admin.post("/api/configuration/imports?removing=true&seen=" + seen, export.text());
        assertEquals(made.text(), 201, made.status());
        String id = made.json().path("id").asText();
        assertEquals(200, COMPANY.admin.get("/api/configuration/imports/" + id).status());
        assertEquals(
                200,
                COMPANY.admin
                        .post("/api/configuration/imports/" + id + "/undo", "")
                        .status());
        assertEquals(
                409,
                COMPANY.admin
                        .post("/api/configuration/imports/" + id + "/undo", "")
                        .status());
        assertFalse(COMPANY.admin.get("/api/configuration/imports").json().isEmpty());
        assertEquals(404, COMPANY.admin.get("/api/configuration/imports/999999").status());
        Reply wrong = COMPANY.admin.post("/api/configuration/difference", "a: [");
        assertEquals(wrong.text(), 422, wrong.status());
        assertEquals("1:5", wrong.json().at("/violations/0/field").asText());
    }
}
