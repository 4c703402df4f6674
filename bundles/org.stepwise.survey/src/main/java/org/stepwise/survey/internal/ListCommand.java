package org.stepwise.survey.internal;

import java.util.List;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.console.Command;
import org.stepwise.kernel.api.console.ConsoleCommand;
import org.stepwise.kernel.api.console.Printed;
import org.stepwise.kernel.api.rollout.SurveyStandings.Standing;
import org.stepwise.kernel.api.text.Texts;

/** {@code stepwise:survey-list}: surveys that were sent, and how far they are. */
@Component(service = ConsoleCommand.class)
@Command(name = "survey-list")
public final class ListCommand implements ConsoleCommand {
    private final Surveys surveys;
    private final Callers callers;
    private final Texts texts;

    @Activate
    public ListCommand(@Reference Surveys surveys, @Reference Callers callers, @Reference Texts texts) {
        this.surveys = surveys;
        this.callers = callers;
        this.texts = texts;
    }

    @Override
    public Printed run(List<String> arguments) {
        List<Standing> standings = surveys.standings(surveys.rounds());
        List<String> columns = Stream.of("number", "name", "due", "units", "handedIn")
                .map(name -> texts.text(callers.current().locale(), "survey.column." + name))
                .toList();
        List<List<String>> rows = standings.stream()
                .map(one -> List.of(
                        "" + one.id(), one.title(), one.due().toString(), "" + one.units(), "" + one.handedIn()))
                .toList();
        return Printed.table(standings, columns, rows);
    }
}
