package org.stepwise.rest.internal.served;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.rest.internal.served.RestServer.Client;
import org.stepwise.rest.internal.served.RestServer.Reply;
import org.stepwise.testkit.Covers;

@Covers("API-1")
public class ServicesOverRestTest {
    @ClassRule
    public static final RestServer SERVER = new RestServer();

    private static Client admin;
    private static Client staff;
    private static String sales;
    private static String east;

    @BeforeClass
    public static void company() {
        admin = SERVER.client("root", Roles.ADMINISTRATOR);
        staff = SERVER.client("li");
        sales = unit("sales", "");
        east = unit("east", sales);
    }

    private static String unit(String code, String parent) {
        String above = parent.isEmpty() ? "" : ",\"parentId\":\"" + parent + "\"";
        Reply made = admin.post(
                "/api/directory/unit", "{\"code\":\"" + code + "\",\"nameZh\":\"单位" + code + "\"" + above + "}");
        assertEquals(made.text(), 201, made.status());
        return made.json().path("id").asText();
    }

    @Test
    public void twoRecordsAreLinkedSeenFromBothEndsAndUnlinked() {
        Reply made = admin.post(
                "/api/links",
                "{\"from\":\"directory.unit:" + sales + "\",\"to\":\"directory.unit:" + east
                        + "\",\"note\":\"same house\"}");
        assertEquals(made.text(), 201, made.status());
        for (String end : List.of(sales, east)) {
            Reply links = admin.get("/api/links?of=directory.unit:" + end);
            assertEquals(
                    links.text(),
                    "same house",
                    links.json().at("/groups/0/links/0/note").asText());
        }
        Reply graph = admin.get("/api/links/graph?depth=2&of=directory.unit:" + sales);
        assertTrue(graph.text(), graph.json().path("records").has("directory.unit:" + sales));
        assertEquals(
                422,
                admin.get("/api/links/graph?depth=4&of=directory.unit:" + sales).status());
        assertEquals(404, admin.get("/api/links?of=nonsense").status());
        assertEquals(
                404,
                admin.post("/api/links", "{\"from\":\"directory.unit:999999\",\"to\":\"directory.unit:" + east + "\"}")
                        .status());
        assertFalse(admin.get("/api/links/kinds").json().isEmpty());
        assertEquals(204, admin.send("DELETE", made.header("Location"), "").status());
        assertTrue(admin.get("/api/links?of=directory.unit:" + east)
                .json()
                .path("groups")
                .isEmpty());
    }

    @Test
    @Covers({"API-1", "REC-8"})
    public void aFileIsAttachedReadInPartsAndRemoved() {
        byte[] content = "步步 stepwise".repeat(1000).getBytes(StandardCharsets.UTF_8);
        Reply made = admin.send(
                "POST",
                "/api/files?of=directory.unit:" + sales + "&name=%E5%90%88%E5%90%8C%22.txt",
                content,
                "application/octet-stream");
        assertEquals(made.text(), 201, made.status());
        assertEquals(content.length, made.json().path("bytes").asInt());
        String path = made.header("Location");
        Reply whole = admin.get(path + "/content");
        assertEquals(200, whole.status());
        assertEquals(content.length, whole.http().body().length);
        assertTrue(whole.header("Content-Disposition").startsWith("attachment"));
        Reply part = admin.get(path + "/content", "Range", "bytes=7-14");
        assertEquals(206, part.status());
        assertEquals("stepwise", part.text());
        assertEquals("bytes 7-14/" + content.length, part.header("Content-Range"));
        assertEquals(
                416, admin.get(path + "/content", "Range", "bytes=99999999-").status());
        assertEquals(
                304,
                admin.get(path + "/content", "If-None-Match", whole.header("ETag"))
                        .status());
        assertEquals(
                1, admin.get("/api/files?of=directory.unit:" + sales).json().size());
        assertEquals(204, admin.send("DELETE", path, "").status());
        assertEquals(404, admin.get(path).status());
    }

