package org.stepwise.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
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
    private static final int BIG = 3 << 20;
    /** The database gives back its used-up logs, some ten megabytes at most: then there is no room for any file. */
    private static final int TRIES = 20;

    /** Done, under way, or wrong in itself: the rows of the import are. */
    private static final Set<Integer> WHOLE = Set.of(201, 202, 303, 422);

    private final Random contents = new Random(7);
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
        assertTrue("needs the right to mount", MountedDisk.allowed());
        disk = new MountedDisk(MEGABYTES);
        drill = Drill.on(Server.in(disk.directory().resolve("home"), ""));
        drill.open("work");
        customer = drill.create("Before").expect(201).json().get("id").asText();
        uploadsStopBeforeTheDiskIsFull();
        disk.fill();
        int accepted = savingIsRefused() + pagesTellItInTheReadersLanguage();
        uploadsAreRefused();
        importsAreRefused();
        reading();
        disk.free();
        Drill.await("there is room again", () -> drill.create("Full after").fine());
        assertEquals("what was accepted is there, and nothing else", accepted + 1, drill.customers("Full"));
        int before = wholeFiles();
        upload("after.bin").expect(201);
        assertEquals(before + 1, wholeFiles());
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
                .json("PUT", "/api/settings/files.storeRules." + name, Map.of("value", value))
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
        return untilRefused(MOST, save, refusal);
    }

    private static int untilRefused(int most, Supplier<Answer> save, Consumer<Answer> refusal) {
        for (int accepted = 0; accepted < most; accepted++) {
            Answer answer = save.get();
            if (WHOLE.contains(answer.status())) continue;
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
            toldOnPage(page, "磁盘已满|disk is full");
            assertTrue(page.text(), page.text().matches("(?s).*(内容没有改动|Nothing was changed).*"));
        });
    }

    /** In the person's language, or in the browser's, which is English, when not even the session can be read. */
    private static void toldOnPage(Answer page, String words) {
        page.expect(503);
        assertTrue(page.text(), page.text().matches("(?s).*(" + words + "|没有响应|does not answer).*"));
    }

    /** Refused, or there as a whole: what room the database gives back is taken away again before each. */
    private void uploadsAreRefused() {
        int byRest = untilRefused(
                TRIES,
                () -> {
                    fill();
                    return upload("full.bin");
                },
                answer -> toldByRest(answer, "full"));
        int byPage = untilRefused(
                TRIES,
                () -> {
                    fill();
                    return drill.seller().upload("/crm/customer/" + customer + "/files", "full.txt", text());
                },
                page -> toldOnPage(page, "未保存|磁盘已满|Nothing was saved|disk is full"));
        reading();
        assertEquals(byRest + byPage, wholeFiles());
    }

    private void fill() {
        try {
            disk.fill();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another one each time, since equal contents are kept once. */
    private byte[] content() {
        byte[] content = new byte[BIG];
        contents.nextBytes(content);
        return content;
    }

    private String text() {
        String line = Long.toString(contents.nextLong(), 36) + "\n";
        return line.repeat(BIG / line.length());
    }

    /** A database that has just stumbled over the full disk is asked again a second later. */
    private void reading() {
        for (String address : List.of("/", "/crm/customer", "/crm/customer/" + customer, Drill.CUSTOMERS)) {
            Drill.await(
                    "people still read " + address,
                    () -> drill.seller().get(address).fine());
        }
    }

    private void importsAreRefused() {
        String csv = "name,remark\n" + ("Full by import," + "z".repeat(30_000) + "\n").repeat(120);
        byte[] file = csv.getBytes(StandardCharsets.UTF_8);
        for (String how : List.of("", "?background=true")) {
            untilRefused(
                    TRIES,
                    () -> {
                        fill();
                        return drill.seller().send("POST", Drill.CUSTOMERS + "/import" + how, "text/csv", file);
                    },
                    answer -> toldByRest(answer, "The server's disk is full"));
        }
    }

    private Answer upload(String name) {
        String path = "/api/files?of=crm.customer:" + customer + "&name=" + name;
        return drill.seller().send("POST", path, "application/octet-stream", content());
    }

    /** How many files the customer has, each of which is read to its end. */
    private int wholeFiles() {
        JsonNode files = drill.seller()
                .get("/api/files?of=crm.customer:" + customer)
                .expect(200)
                .json();
        for (JsonNode file : files) {
            Answer read = drill.seller()
                    .get("/api/files/" + file.get("id").asText() + "/content")
                    .expect(200);
            assertEquals(file.get("bytes").asInt(), read.bytes().length);
        }
        return files.size();
    }

    private long aside() throws IOException {
        Path aside = disk.directory().resolve("home/blobs/aside");
        try (Stream<Path> left = Files.list(aside)) {
            return left.count();
        }
    }
}
