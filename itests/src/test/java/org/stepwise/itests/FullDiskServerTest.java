package org.stepwise.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Test;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.MountedDisk;

/** The whole home of a server on Derby stands on a small disk, which runs full while people work. Needs the right to mount. */
public class FullDiskServerTest {
    private static final int MEGABYTES = 400;
    private static final int MOST = 20_000;
    private static final byte[] BIG = new byte[3 << 20];
    private MountedDisk disk;
    private Drill drill;
    private String customer;

    @After
    public void end() throws IOException {
        if (drill != null) drill.close();
        if (disk != null) disk.close();
    }

    @Test
    @Covers({"OPS-2", "REC-8"})
    public void peopleAreToldNothingIsHalfDoneAndWorkGoesOnOnceThereIsRoom() throws IOException {
        disk = new MountedDisk(MEGABYTES);
        drill = Drill.on(Server.in(disk.directory().resolve("home"), ""));
        drill.open("work");
        customer = drill.create("Before").expect(201).json().get("id").asText();
        uploadsStopBeforeTheDiskIsFull();
        disk.fill();
        int accepted = savingIsRefused() + pagesTellItInTheReadersLanguage();
        uploadsAreRefused();
        importsAreRefused();
        assertTrue(
                "people still read",
                drill.seller().get("/crm/customer/" + customer).fine());
        disk.free();
        Drill.await("there is room again", () -> drill.create("Full after").fine());
        assertEquals("what was accepted is there, and nothing else", accepted + 1, drill.customers("Full"));
        assertEquals(List.of(), filesOf());
        upload("after.bin").expect(201);
        assertEquals(List.of("after.bin"), filesOf());
        assertEquals("nothing half is left", 0, aside());
        assertEquals("none is a fault of the server", 0, ServerLog.count(drill.server.log(), "Incident "));
    }

    /** A share of the disk is kept for the database. */
    private void uploadsStopBeforeTheDiskIsFull() {
        setting("keepFreeMegabytes", String.valueOf(MEGABYTES));
        Answer refused = upload("too-late.bin").expect(503);
        assertTrue(refused.text(), refused.text().contains("files.problem.full"));
        setting("keepFreeMegabytes", "0");
    }

    private void setting(String name, String value) {
        drill.admin()
                .json("PUT", "/api/settings/files.fileRules." + name, Map.of("value", value))
                .expect(204);
    }

    /** @return how many were accepted before */
    private int savingIsRefused() {
        Map<String, String> values = Map.of("name", "Full", "remark", "x".repeat(1_900));
        return untilRefused(
                () -> drill.seller().json("POST", Drill.CUSTOMERS, values),
                answer -> toldByRest(answer, "The server's disk is full"));
    }

    private static int untilRefused(Supplier<Answer> save, Consumer<Answer> refusal) {
        for (int accepted = 0; accepted < MOST; accepted++) {
            Answer answer = save.get();
            if (answer.status() == 201 || answer.status() == 303) continue;
            refusal.accept(answer);
            return accepted;
        }
        throw new AssertionError("the disk does not run full");
    }

    private static void toldByRest(Answer answer, String sentence) {
        answer.expect(503);
        assertTrue(answer.header("Content-Type"), answer.header("Content-Type").startsWith("application/problem+json"));
        assertTrue(
                answer.text(), answer.text().contains(sentence) || answer.text().contains("does not answer"));
        assertTrue("when to come again", !answer.header("Retry-After").isEmpty());
    }

    /** @return how many were accepted before: the database finds a little room now and then */
    private int pagesTellItInTheReadersLanguage() {
        Map<String, String> form = Map.of("name", "Full by page", "remark", "x".repeat(1_900));
        return untilRefused(() -> drill.seller().post("/crm/customer/new", form), page -> {
            page.expect(503);
            assertTrue(page.text(), page.text().contains("磁盘已满") || page.text().contains("没有响应"));
            assertTrue(page.text(), page.text().contains("内容没有改动"));
        });
    }

    private void uploadsAreRefused() {
        Answer rest = upload("full.bin").expect(503);
        assertTrue(rest.text(), rest.text().contains("files.problem."));
        String text = "y".repeat(BIG.length);
        Answer page = drill.seller()
                .upload("/crm/customer/" + customer + "/files", "full.txt", text)
                .expect(503);
        assertTrue(page.text(), page.text().contains("未保存") || page.text().contains("磁盘已满"));
    }

    private void importsAreRefused() {
        String csv = "name,remark\n" + ("Full by import," + "z".repeat(30_000) + "\n").repeat(120);
        byte[] file = csv.getBytes(StandardCharsets.UTF_8);
        for (String how : List.of("", "?background=true")) {
            toldByRest(
                    drill.seller().send("POST", Drill.CUSTOMERS + "/import" + how, "text/csv", file),
                    "The server's disk is full");
        }
    }

    private Answer upload(String name) {
        String path = "/api/files?of=crm.customer:" + customer + "&name=" + name;
        return drill.seller().send("POST", path, "application/octet-stream", BIG);
    }

    private List<String> filesOf() {
        return Stream.of(drill.seller()
                        .get("/api/files?of=crm.customer:" + customer)
                        .expect(200)
                        .json())
                .flatMap(files -> Stream.iterate(0, i -> i < files.size(), i -> i + 1)
                        .map(i -> files.get(i).get("name").asText()))
                .toList();
    }

    private long aside() throws IOException {
        Path aside = disk.directory().resolve("home/blobs/aside");
        try (Stream<Path> left = Files.list(aside)) {
            return left.count();
        }
    }
}
