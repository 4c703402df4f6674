package org.stepwise.demo.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.console.Command;
import org.stepwise.kernel.api.console.ConsoleCommand;
import org.stepwise.kernel.api.console.Printed;
import org.stepwise.kernel.api.text.Texts;

/** {@code stepwise:demo-later DAYS}: lets days pass in the demo company, so that one sees what a roll-out brings in weeks. */
@Component(service = ConsoleCommand.class)
@Command(name = "demo-later")
public final class LaterCommand implements ConsoleCommand {
    private static final String PHASE = "rollout.phase";
    private static final String AHEAD = "ahead";
    private static final int MOST = 366;
    private final ConfigurationAdmin configurations;
    private final Access access;
    private final Callers callers;
    private final Texts texts;
    private final Clock clock;

    @Activate
    public LaterCommand(
            @Reference ConfigurationAdmin configurations,
            @Reference Access access,
            @Reference Callers callers,
            @Reference Texts texts,
            @Reference Clock clock) {
        this.configurations = configurations;
        this.access = access;
        this.callers = callers;
        this.texts = texts;
        this.clock = clock;
    }

    @Override
    public Printed run(List<String> arguments) {
        Caller caller = callers.current();
        if (!access.may(caller, PHASE, Actions.ADMINISTER)) throw Forbidden.of(Actions.ADMINISTER, PHASE);
        Duration days = Duration.ofDays(days(arguments));
        LocalDate today = LocalDate.ofInstant(clock.instant().plus(days), caller.zone());
        pass(days);
        Map<String, Object> args = Map.of("date", today);
        return Printed.text(args, texts.text(caller.locale(), "demo.later", args));
    }

    private static int days(List<String> arguments) {
        try {
            int days = arguments.size() == 1 ? Integer.parseInt(arguments.get(0)) : 0;
            if (days >= 1 && days <= MOST) return days;
        } catch (NumberFormatException e) {
            // told below
        }
        throw Invalid.of("days", "demo.problem.days", Map.of("max", MOST));
    }

    private void pass(Duration days) {
        try {
            Configuration known = configurations.getConfiguration("org.stepwise.clock", null);
            Dictionary<String, Object> values =
                    Optional.ofNullable(known.getProperties()).orElseGet(Hashtable::new);
            Duration before = Optional.ofNullable(values.get(AHEAD))
                    .map(text -> Duration.parse(text.toString()))
                    .orElse(Duration.ZERO);
            values.put(AHEAD, before.plus(days).toString());
            known.update(values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