    @Test
    @Covers({"API-1", "REC-7"})
    public void recordsAreExportedAndImported() {
        Reply csv = admin.get("/api/directory/post/template?format=csv");
        assertEquals(200, csv.status());
        assertTrue(csv.header("Content-Disposition").contains("directory.post-template.csv"));
        byte[] good = "code,nameZh,level\nimp-1,岗位一,2\nimp-2,岗位二,3\n".getBytes(StandardCharsets.UTF_8);
        byte[] bad = "code,nameZh,level\nimp-3,岗位三,2\n,岗位四,x\n".getBytes(StandardCharsets.UTF_8);
        Reply dry = admin.send("POST", "/api/directory/post/import?dryRun=true", good, "text/csv");
        assertEquals(dry.text(), 200, dry.status());
        assertEquals(2, dry.json().path("created").asInt());
        Reply refused = admin.send("POST", "/api/directory/post/import", bad, "text/csv");
        assertEquals(refused.text(), 422, refused.status());
        assertEquals(3, refused.json().at("/errors/0/row").asInt());
        Reply done = admin.send("POST", "/api/directory/post/import", good, "text/csv");
        assertEquals(done.text(), 200, done.status());
        Reply export = admin.get("/api/directory/post/export?format=csv&filter=code:in:imp-1,imp-2,imp-3");
        assertEquals(export.text(), 3, export.text().strip().lines().count());
        assertEquals(422, admin.get("/api/directory/post/export?format=pdf").status());
        assertEquals(403, staff.get("/api/directory/post/export?format=csv").status());
    }

    @Test
    @Covers({"API-1", "DIR-6"})
    public void theOrganisationIsImportedAndRefusedWithEveryBadRow() {
        byte[] good = "code,parent,kind,name_zh\nnorth,sales,TEAM,北区\n".getBytes(StandardCharsets.UTF_8);
        Reply dry =
                admin.send("POST", "/api/directory/organisation/import?name=units.csv&dryRun=true", good, "text/csv");
        assertEquals(dry.text(), 200, dry.status());
        assertEquals(404, admin.get("/api/directory/tree/north").status());
        Reply done = admin.send("POST", "/api/directory/organisation/import?name=units.csv", good, "text/csv");
        assertEquals(done.text(), 1, done.json().path("created").asInt());
        assertEquals(
                "北区", admin.get("/api/directory/tree/north").json().path("name").asText());
        byte[] bad = "code,parent,kind,name_zh\nsouth,nowhere,TEAM,南区\n".getBytes(StandardCharsets.UTF_8);
        Reply refused = admin.send("POST", "/api/directory/organisation/import?name=units.csv", bad, "text/csv");
        assertEquals(refused.text(), 422, refused.status());
        assertEquals(200, admin.get("/api/directory/organisation/export").status());
        assertEquals(
                403,
                staff.send("POST", "/api/directory/organisation/import", good, "text/csv")
                        .status());
    }

