package org.stepwise.console.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.stepwise.console.internal.Shell.Said;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.calendar.WorkingCalendar;
import org.stepwise.testkit.Covers;

@Covers("OPS-1")
public class CommandsTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @ClassRule
    public static final Shell SHELL = new Shell();

    @BeforeClass
    public static void company() {
        long group = SHELL.unit("group", 0);
        long sales = SHELL.unit("sales", group);
        SHELL.unit("east", sales);
        SHELL.unit("stock", group);
        SHELL.person("wang", Roles.ADMINISTRATOR);
        SHELL.person("li");
    }

    private static Said done(String line) {
        Said said = SHELL.run(line);
        assertFalse(line + ": " + said.failure(), said.failed());
        return said;
    }

    @Test
    public void everyCommandHasHelpAndCompletesWhatItCan() {
        List<String> names = new ArrayList<>();
        for (Class<?> part : Shell.parts()) {
            Command command = part.getAnnotation(Command.class);
            if (command == null) continue;
            names.add(command.name());
            assertEquals("stepwise", command.scope());
            assertTrue(command.name(), command.description().length() > 10);
            for (java.lang.reflect.Field field : part.getDeclaredFields()) {
                Argument argument = field.getAnnotation(Argument.class);
                if (argument == null) continue;
                assertFalse(command.name() + " " + field, argument.description().isEmpty());
                boolean known = List.of("phase", "module", "unit", "account", "role", "job")
                                .contains(argument.name())
                        && !command.name().endsWith("-create");
                assertEquals(
                        command.name() + " " + field.getName(),
                        true,
                        !known || field.isAnnotationPresent(Completion.class));
            }
            Said help = done("stepwise:" + command.name() + " --help");
            assertTrue(help.text(), help.text().contains("--json"));
        }
        assertTrue(names.toString(), names.size() >= 33);
    }

    @Test
    public void unitsAreListedAndMovedButNotIntoThemselves() {
        assertTrue(done("stepwise:unit-list").text().contains("单位sales"));
        assertTrue(SHELL.run("stepwise:unit-move sales east").failed());
        Said told = done("stepwise:unit-move --language en --dry-run stock sales");
        assertTrue(told.text(), told.text().contains("Nothing was changed. 1 units"));
        assertFalse(done("stepwise:unit-list").text().contains("· · 单位stock"));
        done("stepwise:unit-move stock sales");
        assertTrue(done("stepwise:unit-list").text().contains("· · 单位stock"));
    }

    @Test
    public void anUnknownNameIsAnsweredWithWhatIsLikeIt() {
        Said said = SHELL.run("stepwise:unit-move salse group");
        assertTrue(said.failure(), said.failure().contains("sales"));
        assertEquals(1, said.failure().lines().count());
        assertTrue(SHELL.run("stepwise:user-freeze wnag").failed());
        Said far = SHELL.run("stepwise:user-freeze nobody");
        assertTrue(far.failure(), far.failure().contains("user-list"));
        far = SHELL.run("stepwise:unit-move XX group");
        assertTrue(far.failure(), far.failure().contains("unit-list"));
        assertTrue(SHELL.run("stepwise:module-info crmm").failed());
        assertTrue(SHELL.run("stepwise:module-uninstall kernel").failed());
        assertTrue(SHELL.run("stepwise:job-run no/such").failed());
        assertTrue(SHELL.run("stepwise:rollout-show nothing").failed());
    }

    @Test
    public void anAccountIsMadeFrozenAndOpenedAgain() {
        Said made = done("stepwise:user-create --json --email zhao@example.org zhao 赵敏");
        assertEquals("zhao", made.json().path("account").asText());
        assertFalse(made.json().path("password").asText().isEmpty());
        assertTrue(SHELL.run("stepwise:user-create zhao again").failed());
        done("stepwise:user-freeze zhao");
        done("stepwise:user-freeze --undo zhao");
        assertFalse(done("stepwise:user-password --json zhao")
                .json()
                .path("password")
                .asText()
                .isEmpty());
        assertTrue(done("stepwise:user-list zhao").text().contains("赵敏"));
    }

    @Test
    public void rolesAreListedGivenAndTaken() {
        assertTrue(done("stepwise:role-list").text().contains("salesperson"));
        done("stepwise:role-grant salesperson li");
        done("stepwise:role-revoke salesperson li");
        assertTrue(SHELL.run("stepwise:role-grant salesprson li").failed());
    }

    @Test
    public void aPhaseIsPlannedShownAndListed() throws IOException {
        Said made = done("stepwise:rollout-create --json --name 试点 --unit sales --module kernel"
                + " --from 2025-03-03 --task Train --criterion Used first");
        assertEquals("first", made.json().path("code").asText());
        assertTrue(done("stepwise:rollout-show first").text().contains("[ ] Train"));
        assertTrue(done("stepwise:rollout-list").text().contains("试点"));
        done("stepwise:rollout-history first");
        assertTrue(done("stepwise:rollout-report first").text().contains("[ ] Train"));
        assertEquals(
                "NONE",
                done("stepwise:rollout-trial --json first").json().path("state").asText());
        done("stepwise:rollout-caught first");
        assertTrue(done("stepwise:rollout-clear first").text().contains("--confirm"));
        assertTrue(SHELL.run("stepwise:rollout-clear --confirm first first").failed());
        assertTrue(
                SHELL.run("stepwise:rollout-trial --person li first").failure().contains("first"));
        Path pdf = folder.getRoot().toPath().resolve("first.pdf");
        done("stepwise:rollout-report --file " + pdf + " first");
        assertTrue(Files.readString(pdf, StandardCharsets.ISO_8859_1).startsWith("%PDF-"));
        Said nowhere = SHELL.run("stepwise:rollout-report --file " + pdf + "/no first");
        assertTrue(nowhere.failure(), nowhere.failure().contains("first.pdf/no"));
        done("stepwise:rollout-feedback first");
        done("stepwise:rollout-rules first");
        teamOf("first");
        Said blocked = SHELL.run("stepwise:rollout-activate --language en --clear-rehearsal first");
        assertTrue(blocked.failure(), blocked.failure().contains("kernel"));
        assertTrue(SHELL.run("stepwise:rollout-answer 999999 'So it is'").failed());
        Said adoption = done("stepwise:rollout-adoption first");
        assertTrue(adoption.text(), adoption.text().contains("[ ] Used"));
        assertEquals(
                0,
                done("stepwise:rollout-adoption --json first")
                        .json()
                        .path("whole")
                        .path("active")
                        .asInt());
        done("stepwise:rollout-matrix sales");
        Said day = SHELL.run("stepwise:rollout-create --from tomorrow second");
        assertTrue(day.failure(), day.failure().contains("--from"));
        assertTrue(SHELL.run("stepwise:rollout-widen first").failure().contains("--unit"));
        assertTrue(SHELL.run("stepwise:rollout-resume first").failed());
        Said misspelt = SHELL.run("stepwise:rollout-create --module kernle --unit sales x1");
        assertTrue(misspelt.failure(), misspelt.failure().contains("kernel"));
        assertTrue(SHELL.run("stepwise:rollout-show x1").failed());
    }

    @Test
    @Covers("ROL-15")
    public void aTrainingIsEnteredForAUnitAndCounted() {
        done("stepwise:rollout-create --unit sales --module kernel --from 2025-03-03 trained");
        Said entered = done("stepwise:training-record --json --person li --on 2025-03-04 --trainer wang kernel");
        assertEquals(1, entered.json().path("made").asInt());
        Said again = done("stepwise:training-record --language en --person li --on 2025-03-04 kernel");
        assertTrue(again.text(), again.text().contains("Had it already: 1"));
        done("stepwise:training-list trained");
        done("stepwise:training-list --waiting trained");
        assertTrue(
                SHELL.run("stepwise:training-record --on soon kernel").failure().contains("--on"));
        assertTrue(SHELL.run("stepwise:training-record --person nobody kernel").failed());
        assertTrue(SHELL.run("stepwise:training-record kernel").failed());
    }

    @Test
    public void accessIsExplained() {
        Said said = done("stepwise:access-explain li administer directory.unit:"
                + done("stepwise:unit-list --json").json().at("/0/id").asText());
        assertTrue(said.text(), said.text().lines().count() > 2);
    }

    @Test
    public void jobsAndModulesAreListed() {
        assertTrue(done("stepwise:job-list").text().contains("/"));
        done("stepwise:job-list --runs");
        assertTrue(done("stepwise:module-list").text().contains("kernel"));
        assertEquals(
                "kernel",
                done("stepwise:module-info --json kernel").json().path("id").asText());
        assertTrue(SHELL.run("stepwise:job-cancel 999999").failed());
    }

    @Test
    @Covers("OPS-2")
    public void theStatusNamesModulesAndFigures() {
        Said status = SHELL.run("stepwise:status --json");
        assertTrue(status.text(), status.json().at("/figures/modules").asText().contains("kernel"));
    }

    @Test
    @Covers("AUD-1")
    public void everyCommandStandsInTheAuditLogWithItsOperator() {
        done("stepwise:role-list");
        SHELL.runAs("wang", "stepwise:unit-list");
        done("stepwise:unit-list --user wang");
        List<Audit.Entry> entries = SHELL.kernel.system(() -> SHELL.kernel
                .get(Audit.class)
                .list("console.command", "", "", java.util.Optional.empty(), java.util.Optional.empty(), 0, 100));
        assertTrue(entries.stream()
                .anyMatch(e -> e.about().equals("role-list")
                        && "karaf".equals(String.valueOf(e.details().get("operator")))));
        assertEquals(
                2,
                entries.stream()
                        .filter(e ->
                                e.about().equals("unit-list") && e.account().equals("wang"))
                        .count());
        assertTrue(done("stepwise:audit-list --what console.command").text().contains("role-list"));
        done("stepwise:audit-verify");
    }

    @Test
    public void aCommandUnderAPersonsRightsMayNoMoreThanThatPerson() {
        assertTrue(SHELL.run("stepwise:user-freeze --user li wang").failed());
        assertTrue(SHELL.runAs("li", "stepwise:user-freeze wang").failed());
        assertTrue(SHELL.runAs("li", "stepwise:user-freeze --user wang wang").failed());
        assertTrue(SHELL.run("stepwise:unit-list --user nobody").failed());
        assertTrue(done("stepwise:audit-list --json --about user-freeze").text().contains("otherUser"));
        assertTrue(done("stepwise:user-list wang").text().contains("wang"));
    }

    @Test
    public void aMissingFileIsToldInOneSentence() {
        Said said = SHELL.run("stepwise:user-import nowhere.xlsx");
        assertTrue(said.failure(), said.failure().contains("nowhere.xlsx"));
        assertEquals(1, said.failure().lines().count());
    }

    @Test
    @Covers({"DIR-6", "REC-7"})
    public void aRefusedImportIsBoundedAndSaysWhatToDoNext() throws IOException {
        StringBuilder rows = new StringBuilder("account,name\n");
        for (int i = 0; i < 1_200; i++) rows.append("bad account ").append(i).append(",Name\n");
        Path file = folder.newFile("people.csv").toPath();
        Files.writeString(file, rows);
        Said said = SHELL.run("stepwise:user-import --language en " + file);
        assertTrue(said.failed());
        assertTrue(
                said.failure(), said.failure().contains("Nothing was imported: 1,200 values in 1,200 rows are wrong"));
        assertTrue(said.failure(), said.failure().contains("run the command again"));
        assertTrue(said.failure(), said.failure().contains("1,100 more"));
        assertTrue(said.text().lines().count() < 120);
        Path errors = folder.getRoot().toPath().resolve("errors.csv");
        SHELL.run("stepwise:user-import --errors " + errors + " " + file);
        assertEquals(1_201, Files.readAllLines(errors).size());
    }

    @Test
    @Covers({"AUD-1", "I18N-1"})
    public void theAuditLogIsListedInTheReadersLanguage() {
        done("stepwise:unit-list");
        String chinese = done("stepwise:audit-list --language zh-CN --what console.command")
                .text();
        assertTrue(chinese, chinese.contains("原因 控制台操作"));
        String english =
                done("stepwise:audit-list --language en --what console.command").text();
        assertTrue(english, english.contains("reason work at the console"));
    }

    @Test
    @Covers({"CFG-1", "OPS-1"})
    public void configurationIsExportedComparedImportedAndTakenBack() throws IOException {
        Path file = SHELL.kernel.home().resolve("setup.yaml");
        done("stepwise:config-export --part calendar --file " + file);
        String empty = Files.readString(file);
        assertTrue(empty, empty.contains("calendar: {}"));
        assertTrue(done("stepwise:config-diff --language en " + file).text().contains("Changes that would be made: 0"));
        assertTrue(done("stepwise:config-apply --language en " + file).text().contains("Nothing to change"));
        SHELL.kernel.system(
                () -> SHELL.kernel.get(WorkingCalendar.class).mark(LocalDate.of(2030, 5, 4), false, "Youth day"));
        Said stays = done("stepwise:config-diff --language en " + file);
        assertTrue(stays.text(), stays.text().contains("left as they are: 1"));
        assertTrue(done("stepwise:config-diff --remove " + file).text().contains("2030-05-04"));
        Said made = done("stepwise:config-apply --json --remove " + file);
        String id = made.json().path("id").asText();
        assertEquals("REMOVED", made.json().at("/changes/0/kind").asText());
        assertTrue(done("stepwise:config-list").text().contains(id));
        done("stepwise:config-undo " + id);
        assertTrue(done("stepwise:config-export --part calendar").text().contains("Youth day"));
        assertTrue(SHELL.run("stepwise:config-undo " + id).failed());
        Files.writeString(file, empty.replace("calendar: {}", "calender: {}"));
        Said wrong = SHELL.run("stepwise:config-diff --language en " + file);
        assertTrue(wrong.failure(), wrong.failure().contains("calender"));
        assertTrue(wrong.failure(), wrong.failure().contains("Line 5, column 13"));
        assertTrue(SHELL.run("stepwise:config-export --part nothing").failed());
        assertTrue(SHELL.run("stepwise:config-export --user li").failed());
        assertTrue(SHELL.run("stepwise:config-apply " + file + ".gone").failed());
    }

    private static void teamOf(String phase) {
        assertTrue(done("stepwise:rollout-team --duty MANAGER --add li " + phase)
                .text()
                .contains("li"));
        assertTrue(SHELL.run("stepwise:rollout-team --duty KEY_USER --add li " + phase)
                .failed());
        done("stepwise:rollout-team --duty KEY_USER --unit sales --add wang " + phase);
        assertEquals(
                1,
                done("stepwise:rollout-team --json --duty MANAGER --remove li " + phase)
                        .json()
                        .path("members")
                        .size());
        Said scheme = done("stepwise:rollout-scheme --json " + phase);
        assertEquals(1, scheme.json().path("version").asInt());
        assertTrue(SHELL.run("stepwise:rollout-scheme --send " + phase).failed());
        Said nobody = SHELL.run("stepwise:rollout-scheme --language en --confirm 1 " + phase);
        assertTrue(nobody.failure(), nobody.failure().contains("permission"));
        done("stepwise:rollout-goals " + phase);
        assertTrue(SHELL.run("stepwise:rollout-goals --goal 17 --reached 3 " + phase)
                .failed());
        done("stepwise:rollout-calls " + phase);
        done("stepwise:rollout-errands " + phase);
        done("stepwise:rollout-standin --person li --unit sales --module kernel");
        Said named = done("stepwise:rollout-standin --json");
        done("stepwise:rollout-standin --remove " + named.json().at("/0/id").asText());
        assertEquals(0, done("stepwise:rollout-standin --json").json().size());
    }
}
