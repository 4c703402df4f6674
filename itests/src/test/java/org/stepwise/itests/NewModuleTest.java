package org.stepwise.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void theTutorialLeadsToAModuleThatStandsTheKit() throws IOException {
        Tutorial tutorial =
                new Tutorial("en/module.md", folder.getRoot().toPath().resolve("partner"));
        tutorial.run();
        Path module = folder.getRoot().toPath().resolve("partner").resolve("com.acme.stepwise.fleet");
        assertTrue(Files.isRegularFile(module.resolve("target").resolve("com.acme.stepwise.fleet-1.0.0.jar")));
        assertEquals(
                List.of("22 0 0", "2 0 0"), List.of(report(module, "FleetModuleTest"), report(module, "ItemTest")));
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