    @Test
    @Covers({"API-1", "ROL-1"})
    public void aPhaseIsPlannedRehearsedAndChanged() {
        Reply made = admin.post(
                "/api/rollout/phases",
                "{\"code\":\"first\",\"name\":\"试点\",\"modules\":[\"kernel\"],\"units\":[\"sales\"],\"tasks\":[\"Train\"]}");
        assertEquals(made.text(), 201, made.status());
        assertEquals(List.of(sales), texts(made.json().path("units")));
        Reply rehearsed = admin.post("/api/rollout/phases/first/rehearse", "");
        assertEquals(rehearsed.text(), 200, rehearsed.status());
        assertTrue(rehearsed.json().has("possible"));
        Reply misspelt = admin.post("/api/rollout/phases/first/widen", "{\"modules\":[\"kernle\"]}");
        assertEquals(misspelt.text(), 422, misspelt.status());
        assertTrue(misspelt.text(), misspelt.text().contains("kernel"));
        Reply unknown = admin.post("/api/rollout/phases/first/widen", "{\"units\":[\"salse\"]}");
        assertEquals(404, unknown.status());
        assertTrue(unknown.text(), unknown.json().path("detail").asText().contains("sales"));
        String task = made.json().at("/tasks/0/id").asText();
        Reply ticked = admin.send("PUT", "/api/rollout/phases/first/tasks/" + task, "{\"done\":true}");
        assertTrue(ticked.text(), ticked.json().at("/tasks/0/done").asBoolean());
        assertEquals(409, admin.post("/api/rollout/phases/first/resume", "").status());
        assertFalse(admin.get("/api/rollout/history?phase=first").json().isEmpty());
        assertEquals(200, admin.get("/api/rollout/matrix?unit=sales").status());
        assertEquals(200, admin.get("/api/feedback?state=open").status());
        assertEquals(422, admin.get("/api/feedback?kind=rage").status());
        assertEquals(403, staff.get("/api/feedback").status());
        assertEquals(200, staff.get("/api/feedback/mine").status());
        assertEquals(404, staff.get("/api/feedback/4711").status());
        String closed = "{\"module\":\"shop\",\"kind\":\"idea\",\"text\":\"More\"}";
        assertEquals(404, staff.post("/api/feedback", closed).status());
        Reply adoption = admin.get("/api/rollout/phases/first/adoption");
        assertEquals(200, adoption.status());
        assertEquals("first", adoption.json().path("phase").asText());
        assertEquals(200, admin.get("/api/rollout/phases/first/gates").status());
        Reply report = admin.get("/api/rollout/phases/first/report");
        assertEquals(200, report.status());
        assertFalse(report.json().path("history").isEmpty());
        Reply pdf = admin.get("/api/rollout/phases/first/report.pdf");
        assertEquals(200, pdf.status());
        assertEquals("application/pdf", pdf.header("Content-Type"));
        assertEquals(200, admin.get("/api/rollout/phases/first/newcomers").status());
        assertEquals(
                "NONE",
                admin.get("/api/rollout/phases/first/trial")
                        .json()
                        .path("state")
                        .asText());
        assertEquals(200, admin.get("/api/rollout/phases/first/trial/caught").status());
        String confirmed = "{\"confirm\":\"first\"}";
        assertEquals(
                409,
                admin.post("/api/rollout/phases/first/trial/clear", confirmed).status());
        assertEquals(
                422, admin.post("/api/rollout/phases/first/trial/keep", "{}").status());
        assertEquals(
                403,
                staff.post("/api/rollout/phases/first/trial/clear", confirmed).status());
        assertEquals(403, staff.get("/api/rollout/phases/first/trial/caught").status());
        for (String part : List.of("", "/report", "/report.pdf", "/trial", "/adoption", "/gates", "/newcomers")) {
            assertEquals(403, staff.get("/api/rollout/phases/first" + part).status());
        }
        assertEquals(403, staff.get("/api/rollout/phases").status());
        assertEquals(403, staff.post("/api/rollout/phases/first/activate", "").status());
    }

    @Test
    @Covers("ROL-21")
    public void rulesOfUseArePutInForceAndReadOnlyByThoseWhoMay() {
        Reply published = admin.send("PUT", "/api/rules/kernel", "{\"zh\":\"规范\",\"en\":\"Rules\"}");
        assertEquals(published.text(), 200, published.status());
        assertEquals(1, published.json().path("number").asInt());
        assertEquals(200, admin.get("/api/rules").status());
        assertEquals(1, admin.get("/api/rules/kernel/editions").json().size());
        assertEquals(
                "Rules", admin.get("/api/rules/kernel").json().at("/edition/en").asText());
        assertEquals(403, staff.get("/api/rules/kernel").status());
        assertEquals(403, staff.get("/api/rules/kernel/editions").status());
        assertEquals(
                403, staff.send("PUT", "/api/rules/kernel", "{\"zh\":\"x\"}").status());
        assertEquals(
                404, admin.send("PUT", "/api/rules/kernle", "{\"zh\":\"x\"}").status());
        assertEquals(
                404, staff.post("/api/rules/kernel/confirm", "{\"edition\":1}").status());
        admin.post("/api/rollout/phases", "{\"code\":\"asking\",\"modules\":[\"kernel\"],\"units\":[\"sales\"]}");
        Reply prepared = admin.send("PUT", "/api/preparation/asking", "{\"rules\":true}");
        assertEquals(prepared.text(), 200, prepared.status());
        assertTrue(admin.get("/api/preparation/asking").json().path("rules").asBoolean());
        Reply progress = admin.get("/api/preparation/asking/rules");
        assertEquals(progress.text(), "kernel", progress.json().at("/0/module").asText());
        assertEquals(200, admin.get("/api/preparation/asking/rules/waiting").status());
        for (String part : List.of("", "/rules", "/rules/waiting")) {
            assertEquals(403, staff.get("/api/preparation/asking" + part).status());
        }
    }

