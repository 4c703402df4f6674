package org.stepwise.survey.internal;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.rollout.Rollout;
import org.stepwise.kernel.api.rollout.SurveyStandings.Standing;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.api.web.Page;
import org.stepwise.kernel.api.web.PageHandler;
import org.stepwise.kernel.api.web.Request;
import org.stepwise.kernel.api.web.View;

/** Surveys: what one has to answer, and for those who roll out what was sent, how far it is, and what came of it. */
@Component(service = PageHandler.class)
@Page(path = "/survey", icon = "forms")
public final class SurveyPage implements PageHandler {
    private final Surveys surveys;
    private final Forms forms;
    private final SheetPage sheets;
    private final Carrying carrying;
    private final SurveyFiles files;
    private final Directory directory;
    private final Rollout rollout;
    private final Texts texts;

    @Activate
    public SurveyPage(
            @Reference Surveys surveys,
            @Reference Forms forms,
            @Reference SheetPage sheets,
            @Reference Carrying carrying,
            @Reference SurveyFiles files,
            @Reference Directory directory,
            @Reference Rollout rollout,
            @Reference Texts texts) {
        this.surveys = surveys;
        this.forms = forms;
        this.sheets = sheets;
        this.carrying = carrying;
        this.files = files;
        this.directory = directory;
        this.rollout = rollout;
        this.texts = texts;
    }

    /** A sheet in a list. */
    public record Line(long id, String title, String unit, String person, LocalDate due, boolean late, Sheet sheet) {}

    /** A form in a list. */
    public record FormLine(String code, String name) {}

    /** A round in a list. */
    public record RoundLine(Standing standing, String by, int percent) {}

    public record Overview(List<Line> mine, List<RoundLine> rounds, List<FormLine> forms, boolean team, boolean sees) {}

    /** Something to choose. */
    public record Option(String value, String label, boolean chosen) {}

    public record Sending(
            FormLine form,
            List<Option> units,
            List<Option> phases,
            String answerer,
            String due,
            List<String> problems) {}

    public record RoundModel(
            Round round,
            String title,
            List<Line> lines,
            Standing standing,
            boolean team,
            List<Carrying.Offer> offers) {}

    public record Editing(FormLine form, String yaml, List<String> problems) {}

    @Override
    public View get(Request request) {
        String[] parts = request.rest().split("/");
        return switch (parts[0]) {
            case "" -> overview(request);
            case "send" -> sending(request, List.of());
            case "sheet" -> sheets.get(request, id(request, parts));
            case "round" -> round(request, parts);
            case "form" -> form(request, parts);
            default -> throw NotFound.of(request.path());
        };
    }

    private static long id(Request request, String[] parts) {
        if (parts.length < 2 || !parts[1].matches("[0-9]{1,18}")) throw NotFound.of(request.path());
        return Long.parseLong(parts[1]);
    }

    private View overview(Request request) {
        Locale locale = request.caller().locale();
        List<Sheet> mine = surveys.mine();
        Map<Long, Round> rounds = new HashMap<>();
        surveys.rounds(mine.stream().map(Sheet::round).distinct().toList()).forEach(one -> rounds.put(one.id(), one));
        List<Line> lines = mine.stream()
                .map(sheet -> line(sheet, rounds.get(sheet.round()), locale))
                .toList();
        List<RoundLine> sent = !surveys.sees() ? List.of() : roundLines(surveys.rounds());
        List<FormLine> all =
                forms.all().stream().map(form -> formLine(form, locale)).toList();
        return View.page("surveys", "survey.title", new Overview(lines, sent, all, surveys.team(), surveys.sees()));
    }

    private List<RoundLine> roundLines(List<Round> rounds) {
        List<Standing> standings = surveys.standings(rounds);
        return IntStream.range(0, rounds.size())
                .mapToObj(i -> roundLine(rounds.get(i), standings.get(i)))
                .toList();
    }

    private static RoundLine roundLine(Round round, Standing standing) {
        int percent = standing.units() == 0 ? 0 : standing.handedIn() * 100 / standing.units();
        return new RoundLine(standing, round.by() == 0 ? "" : round.byName(), percent);
    }

    private static FormLine formLine(Form form, Locale locale) {
        return new FormLine(form.code(), form.name(locale));
    }

