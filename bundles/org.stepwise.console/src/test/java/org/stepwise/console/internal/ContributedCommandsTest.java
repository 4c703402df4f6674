package org.stepwise.console.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.osgi.framework.ServiceRegistration;
import org.stepwise.console.internal.Shell.Said;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.console.ConsoleCommand;
import org.stepwise.kernel.api.console.Printed;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.TestKernel;

/** Commands of modules behave like those of the console itself. */
@Covers({"OPS-1", "SDK-1"})
public class ContributedCommandsTest {
    @ClassRule
    public static final Shell SHELL = new Shell();

    private static final String ECHO = "signin-echo";
    private ServiceRegistration<ConsoleCommand> echo;

    /** Prints who calls it with what. */
    private static final class Echo implements ConsoleCommand {
        @Override
        public Printed run(List<String> arguments) {
            if (arguments.contains("nothing")) throw NotFound.of("nothing");
            String account = SHELL.kernel.get(Callers.class).current().account();
            return Printed.table(
                    Map.of("account", account, "arguments", arguments),
                    List.of("Account", "Words"),
                    List.of(List.of(account, String.join(" ", arguments))));
        }
    }

    private static ServiceRegistration<ConsoleCommand> offer(String name) {
        return SHELL.kernel.register(ConsoleCommand.class, new Echo(), Map.of("command.name", name));
    }

    @Before
    public void offerEcho() {
        echo = offer(ECHO);
        TestKernel.await(
                "the shell has it", () -> !SHELL.run("stepwise:" + ECHO).failed());
    }

    @After
    public void withdraw() {
        echo.unregister();
    }

    @Test
    public void itPrintsATableOrJsonUnderTheRightsOfACaller() {
        SHELL.person("echo1");
        assertTrue(SHELL.run("stepwise:signin-echo one two").text().contains("one two"));
        Said json = SHELL.run("stepwise:signin-echo --json --user echo1 one");
        assertEquals("echo1", json.json().path("account").asText());
        assertEquals("one", json.json().path("arguments").path(0).asText());
        assertTrue(SHELL.run("stepwise:signin-echo --user nobody").failed());
        assertTrue(SHELL.run("stepwise:signin-echo --help").text().contains("--json"));
    }

    @Test
    public void itFailsWithOneSentenceAndStandsInTheAuditLog() {
        assertEquals(
                1, SHELL.run("stepwise:signin-echo nothing").failure().lines().count());
        Said unknown = SHELL.run("stepwise:signin-echo --language en --jsn");
        assertTrue(unknown.failure(), unknown.failure().contains("--jsn"));
        Said log = SHELL.run("stepwise:audit-list --json --about signin-echo");
        assertTrue(log.text(), log.text().contains("nothing"));
    }

    @Test
    public void itGoesWithItsModuleAndTakesNobodysName() {
        ServiceRegistration<ConsoleCommand> closed = offer("absent-echo");
        assertTrue(SHELL.run("stepwise:absent-echo").failure().contains("absent"));
        closed.unregister();
        ServiceRegistration<ConsoleCommand> taken = offer("unit-list");
        assertFalse(SHELL.run("stepwise:unit-list x").text().contains("Words"));
        taken.unregister();
        assertFalse(SHELL.run("stepwise:unit-list").failed());
    }
}