    private static List<String> texts(JsonNode array) {
        java.util.ArrayList<String> all = new java.util.ArrayList<>();
        array.forEach(n -> all.add(n.asText()));
        return all;
    }

    @Test
    @Covers("ROL-18")
    public void aSchemeItsTeamGoalsAndCallsAreKeptByThoseWhoLeadAndClosedToOthers() {
        admin.post("/api/rollout/phases", "{\"code\":\"led\",\"modules\":[],\"units\":[\"" + sales + "\"]}");
        String seat = "{\"seats\":[{\"duty\":\"MANAGER\",\"person\":\"root\"}]}";
        Reply team = admin.send("PUT", "/api/rollout-team/led", seat);
        assertEquals(team.text(), 200, team.status());
        assertEquals("MANAGER", team.json().at("/members/0/seat/duty").asText());
        assertEquals(
                422,
                admin.send("PUT", "/api/rollout-team/led", "{\"seats\":[{\"person\":\"root\"}]}")
                        .status());
        String goals = "{\"goals\":[{\"title\":\"Faster\",\"base\":\"5\",\"target\":\"2\"}]}";
        Reply set = admin.send("PUT", "/api/scheme/led/goals", goals);
        assertEquals(set.text(), 200, set.status());
        String goal = "/api/scheme/led/goals/" + set.json().at("/0/id").asText();
        assertEquals(422, admin.send("PUT", goal, "{\"reached\":\"3\"}").status());
        assertEquals(
                200,
                admin.send("PUT", goal, "{\"reached\":\"3\",\"judgement\":\"PARTLY\"}")
                        .status());
        assertEquals(
                "3",
                admin.get("/api/rollout/phases/led/report")
                        .json()
                        .at("/goals/0/reached")
                        .asText());
        assertEquals(1, admin.get("/api/scheme/led").json().path("version").asInt());
        assertEquals(409, admin.post("/api/scheme/led/send", "").status());
        assertEquals(
                403, admin.post("/api/scheme/led/confirm", "{\"version\":1}").status());
        Reply call = admin.post(
                "/api/calls/led", "{\"what\":\"Train\",\"unit\":\"" + sales + "\",\"people\":11,\"days\":1}");
        assertEquals(call.text(), 201, call.status());
        String one = "/api/calls/led/" + call.json().path("id").asText();
        String paper = "{\"agreed\":true,\"signer\":\"Li\",\"on\":\"2020-02-03\"}";
        assertEquals(
                403,
                admin.send("PUT", one + "/answer", "{\"agreed\":true,\"text\":\"x\"}")
                        .status());
        assertEquals(200, admin.send("PUT", one + "/paper", paper).status());
        assertEquals(404, admin.get(one + "/file").status());
        for (String closed :
                List.of("/api/scheme/led", "/api/scheme/led/goals", "/api/rollout-team", "/api/calls/led")) {
            assertEquals(closed, 403, staff.get(closed).status());
        }
        assertEquals(403, staff.send("PUT", "/api/rollout-team/led", seat).status());
        assertEquals(403, staff.send("PUT", one + "/paper", paper).status());
        assertEquals(204, admin.send("DELETE", one, "").status());
    }