    private Line line(Sheet sheet, Round round, Locale locale) {
        boolean late = !sheet.handedIn() && round.due().isBefore(surveys.today());
        return new Line(
                sheet.id(),
                round.form().name(locale),
                directory.unit(sheet.unit()).map(Unit::name).orElse(""),
                directory.names(List.of(sheet.person())).getOrDefault(sheet.person(), ""),
                round.due(),
                late,
                sheet);
    }

    private View sending(Request request, List<String> problems) {
        forms.require(Actions.ADMINISTER);
        Locale locale = request.caller().locale();
        String code = request.param("form");
        Form form = Form.of(code, forms.definition(code));
        List<String> chosen = request.params("unit");
        List<Option> units = directory.tree(Directory.MAIN, surveys.today()).stream()
                .map(unit -> new Option(unit.code(), unit.name(), chosen.contains(unit.code())))
                .toList();
        List<Option> phases = rollout.phases().stream()
                .map(phase ->
                        new Option(phase.code(), phase.name(), phase.code().equals(request.param("phase"))))
                .toList();
        String due = request.param("due").isEmpty() ? surveys.dueByRule().toString() : request.param("due");
        Sending model = new Sending(formLine(form, locale), units, phases, request.param("answerer"), due, problems);
        return View.page("survey-send", "survey.send", model).args(Map.of("form", form.name(locale)));
    }

    private View round(Request request, String[] parts) {
        long id = id(request, parts);
        Round round = surveys.round(id);
        String what = parts.length > 2 ? parts[2] : "";
        if (what.equals("answers.xlsx")) return files.answers(round, surveys.sheets(id), request.caller());
        if (what.equals("units.csv")) return carrying.units(round, surveys.sheets(id));
        if (!what.isEmpty()) throw NotFound.of(request.path());
        Locale locale = request.caller().locale();
        List<Sheet> all = surveys.sheets(id);
        List<Line> lines = all.stream().map(sheet -> line(sheet, round, locale)).toList();
        RoundModel model = new RoundModel(
                round,
                round.form().name(locale),
                lines,
                surveys.standing(round),
                surveys.team(),
                surveys.team() ? carrying.offers(round, all, locale) : List.of());
        return View.page("survey-round", "survey.round", model)
                .args(Map.of("form", round.form().name(locale)));
    }

    private View form(Request request, String[] parts) {
        if (parts.length < 2) throw NotFound.of(request.path());
        Form form = Form.of(parts[1], forms.definition(parts[1]));
        if (parts.length == 3 && parts[2].equals("blank.pdf")) return files.blank(form, request.caller());
        forms.require(Actions.ADMINISTER);
        return editing(request, form, Yaml.write(forms.definition(parts[1])), List.of());
    }

    private View editing(Request request, Form form, String yaml, List<String> problems) {
        FormLine line = formLine(form, request.caller().locale());
        return View.page("survey-form", "survey.form", new Editing(line, yaml, problems))
                .args(Map.of("form", line.name()));
    }

    @Override
    public View post(Request request) {
        String[] parts = request.rest().split("/");
        return switch (parts[0]) {
            case "send" -> send(request);
            case "sheet" -> sheets.post(request, id(request, parts));
            case "form" -> change(request, parts);
            default -> throw NotFound.of(request.path());
        };
    }

    private View send(Request request) {
        Optional<LocalDate> due = day(request.param("due"));
        try {
            Round round = surveys.send(new Surveys.Sending(
                    request.param("form"),
                    new LinkedHashSet<>(request.params("unit")),
                    request.param("answerer"),
                    due.orElseThrow(() -> Invalid.of("due", "survey.problem.due")),
                    request.param("phase")));
            return View.redirect("/survey/round/" + round.id(), "survey.sentNow", Map.of());
        } catch (Invalid | NotFound e) {
            return sending(request, said(request, e));
        }
    }

    private List<String> said(Request request, RuntimeException wrong) {
        Locale locale = request.caller().locale();
        if (wrong instanceof NotFound missing) return List.of(texts.text(locale, missing));
        List<String> said = new ArrayList<>();
        for (Violation one : ((Invalid) wrong).violations()) said.add(texts.text(locale, one));
        return said;
    }

    static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private View change(Request request, String[] parts) {
        if (parts.length != 2) throw NotFound.of(request.path());
        String yaml = request.param("yaml");
        try {
            forms.change(parts[1], Yaml.read(yaml));
            return View.redirect("/survey", "survey.formSaved", Map.of());
        } catch (Invalid e) {
            return editing(request, Form.of(parts[1], forms.definition(parts[1])), yaml, said(request, e));
        }
    }
}
