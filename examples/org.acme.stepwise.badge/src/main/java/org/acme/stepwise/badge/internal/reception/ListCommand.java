package org.acme.stepwise.badge.internal.reception;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.acme.stepwise.badge.internal.visit.VisitType;
import org.acme.stepwise.badge.internal.visit.Visits;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.console.Command;
import org.stepwise.kernel.api.console.ConsoleCommand;
import org.stepwise.kernel.api.console.Printed;
import org.stepwise.kernel.api.text.Texts;

/** {@code stepwise:badge-list [DAY]}: a day's visitors. */
@Component(service = ConsoleCommand.class)
@Command(name = "badge-list")
public final class ListCommand implements ConsoleCommand {
    private static final List<String> COLUMNS = List.of("number", "visitor", "company", "hostId", "zone");
    private final Visits visits;
    private final Callers callers;
    private final Texts texts;
    private final Clock clock;

    @Activate
    public ListCommand(
            @Reference Visits visits, @Reference Callers callers, @Reference Texts texts, @Reference Clock clock) {
        this.visits = visits;
        this.callers = callers;
        this.texts = texts;
        this.clock = clock;
    }

    @Override
    public Printed run(List<String> arguments) {
        Caller caller = callers.current();
        LocalDate day = arguments.isEmpty()
                ? LocalDate.now(clock.withZone(caller.zone()))
                : VisitorsResource.day(arguments.get(0));
        List<Visits.Entry> found = visits.on(day, caller.locale());
        List<String> headings = COLUMNS.stream()
                .map(name -> texts.text(caller.locale(), VisitType.ID + "." + name))
                .toList();
        List<List<String>> rows = found.stream()
                .map(visit -> Stream.of(visit.number(), visit.visitor(), visit.company(), visit.host(), visit.zone())
                        .toList())
                .toList();
        return Printed.table(found, headings, rows);
    }
}
