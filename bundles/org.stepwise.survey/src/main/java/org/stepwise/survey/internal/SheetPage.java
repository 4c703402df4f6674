package org.stepwise.survey.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.config.Item;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.api.web.Request;
import org.stepwise.kernel.api.web.View;

/**
 * One unit's sheet: answered, kept as a draft, handed in, given back. Whoever saves after somebody else sees what the other wrote beside
 * what he typed himself; and what cannot be handed in yet is kept as a draft.
 */
@Component(service = SheetPage.class)
public final class SheetPage {
    private static final int SPARE_ROWS = 3;
    private final Surveys surveys;
    private final Directory directory;
    private final Texts texts;

    @Activate
    public SheetPage(@Reference Surveys surveys, @Reference Directory directory, @Reference Texts texts) {
        this.surveys = surveys;
        this.directory = directory;
        this.texts = texts;
    }

    /** Something to choose. */
    public record Option(String value, String label, boolean chosen) {}

    /** A cell of a table. */
    public record Cell(String name, String label, String value) {}

    /** @param theirs what somebody else saved meanwhile, where it differs; else empty @param said the answer in words */
    public record Asked(
            Question question,
            String label,
            String value,
            String said,
            List<Option> options,
            List<String> columns,
            List<List<Cell>> rows,
            List<String> problems,
            String theirs) {}

    public record Model(
            Sheet sheet,
            Round round,
            String title,
            String intro,
            String unit,
            String person,
            boolean writes,
            boolean team,
            boolean late,
            boolean conflict,
            long version,
            int problems,
            List<Asked> questions) {}

    View get(Request request, long id) {
        Surveys.Opened opened = surveys.open(id);
        return page(request, opened, opened.sheet().answers(), List.of(), false);
    }

    private View page(
            Request request, Surveys.Opened opened, Answers answers, List<Violation> wrong, boolean conflict) {
        Locale locale = request.caller().locale();
        Sheet sheet = opened.sheet();
        Form form = opened.round().form();
        List<Asked> asked = form.questions().stream()
                .map(question -> asked(question, answers, sheet.answers(), wrong, locale, conflict, opened.writes()))
                .toList();
        Model model = new Model(
                sheet,
                opened.round(),
                form.name(locale),
                form.intro(locale),
                directory.unit(sheet.unit()).map(Unit::name).orElse(""),
                directory.names(List.of(sheet.person())).getOrDefault(sheet.person(), ""),
                opened.writes(),
                opened.team(),
                !sheet.handedIn() && opened.round().due().isBefore(surveys.today()),
                conflict,
                sheet.version(),
                wrong.size(),
                asked);
        return View.page("survey-sheet", "survey.sheet", model).args(Map.of("form", form.name(locale)));
    }

    private Asked asked(
            Question question,
            Answers answers,
            Answers kept,
            List<Violation> wrong,
            Locale locale,
            boolean conflict,
            boolean writes) {
        String value = answers.text(question.key());
        List<String> problems = wrong.stream()
                .filter(one -> one.field().equals(question.key()))
                .map(one -> texts.text(locale, one))
                .distinct()
                .toList();
        List<Question> offered = question.kind() == Question.Kind.YESNO ? yesAndNo() : question.choices();
        return new Asked(
                question,
                question.label(locale),
                value,
                said(question, value, locale),
                offered.stream()
                        .map(one -> new Option(
                                one.key(), label(one, locale), one.key().equals(value)))
                        .toList(),
                question.columns().stream().map(column -> column.label(locale)).toList(),
                rows(question, answers, locale, writes),
                problems,
                conflict ? theirs(question, answers, kept, locale) : "");
    }

    private static List<Question> yesAndNo() {
        return List.of(word("yes"), word("no"));
    }

    private static Question word(String key) {
        return new Question(key, Question.Kind.TEXT, "", "", false, "", List.of(), List.of());
    }

    private String label(Question choice, Locale locale) {
        return choice.zh().isEmpty() ? texts.text(locale, "survey." + choice.key()) : choice.label(locale);
    }

