package org.stepwise.itests;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;

/** The console of the server under test, inside the container. */
final class Shell {
    private final SessionFactory shells;

    Shell(SessionFactory shells) {
        this.shells = shells;
    }

    /** What a command prints; a command that fails fails the test. */
    String run(String command) {
        Outcome outcome = outcome(command);
        outcome.failure().ifPresent(failure -> {
            throw new AssertionError(command + " fails: " + outcome.printed(), failure);
        });
        return outcome.printed();
    }

    /** What a command says that must fail. */
    String refusal(String command) {
        Outcome outcome = outcome(command);
        Exception failure = outcome.failure()
                .orElseThrow(() -> new AssertionError(command + " does not fail: " + outcome.printed()));
        return outcome.printed() + failure.getMessage();
    }

    private record Outcome(String printed, Optional<Exception> failure) {}

    private Outcome outcome(String command) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        Session session = shells.create(InputStream.nullInputStream(), out, out);
        Optional<Exception> failure = Optional.empty();
        try {
            session.execute(command);
        } catch (Exception e) {
            failure = Optional.of(e);
        } finally {
            session.close();
        }
        return new Outcome(printed.toString(StandardCharsets.UTF_8), failure);
    }
}
