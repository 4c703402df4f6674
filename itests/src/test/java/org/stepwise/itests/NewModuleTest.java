package org.stepwise.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.stepwise.testkit.Covers;

/** A partner's first quarter of an hour, command by command as the guide tells it. */
@Covers({"SDK-1", "SDK-2"})
public class NewModuleTest {
    private static final Pattern TESTS =
            Pattern.compile("<testsuite [^>]*tests=\"(\\d+)\" errors=\"(\\d+)\" skipped=\"\\d+\" failures=\"(\\d+)\"");

    /** Blocks of commands until the module is installed, and until it is open. */
    private static final int INSTALLED = 4;

    private static final int OPENED = 5;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void theTutorialLeadsToARunningPage() throws IOException {
        OpenCompany open = OpenCompany.get();
        open.closeAll();
        Path partner = folder.getRoot().toPath().resolve("partner");
        Tutorial tutorial = new Tutorial("en/module.md", partner)
                .with("STEPWISE_HOME", open.server().home().toString());
        tutorial.run(0, INSTALLED);
        Path module = partner.resolve("com.acme.stepwise.fleet");
        assertEquals(
                List.of("24 0 0", "2 0 0"), List.of(report(module, "FleetModuleTest"), report(module, "ItemTest")));
        Visitor head = open.company().as("zhou.mingyuan");
        assertEquals(404, head.get("/fleet/overview").status());
        tutorial.run(INSTALLED, OPENED);
        assertTrue(head.get("/fleet/overview").expect(200).text().contains("待办事项"));
        assertTrue(head.get("/").expect(200).text().contains("/fleet/overview"));
        head.json("POST", "/api/fleet/item", Map.of("name", "Truck 7")).expect(201);
        assertTrue(head.get("/fleet/overview").text().contains("Truck 7"));
        assertEquals(404, open.company().as("tang.yi").get("/fleet/overview").status());
        tutorial.run(OPENED, tutorial.commands().size());
        assertEquals(404, head.get("/fleet/overview").status());
        aMissingTextIsCaught(tutorial, module);
    }

    private static String report(Path module, String test) throws IOException {
        String name = "TEST-com.acme.stepwise.fleet.internal." + test + ".xml";
        Matcher suite = TESTS.matcher(Files.readString(
                module.resolve("target").resolve("surefire-reports").resolve(name)));
        assertTrue(name, suite.find());
        return suite.group(1) + " " + suite.group(2) + " " + suite.group(3);
    }

    private static void aMissingTextIsCaught(Tutorial tutorial, Path module) throws IOException {
        Path chinese = module.resolve("src/main/resources/STEPWISE-INF/i18n/fleet_zh_CN.properties");
        Files.writeString(chinese, Files.readString(chinese).replaceFirst("(?m)^fleet.item.dueOn=.*\\R", ""));
        Tutorial.Outcome outcome =
                tutorial.run("cd '" + module + "' && mvn package -Dtest='FleetModuleTest#itsTexts*'");
        assertNotEquals(0, outcome.status());
        assertTrue(outcome.printed(), outcome.printed().contains("zh_CN lacks fleet.item.dueOn"));
    }

    @Test
    public void anIdThatIsNoGoodOrTakenIsRefused() throws IOException {
        Tutorial tutorial = new Tutorial("en/module.md", folder.getRoot().toPath());
        for (String id : List.of("fleet", "com.acme.Fleet", "com.acme.crm", "com.acme.fleet more", "")) {
            Tutorial.Outcome outcome = tutorial.run("./stepwise new-module " + id + " --dir /tmp/partner/no");
            assertNotEquals(id, 0, outcome.status());
            assertEquals(outcome.printed(), 1, outcome.printed().lines().count());
        }
        try (Stream<Path> made = Files.list(folder.getRoot().toPath())) {
            assertTrue(made.noneMatch(path -> path.endsWith("no")));
        }
    }
}