    private String said(Question question, String answer, Locale locale) {
        Map<String, String> yesAndNo =
                Map.of("yes", texts.text(locale, "survey.yes"), "no", texts.text(locale, "survey.no"));
        return question.said(answer, locale, yesAndNo);
    }

    private static List<List<Cell>> rows(Question question, Answers answers, Locale locale, boolean writes) {
        List<List<Cell>> rows = new ArrayList<>();
        List<Item> given = answers.rows(question.key());
        int room = Math.min(Answers.MOST_ROWS, given.size() + (writes ? SPARE_ROWS : 0));
        for (int i = 0; question.table() && i < Math.max(room, given.size()); i++) {
            Item row = i < given.size() ? given.get(i) : Item.of();
            List<Cell> cells = new ArrayList<>();
            for (Question column : question.columns()) {
                String name = "a." + question.key() + "." + i + "." + column.key();
                cells.add(new Cell(name, column.label(locale), row.text(column.key())));
            }
            rows.add(cells);
        }
        return rows;
    }

    private String theirs(Question question, Answers mine, Answers kept, Locale locale) {
        if (!question.table()) {
            String other = kept.text(question.key());
            return other.equals(mine.text(question.key())) ? "" : said(question, other, locale);
        }
        List<Item> rows = kept.rows(question.key());
        if (rows.equals(mine.rows(question.key()))) return "";
        StringBuilder all = new StringBuilder();
        for (Item row : rows) {
            List<String> cells = question.columns().stream()
                    .map(column -> row.text(column.key()))
                    .toList();
            all.append(String.join(" · ", cells)).append('\n');
        }
        return all.toString();
    }

    View post(Request request, long id) {
        long version = number(request);
        return switch (request.param("step")) {
            case "return" -> {
                surveys.giveBack(id, version, request.param("remark"));
                yield View.redirect("/survey/sheet/" + id, "survey.returnedNow", Map.of());
            }
            case "pass" -> {
                surveys.pass(id, request.param("account"));
                yield View.redirect("/survey/sheet/" + id, "survey.passedNow", Map.of());
            }
            default -> answered(request, id, version);
        };
    }

    private static long number(Request request) {
        if (!request.param("version").matches("[0-9]{1,18}")) throw NotFound.of(request.path());
        return Long.parseLong(request.param("version"));
    }

    private View answered(Request request, long id, long version) {
        Surveys.Opened opened = surveys.open(id);
        Form form = opened.round().form();
        Answers typed = typed(request, form);
        if (opened.writes() && opened.sheet().version() != version)
            return page(request, opened, typed, List.of(), true);
        List<Violation> tooMuch = typed.tooMuch(form);
        if (!tooMuch.isEmpty()) return page(request, opened, typed, tooMuch, false);
        if (!request.param("step").equals("hand")) {
            surveys.save(id, version, typed);
            return View.redirect("/survey/sheet/" + id, "survey.saved", Map.of());
        }
        List<Violation> wrong = typed.wrong(form);
        if (wrong.isEmpty()) {
            surveys.handIn(id, version, typed);
            return View.redirect("/survey", "survey.handedInNow", Map.of());
        }
        surveys.save(id, version, typed);
        return page(request, surveys.open(id), typed, wrong, false);
    }

    /** {@code a.question}, or {@code a.question.row.column}. */
    private static Answers typed(Request request, Form form) {
        Map<String, Object> answers = new LinkedHashMap<>();
        for (Question question : form.questions()) {
            if (!question.table()) {
                answers.put(question.key(), request.param("a." + question.key()));
                continue;
            }
            List<Item> rows = new ArrayList<>();
            for (int i = 0; i <= Answers.MOST_ROWS; i++) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (Question column : question.columns()) {
                    row.put(column.key(), request.param("a." + question.key() + "." + i + "." + column.key()));
                }
                rows.add(new Item(row));
            }
            answers.put(question.key(), rows);
        }
        return new Answers(new Item(answers)).of(form);
    }
}
