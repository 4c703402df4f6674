package org.stepwise.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.BeforeClass;
import org.junit.Test;
import org.stepwise.itests.broken.FailingStart;
import org.stepwise.itests.broken.SlowStart;
import org.stepwise.testkit.Covers;

/** Modules from outside come, change their version, fail and go on a running server (ROL-12). */
@Covers("ROL-12")
public class ModuleLifeTest {
    private static final String VEHICLES = "/api/vehicles/vehicle";
    private static final String PLATE = "Number plate";
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static Server server;
    private static DemoCompany company;
    private static Supplier known;
    private static Supplier stranger;

    @BeforeClass
    public static void aSupplierIsTrusted() {
        OpenCompany open = OpenCompany.get();
        open.closeAll();
        open.opens("crm", List.of("SE"), List.of());
        open.opens("vehicles", List.of("SE"), List.of());
        server = open.server();
        company = open.company();
        known = new Supplier("known" + System.nanoTime());
        stranger = new Supplier("stranger" + System.nanoTime());
        tells(server.console("stepwise:module-trust " + known.certificate(), "stepwise:module-trusted"), "CN=known");
    }

    @Test
    public void whatIsNotWholeOrNotKnownIsRefusedAndNothingChanges() throws IOException {
        String before = version();
        Path good = kit("refused").kar("vehicles", "refused");
        refused(upgrade(good), "not signed");
        refused(upgrade(stranger.sign(kit("strange").kar("vehicles", "strange"))), "does not trust", "CN=stranger");
        known.sign(good);
        refused(upgrade(good, "00" + "11".repeat(31)), "SHA-256", "0011");
        Path changed = Files.copy(good, good.resolveSibling("changed" + System.nanoTime() + ".kar"));
        try (FileSystem inside = FileSystems.newFileSystem(changed)) {
            Path jar = inside.getPath("repository/test/refused/1/refused-1.jar");
            Files.write(jar, Files.readAllBytes(kit("other").jar(Path.of("target/kits/other.jar"))));
        }
        refused(upgrade(changed), "changed after it was signed");
        refused(send("/upgrade?name=x.kar", "no archive".getBytes(StandardCharsets.UTF_8)), "no kar file");
        refused(install(good), "installed already");
        assertEquals(before, version());
        assertEquals(List.of(), left("refused"));
        tells(
                company.admin()
                        .get("/admin/audit?what=module.refused")
                        .expect(200)
                        .text(),
                "strange");
    }

    @Test
    public void aBetterVersionTakesThePlaceOfTheOldAndOneThatFailsIsTakenBackWithItsData() {
        String plate = "SU-" + System.nanoTime() % 1_000_000;
        Visitor assistant = company.as("qin.yue");
        assistant.json("POST", VEHICLES, vehicle(plate)).expect(201);
        String good = upgrades(next(), "good");
        shows(assistant, plate, good);
        String small = next();
        takenBack(kit(small).starting(FailingStart.class), small, "no licence for this machine");
        takenBack(kit(next()).needing("[9.0,10)"), "needs package", "org.stepwise.kernel.api.module");
        takenBack(
                kit(next())
                        .schema("100-good", "create table vehicles_good (id bigint not null primary key);")
                        .schema("101-bad", "alter table vehicles_absent add column name varchar(10);"),
                "VEHICLES_ABSENT");
        takenBack(kit(next()).starting(SlowStart.class), "within 30 seconds");
        assertEquals(good, version());
        shows(assistant, plate, good);
        tells(server.console("stepwise:module-info --language en vehicles"), "Last failure", "CN=known", good);
        tells(company.admin().get("/api/modules/vehicles/releases").expect(200).text(), "30 seconds");
        tells(company.admin().get("/admin/module/vehicles").expect(200).text(), good, "CN=known", "good.kar", "30");
        refused(company.admin().json("POST", "/api/modules/vehicles/upgrade", Map.of()), "newer version");
        shows(assistant, plate, good);
    }

    @Test
    public void whoWorksElsewhereNoticesNothingOfTenUpgrades() {
        upgrades(next(), "begin");
        List<String> failed;
        try (SteadyWork work = SteadyWork.of(
                Stream.of("lin.zhixia", "feng.li", "zhou.mingyuan", "qin.yue")
                        .map(company::as)
                        .toList(),
                "/",
                "/crm/customer",
                "/api/crm/customer?limit=20")) {
            for (int i = 0; i < 5; i++) {
                upgrades(next(), "under load");
                takenBack(kit(next()).starting(FailingStart.class), "no licence for this machine");
            }
            failed = work.failures();
        }
        assertEquals(List.of(), failed);
    }

    @Test
    public void aServerThatIsKilledInAnUpgradeComesBackWithTheFormerVersion() {
        String plate = "SU-K" + System.nanoTime() % 1_000_000;
        company.as("qin.yue").json("POST", VEHICLES, vehicle(plate)).expect(201);
        String good = upgrades(next(), "kept");
        String slow = next();
        Path archive = known.sign(kit(slow).starting(SlowStart.class).kar("vehicles", "slow"));
        CompletableFuture<Answer> upgrade = CompletableFuture.supplyAsync(() -> upgrade(archive));
        assertEquals(
                List.of(),
                Distribution.untilEmpty(() ->
                        Stream.of(state("vehicles")).filter("ready"::equals).toList()));
        server.kill();
        try {
            upgrade.join();
        } catch (CompletionException cut) {
            tells(cut.toString(), "IOException");
        }
        server.start();
        assertEquals(
                List.of(),
                Distribution.untilEmpty(() -> Stream.of(state("vehicles"))
                        .filter(state -> !state.equals("ready"))
                        .toList()));
        shows(company.as("qin.yue"), plate, good);
        String releases = "/api/modules/vehicles/releases";
        assertEquals(
                List.of(),
                Distribution.untilEmpty(
                        () -> Stream.of(company.admin().get(releases).text())
                                .filter(text -> !text.contains("ended in the middle"))
                                .toList()));
        assertEquals(List.of(), left(slow));
        upgrades(next(), "after the crash");
    }

