package org.stepwise.survey.internal;

import java.util.LinkedHashSet;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.console.Command;
import org.stepwise.kernel.api.console.ConsoleCommand;
import org.stepwise.kernel.api.console.Printed;
import org.stepwise.kernel.api.text.Texts;

/** {@code stepwise:survey-send FORM DUE UNIT …}: sends a form to the heads of units. */
@Component(service = ConsoleCommand.class)
@Command(name = "survey-send")
public final class SendCommand implements ConsoleCommand {
    private static final int LEAST = 3;
    private final Surveys surveys;
    private final Callers callers;
    private final Texts texts;

    @Activate
    public SendCommand(@Reference Surveys surveys, @Reference Callers callers, @Reference Texts texts) {
        this.surveys = surveys;
        this.callers = callers;
        this.texts = texts;
    }

    @Override
    public Printed run(List<String> arguments) {
        if (arguments.size() < LEAST) throw Invalid.of("", "survey.problem.arguments");
        Round round = surveys.send(new Surveys.Sending(
                arguments.get(0),
                new LinkedHashSet<>(arguments.subList(2, arguments.size())),
                "",
                SurveyPage.day(arguments.get(1)).orElseThrow(() -> Invalid.of("", "survey.problem.due")),
                ""));
        return Printed.text(
                surveys.standing(round), texts.text(callers.current().locale(), "survey.sentNow"));
    }
}