    @Test
    @Covers("ROL-16")
    public void tasksOfPeopleNotYetLiveAreListedWithTheirStandIns() {
        assertEquals(0, admin.get("/api/errands?state=OPEN").json().size());
        assertEquals(422, admin.get("/api/errands?state=Lost").status());
        assertEquals(404, admin.get("/api/errands/17").status());
        assertEquals(0, admin.get("/api/errands/stand-ins").json().size());
        String nobody = "{\"module\":\"kernel\",\"person\":\"li\"}";
        assertEquals(422, admin.post("/api/errands/stand-ins", nobody).status());
        String named = "{\"unit\":\"" + sales + "\",\"module\":\"kernel\",\"person\":\"li\"}";
        Reply made = admin.post("/api/errands/stand-ins", named);
        assertEquals(made.text(), 201, made.status());
        assertEquals(403, staff.post("/api/errands/stand-ins", named).status());
        assertEquals(403, staff.get("/api/errands/stand-ins").status());
        assertEquals(0, staff.get("/api/errands").json().size());
        String one = "/api/errands/stand-ins/" + made.json().path("id").asText();
        assertEquals(204, admin.send("DELETE", one, "").status());
    }

    @Test
    @Covers({"API-1", "DIR-1", "DIR-2"})
    public void theDirectoryAnswersQuestions() {
        assertTrue(admin.get("/api/directory/tree").json().size() >= 2);
        assertEquals(0, admin.get("/api/directory/tree?day=1999-01-01").json().size());
        assertEquals(422, admin.get("/api/directory/tree?day=today").status());
        assertEquals(200, staff.get("/api/directory/people/root/superiors").status());
        assertEquals(
                "root",
                staff.get("/api/directory/people/root").json().path("account").asText());
        Reply cycle = admin.post("/api/directory/tree/sales/move", "{\"parent\":\"east\"}");
        assertEquals(cycle.text(), 422, cycle.status());
    }

    @Test
    public void noticesJobsModulesAndTypesAreListed() {
        assertEquals(0, staff.get("/api/notices").json().path("unread").asInt());
        assertEquals(204, staff.post("/api/notices/read", "").status());
        assertTrue(admin.get("/api/jobs").text().contains("rest/forget-keys"));
        Reply started = admin.post("/api/jobs/rest/forget-keys/start", "");
        assertEquals(started.text(), 202, started.status());
        assertEquals(200, admin.get(started.header("Location")).status());
        assertEquals(404, admin.post("/api/jobs/no/such/start", "").status());
        assertTrue(admin.get("/api/modules").text().contains("\"kernel\""));
        JsonNode type = admin.get("/api/types/directory.post").json();
        assertEquals("/api/directory/post", type.path("path").asText());
        assertTrue(texts(type.path("actions")).contains("create"));
        assertEquals(404, staff.get("/api/types/no.such").status());
    }

    @Test
    @Covers({"API-1", "ACC-8", "AUD-1"})
    public void accessIsExplainedAndTheLogIsWhole() {
        Reply why = admin.get("/api/access/explain?user=li&action=administer&record=directory.unit:" + sales);
        assertEquals(why.text(), 200, why.status());
        assertFalse(why.json().path("allowed").asBoolean());
        assertFalse(why.json().path("steps").isEmpty());
        assertEquals(
                200,
                staff.get("/api/access/explain?action=see&record=directory.unit:" + sales)
                        .status());
        String explain = "/api/access/explain?record=directory.";
        Reply person = admin.get(explain + "post:1&user=rooot");
        assertEquals(404, person.status());
        assertTrue(person.text(), person.json().path("detail").asText().contains("root"));
        Reply type = admin.get(explain + "pots:1");
        assertTrue(type.text(), type.json().path("detail").asText().contains("directory.post"));
        Reply action = admin.get(explain + "post:1&action=sea");
        assertEquals(action.text(), 422, action.status());
        assertTrue(
                action.text(),
                action.json().at("/violations/0/message").asText().contains("see"));
        JsonNode entries = admin.get("/api/audit?what=signin.done").json();
        assertTrue(entries.size() >= 2);
        entries.forEach(entry -> assertEquals("REST", entry.path("door").asText()));
        assertTrue(admin.get("/api/audit/verify").json().path("broken").isNull());
    }

