package org.stepwise.rest.internal.served;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.rest.internal.served.RestServer.Client;
import org.stepwise.rest.internal.served.RestServer.Reply;
import org.stepwise.testkit.Covers;

/** Tables in and out by REST. */
@Covers("API-1")
public class ImportsOverRestTest {
    @ClassRule
    public static final RestCompany COMPANY = new RestCompany();

    @Test
    @Covers({"API-1", "REC-7"})
    public void recordsAreExportedAndImported() {
        Reply csv = COMPANY.admin.get("/api/directory/post/template?format=csv");
        assertEquals(200, csv.status());
        assertTrue(csv.header("Content-Disposition").contains("directory.post-template.csv"));
        byte[] good = "code,nameZh,level\nimp-1,岗位一,2\nimp-2,岗位二,3\n".getBytes(StandardCharsets.UTF_8);
        byte[] bad = "code,nameZh,level\nimp-3,岗位三,2\n,岗位四,x\n".getBytes(StandardCharsets.UTF_8);
        Reply dry = COMPANY.admin.send("POST", "/api/directory/post/import?dryRun=true", good, "text/csv");
        assertEquals(dry.text(), 200, dry.status());
        assertEquals(2, dry.json().path("created").asInt());
        Reply refused = COMPANY.admin.send("POST", "/api/directory/post/import", bad, "text/csv");
        assertEquals(refused.text(), 422, refused.status());
        assertEquals(3, refused.json().at("/errors/0/row").asInt());
        Reply done = COMPANY.admin.send("POST", "/api/directory/post/import", good, "text/csv");
        assertEquals(done.text(), 200, done.status());
        Reply export = COMPANY.admin.get("/api/directory/post/export?format=csv&filter=code:in:imp-1,imp-2,imp-3");
        assertEquals(export.text(), 3, export.text().strip().lines().count());
        assertEquals(
                422, COMPANY.admin.get("/api/directory/post/export?format=pdf").status());
        assertEquals(
                403, COMPANY.staff.get("/api/directory/post/export?format=csv").status());
    }

    @Test
    @Covers({"API-1", "DIR-6"})
    public void theOrganisationIsImportedAndRefusedWithEveryBadRow() {
        byte[] good = "code,parent,kind,name_zh\nnorth,sales,TEAM,北区\n".getBytes(StandardCharsets.UTF_8);
        Reply dry = COMPANY.admin.send(
                "POST", "/api/directory/organisation/import?name=units.csv&dryRun=true", good, "text/csv");
        assertEquals(dry.text(), 200, dry.status());
        assertEquals(404, COMPANY.admin.get("/api/directory/tree/north").status());
        Reply done = COMPANY.admin.send("POST", "/api/directory/organisation/import?name=units.csv", good, "text/csv");
        assertEquals(done.text(), 1, done.json().path("created").asInt());
        assertEquals(
                "北区",
                COMPANY.admin
                        .get("/api/directory/tree/north")
                        .json()
                        .path("name")
                        .asText());
        byte[] bad = "code,parent,kind,name_zh\nsouth,nowhere,TEAM,南区\n".getBytes(StandardCharsets.UTF_8);
        Reply refused =
                COMPANY.admin.send("POST", "/api/directory/organisation/import?name=units.csv", bad, "text/csv");
        assertEquals(refused.text(), 422, refused.status());
        assertEquals(
                200, COMPANY.admin.get("/api/directory/organisation/export").status());
        assertEquals(
                403,
                COMPANY.staff
                        .send("POST", "/api/directory/organisation/import", good, "text/csv")
                        .status());
    }

    @Test
    @Covers({"API-1", "REC-7", "DIR-6"})
    public void aHugeBadImportIsAnsweredShortlyWithWhatToDoNext() {
        StringBuilder rows = new StringBuilder("code,nameZh,level\n");
        for (int i = 0; i < 3_000; i++) rows.append("long-").append(i).append(",岗位,x\n");
        byte[] bad = rows.toString().getBytes(StandardCharsets.UTF_8);
        Reply refused = COMPANY.admin.send("POST", "/api/directory/post/import", bad, "text/csv");
        assertEquals(422, refused.status());
        assertEquals(3_000, refused.json().path("errorCount").asInt());
        assertEquals(100, refused.json().path("errors").size());
        String detail = refused.json().path("detail").asText();
        assertTrue(detail, detail.startsWith("Nothing was imported: 3,000 values are wrong."));
        assertTrue(detail, detail.contains("import/errors"));
        Reply file = COMPANY.admin.send("POST", "/api/directory/post/import/errors?format=csv", bad, "text/csv");
        assertEquals(3_001, file.text().lines().count());
        String people = "account,name\nbad account,A\n";
        Reply organisation = COMPANY.admin.send(
                "POST",
                "/api/directory/organisation/import/errors?name=people.csv",
                people.getBytes(StandardCharsets.UTF_8),
                "text/csv");
        assertEquals(organisation.text(), 200, organisation.status());
        assertTrue(organisation.text(), organisation.text().contains(",2,\"account\","));
        assertEquals(
                403,
                COMPANY.staff
                        .send(
                                "POST",
                                "/api/directory/organisation/import/errors",
                                "x".getBytes(StandardCharsets.UTF_8),
                                "text/csv")
                        .status());
    }

    @Test
    @Covers({"API-1", "DIR-3", "REC-7"})
    public void whatIsRefusedIsRefusedBeforeTheFileBegins() {
        Client leaver = COMPANY.server.client("leaver", Roles.ADMINISTRATOR);
        String id = leaver.get("/api/session").json().path("id").asText();
        String version = COMPANY.admin.get("/api/directory/person/" + id).header("ETag");
        assertEquals(
                200,
                COMPANY.admin
                        .post("/api/directory/person/" + id + "/actions/leaving", "{}", "If-Match", version)
                        .status());
        Reply organisation = leaver.get("/api/directory/organisation/export");
        assertEquals(organisation.text(), 403, organisation.status());
        assertEquals(
                "application/problem+json", organisation.header("Content-Type").split(";")[0]);
        assertEquals(403, leaver.get("/api/directory/post/export?format=csv").status());
        Reply unknown = COMPANY.admin.get("/api/directory/post/export?format=csv&filter=nosuch:eq:1");
        assertEquals(unknown.text(), 422, unknown.status());
        Reply fields = COMPANY.admin.get("/api/directory/post/export?format=csv&fields=nosuch");
        assertEquals(fields.text(), 422, fields.status());
    }
}
