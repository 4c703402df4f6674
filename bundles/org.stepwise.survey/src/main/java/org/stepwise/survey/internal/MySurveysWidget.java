package org.stepwise.survey.internal;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.web.Panel;
import org.stepwise.kernel.api.web.PanelSource;
import org.stepwise.kernel.api.web.Request;
import org.stepwise.kernel.api.web.View;

/** On home: what one has still to answer; nothing is shown when there is nothing. */
@Component(service = PanelSource.class)
@Panel(on = "home", slot = "widget", title = "survey.mine", order = 40)
public final class MySurveysWidget implements PanelSource {
    private final Surveys surveys;

    @Activate
    public MySurveysWidget(@Reference Surveys surveys) {
        this.surveys = surveys;
    }

    /** A sheet to answer. */
    public record Line(long id, String title, LocalDate due, boolean late) {}

    public record Model(List<Line> lines) {}

    @Override
    public Optional<View> render(Optional<RecordId> on, Request request) {
        List<Sheet> open =
                surveys.mine().stream().filter(sheet -> !sheet.handedIn()).toList();
        if (open.isEmpty()) return Optional.empty();
        Map<Long, Round> rounds = new HashMap<>();
        surveys.rounds(open.stream().map(Sheet::round).distinct().toList()).forEach(one -> rounds.put(one.id(), one));
        List<Line> lines = open.stream()
                .map(sheet -> {
                    Round round = rounds.get(sheet.round());
                    return new Line(
                            sheet.id(),
                            round.form().name(request.caller().locale()),
                            round.due(),
                            round.due().isBefore(surveys.today()));
                })
                .toList();
        return Optional.of(View.block("survey-mine", new Model(lines)));
    }
}