    @Test
    @Covers({"API-1", "ACC-3"})
    public void aRecordIsSharedAndTheShareEnds() {
        String li = staff.get("/api/session").json().path("id").asText();
        String shares = "/api/directory/unit/" + east + "/shares";
        Reply put = admin.send("PUT", shares + "/" + li, "{\"rights\":[\"see\",\"edit\"]}");
        assertEquals(put.text(), 200, put.status());
        assertEquals(li, put.json().at("/0/principal").asText());
        String named = put.json().at("/0/principalName").asText();
        assertEquals(staff.get("/api/session").json().path("name").asText(), named);
        assertEquals(named, admin.get(shares).json().at("/0/principalName").asText());
        assertEquals(204, admin.send("DELETE", shares + "/" + li, "").status());
        Reply everyone = admin.send("PUT", shares + "/1", "{\"rights\":[\"see\"]}");
        assertEquals("Everyone", everyone.json().at("/0/principalName").asText());
        assertEquals(204, admin.send("DELETE", shares + "/1", "").status());
        assertTrue(admin.get(shares).json().isEmpty());
        assertEquals(422, admin.send("PUT", shares + "/" + li, "{}").status());
        Reply unknown = admin.send("PUT", shares + "/" + li, "{\"rights\":[\"see\",\"fly\"]}");
        assertEquals(unknown.text(), 422, unknown.status());
        assertEquals("rights", unknown.json().at("/violations/0/field").asText());
        assertTrue(
                unknown.text(), unknown.text().contains("fly") && unknown.text().contains("see, create, edit"));
    }

    @Test
    @Covers({"API-1", "REC-7", "DIR-6"})
    public void aHugeBadImportIsAnsweredShortlyWithWhatToDoNext() {
        StringBuilder rows = new StringBuilder("code,nameZh,level\n");
        for (int i = 0; i < 3_000; i++) rows.append("long-").append(i).append(",岗位,x\n");
        byte[] bad = rows.toString().getBytes(StandardCharsets.UTF_8);
        Reply refused = admin.send("POST", "/api/directory/post/import", bad, "text/csv");
        assertEquals(422, refused.status());
        assertEquals(3_000, refused.json().path("errorCount").asInt());
        assertEquals(100, refused.json().path("errors").size());
        String detail = refused.json().path("detail").asText();
        assertTrue(detail, detail.startsWith("Nothing was imported: 3,000 values are wrong."));
        assertTrue(detail, detail.contains("import/errors"));
        Reply file = admin.send("POST", "/api/directory/post/import/errors?format=csv", bad, "text/csv");
        assertEquals(3_001, file.text().lines().count());
        String people = "account,name\nbad account,A\n";
        Reply organisation = admin.send(
                "POST",
                "/api/directory/organisation/import/errors?name=people.csv",
                people.getBytes(StandardCharsets.UTF_8),
                "text/csv");
        assertEquals(organisation.text(), 200, organisation.status());
        assertTrue(organisation.text(), organisation.text().contains(",2,\"account\","));
        assertEquals(
                403,
                staff.send(
                                "POST",
                                "/api/directory/organisation/import/errors",
                                "x".getBytes(StandardCharsets.UTF_8),
                                "text/csv")
                        .status());
    }