    @Test
    public void aModuleFromADirectoryGoesAndComesBackInItsVersion() throws IOException {
        Path first = Path.of("target", "kits", "notes" + System.nanoTime()).toAbsolutePath();
        Kit.of(TestModules.notes(), "1.0.0").jar(first.resolve("notes.jar"));
        Path second = first.resolveSibling(first.getFileName() + "b");
        Kit.of(TestModules.notes(), "1.1.0").jar(second.resolve("notes.jar"));
        Files.writeString(second.resolve("features.xml"), """
                <features name="notes" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
                  <feature name="stepwise-notes" version="1"><bundle>file:notes.jar</bundle></feature>
                </features>
                """);
        String told = server.console(
                "stepwise:module-install --language en " + first,
                "stepwise:module-upgrade --language en " + second,
                "stepwise:module-list --language en",
                "stepwise:module-upgrade --language en --to 1.0.0 notes");
        tells(told, "Source", second.getFileName().toString(), "1.1.0");
        tells(company.admin().get("/api/modules/notes").expect(200).text(), "ready", "1.0.0");
        Path other = second.resolveSibling(second.getFileName() + "c");
        Kit.of(TestModules.notes(), "2.0.0")
                .header("Bundle-SymbolicName", "com.other.notes")
                .jar(other.resolve("notes.jar"));
        tells(server.console("stepwise:module-upgrade --language en " + other), "taken by another supplier");
        Path kernel = other.resolveSibling(other.getFileName() + "d");
        Kit.of(TestModules.notes(), "2.0.0")
                .header("Bundle-SymbolicName", "org.stepwise.kernel")
                .jar(kernel.resolve("notes.jar"));
        tells(server.console("stepwise:module-install --language en " + kernel), "belongs to the server");
        company.admin().json("POST", "/api/modules/notes/uninstall", Map.of()).expect(200);
        assertEquals("available", state("notes"));
        company.admin().json("POST", "/api/modules/notes/install", Map.of()).expect(200);
        tells(company.admin().get("/api/modules/notes").expect(200).text(), "ready", "1.0.0");
        company.admin().json("POST", "/api/modules/notes/uninstall", Map.of()).expect(200);
    }

    private static String next() {
        return "2." + NEXT.incrementAndGet() + ".0";
    }

    /** A good one that adds a column; all have the files of those before. */
    private static Kit kit(String version) {
        int number = version.matches("2\\.\\d+\\.0") ? Integer.parseInt(version.split("\\.")[1]) : 0;
        Kit kit = Kit.vehicles(number == 0 ? "1.9.0" : version).saying(PLATE + " " + version);
        for (int i = 1; i <= number; i++) {
            kit.schema(
                    "%03d-more".formatted(i + 1),
                    "alter table vehicles_vehicle add column more%d varchar(10);".formatted(i));
        }
        return kit;
    }

    private static String upgrades(String version, String name) {
        Path kar = known.sign(kit(version).kar("vehicles", name.replace(' ', '-')));
        assertEquals(version, upgrade(kar).expect(200).json().get("version").asText());
        return version;
    }

    private static void takenBack(Kit kit, String... reasons) {
        String before = version();
        Answer answer = upgrade(known.sign(kit.kar("vehicles", "bad")));
        assertEquals(answer.toString() + answer.text(), 409, answer.status());
        tells(answer.text(), reasons);
        tells(answer.text(), "its data is unchanged");
        assertEquals(before, version());
        assertEquals("ready", state("vehicles"));
    }

    private static void refused(Answer answer, String... reasons) {
        assertTrue(answer + answer.text(), answer.status() == 422 || answer.status() == 409);
        tells(answer.text(), reasons);
    }

    private static Answer upgrade(Path kar) {
        return upgrade(kar, "");
    }

    private static Answer upgrade(Path kar, String checksum) {
        return send("/upgrade?name=" + kar.getFileName() + "&checksum=" + checksum, bytes(kar));
    }

    private static Answer install(Path kar) {
        return send("?name=" + kar.getFileName(), bytes(kar));
    }

    private static Answer send(String to, byte[] archive) {
        return company.admin().send("POST", "/api/modules" + to, "application/octet-stream", archive);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String version() {
        return company.admin()
                .get("/api/modules/vehicles")
                .expect(200)
                .json()
                .get("version")
                .asText();
    }

    private static String state(String module) {
        return company.admin()
                .get("/api/modules/" + module)
                .expect(200)
                .json()
                .get("state")
                .asText();
    }

    /** What stands in the home of a version that must not be kept. */
    private static List<String> left(String version) {
        Path place = server.home().resolve("modules/vehicles").resolve(version);
        return Files.exists(place) ? List.of(place.toString()) : List.of();
    }

    private static void shows(Visitor reader, String plate, String version) {
        tells(reader.get("/vehicles/vehicle?q=" + plate).expect(200).text(), plate);
        tells(reader.get("/api/types/vehicles.vehicle").expect(200).text(), PLATE + " " + version);
        assertFalse(reader.get(VEHICLES + "?q=" + plate)
                .expect(200)
                .json()
                .get("items")
                .isEmpty());
    }

    private static Map<String, ?> vehicle(String plate) {
        return Map.of("plate", plate);
    }

    private static void tells(String text, String... parts) {
        for (String part : parts) assertTrue(part + " is not in " + text, text.contains(part));
    }
}