    @Test
    @Covers({"API-1", "DIR-3", "REC-7"})
    public void whatIsRefusedIsRefusedBeforeTheFileBegins() {
        Client leaver = SERVER.client("leaver", Roles.ADMINISTRATOR);
        String id = leaver.get("/api/session").json().path("id").asText();
        String version = admin.get("/api/directory/person/" + id).header("ETag");
        assertEquals(
                200,
                admin.post("/api/directory/person/" + id + "/actions/leaving", "{}", "If-Match", version)
                        .status());
        Reply organisation = leaver.get("/api/directory/organisation/export");
        assertEquals(organisation.text(), 403, organisation.status());
        assertEquals(
                "application/problem+json", organisation.header("Content-Type").split(";")[0]);
        assertEquals(403, leaver.get("/api/directory/post/export?format=csv").status());
        Reply unknown = admin.get("/api/directory/post/export?format=csv&filter=nosuch:eq:1");
        assertEquals(unknown.text(), 422, unknown.status());
        Reply fields = admin.get("/api/directory/post/export?format=csv&fields=nosuch");
        assertEquals(fields.text(), 422, fields.status());
    }

    @Test
    @Covers({"API-1", "ACC-1", "ACC-10"})
    public void aListOfWhatMayNotBeSeenIsRefusedAndNotEmpty() {
        assertEquals(200, staff.get("/api/directory/post").status());
        Reply roles = staff.get("/api/directory/role");
        assertEquals(roles.text(), 403, roles.status());
        assertEquals(404, staff.get("/api/crm/customer").status());
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
        Settings settings = SERVER.kernel.get(Settings.class);
        int known = SERVER.kernel.system(() -> settings.all(0)).size();
        assertEquals(known, admin.get("/api/settings").json().size());
    }

    private static JsonNode setting(String id, String language) {
        for (JsonNode each :
                admin.get("/api/settings", "Accept-Language", language).json()) {
            if (each.path("id").asText().equals(id)) return each;
        }
        throw new AssertionError(id);
    }

    @Test
    @Covers({"API-1", "DIR-1"})
    public void aMoveIsPreviewedInNumbersAndModules() {
        Reply told = admin.get("/api/directory/tree/east/move?parent=" + unit("elsewhere", ""));
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
        assertEquals(403, staff.get("/api/configuration/parts").status());
        assertEquals(403, staff.get("/api/configuration/export").status());
        assertEquals(403, staff.post("/api/configuration/imports", "x").status());
        Reply parts = admin.get("/api/configuration/parts");
        assertTrue(parts.text(), parts.text().contains("\"roles\""));
        Reply export = admin.get("/api/configuration/export?part=groups");
        assertEquals(export.text(), 200, export.status());
        assertTrue(export.text(), export.text().contains("groups: {}"));
        assertEquals(404, admin.get("/api/configuration/export?part=nothing").status());
        admin.post("/api/directory/group", "{\"code\":\"movers\",\"nameZh\":\"搬家\"}");
        Reply difference = admin.post("/api/configuration/difference?removing=true", export.text());
        assertEquals(difference.text(), 200, difference.status());
        assertEquals("movers", difference.json().at("/changes/0/code").asText());
        assertEquals(
                204, admin.post("/api/configuration/imports", export.text()).status());
        String seen = difference.json().path("mark").asText();
        assertEquals(
                409,
                admin.post("/api/configuration/imports?seen=other&removing=true", export.text())
                        .status());
        Reply made = admin.post("/api/configuration/imports?removing=true&seen=" + seen, export.text());
        assertEquals(made.text(), 201, made.status());
        String id = made.json().path("id").asText();
        assertEquals(200, admin.get("/api/configuration/imports/" + id).status());
        assertEquals(
                200,
                admin.post("/api/configuration/imports/" + id + "/undo", "").status());
        assertEquals(
                409,
                admin.post("/api/configuration/imports/" + id + "/undo", "").status());
        assertFalse(admin.get("/api/configuration/imports").json().isEmpty());
        assertEquals(404, admin.get("/api/configuration/imports/999999").status());
        Reply wrong = admin.post("/api/configuration/difference", "a: [");
        assertEquals(wrong.text(), 422, wrong.status());
        assertEquals("1:5", wrong.json().at("/violations/0/field").asText());
    }
}
