package org.stepwise.survey.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.config.Item;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.paper.Paper;
import org.stepwise.kernel.api.paper.Papers;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.api.web.View;

/** Answers as a workbook, and a blank form for paper. */
@Component(service = SurveyFiles.class)
public final class SurveyFiles {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final int LINES = 3;
    private static final int ROWS = 8;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Papers> papers = List.of();

    private final Directory directory;
    private final Texts texts;
    private final Clock clock;

    @Activate
    public SurveyFiles(@Reference Directory directory, @Reference Texts texts, @Reference Clock clock) {
        this.directory = directory;
        this.texts = texts;
        this.clock = clock;
    }

    /** A sheet with a row for each unit, and one for each table. */
    View answers(Round round, List<Sheet> sheets, Caller reader) {
        Locale locale = reader.locale();
        List<List<String>> plain = new ArrayList<>();
        List<Question> questions =
                round.form().questions().stream().filter(one -> !one.table()).toList();
        List<String> head = new ArrayList<>(List.of(text(locale, "survey.unit"), text(locale, "survey.state")));
        questions.forEach(one -> head.add(one.label(locale)));
        plain.add(head);
        for (Sheet sheet : sheets) {
            List<String> row = new ArrayList<>(List.of(unit(sheet), text(locale, "survey.state." + sheet.stateName())));
            questions.forEach(one -> row.add(said(one, sheet.answers().text(one.key()), locale)));
            plain.add(row);
        }
        List<Named> all = new ArrayList<>(List.of(new Named(text(locale, "survey.answers"), plain)));
        round.form().questions().stream()
                .filter(Question::table)
                .forEach(one -> all.add(new Named(one.label(locale), table(one, sheets, locale))));
        return View.file("survey-" + round.form().code() + ".xlsx", XLSX, out -> write(all, out));
    }

    private record Named(String name, List<List<String>> rows) {}

    private List<List<String>> table(Question question, List<Sheet> sheets, Locale locale) {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(text(locale, "survey.unit")));
        question.columns().forEach(column -> head.add(column.label(locale)));
        rows.add(head);
        for (Sheet sheet : sheets) {
            for (Item given : sheet.answers().rows(question.key())) {
                List<String> row = new ArrayList<>(List.of(unit(sheet)));
                question.columns().forEach(column -> row.add(given.text(column.key())));
                rows.add(row);
            }
        }
        return rows;
    }

    private static void write(List<Named> sheets, OutputStream out) throws IOException {
        try (Workbook book = new Workbook(out, "Stepwise", "1.0")) {
            for (int i = 0; i < sheets.size(); i++) {
                String name = sheets.get(i).name().replaceAll("[\\\\/?*\\[\\]:]", " ");
                Worksheet sheet = book.newWorksheet((i + 1) + " " + name.substring(0, Math.min(24, name.length())));
                List<List<String>> rows = sheets.get(i).rows();
                for (int row = 0; row < rows.size(); row++) {
                    for (int cell = 0; cell < rows.get(row).size(); cell++) {
                        sheet.value(row, cell, rows.get(row).get(cell));
                    }
                }
                for (int cell = 0; cell < rows.get(0).size(); cell++) {
                    sheet.style(0, cell).bold().set();
                    sheet.width(cell, 20);
                }
            }
        }
    }

    private String unit(Sheet sheet) {
        return directory.unit(sheet.unit()).map(Unit::name).orElse("");
    }

    private String text(Locale locale, String key) {
        return texts.text(locale, key);
    }

    private String said(Question question, String answer, Locale locale) {
        return question.said(
                answer, locale, Map.of("yes", text(locale, "survey.yes"), "no", text(locale, "survey.no")));
    }

    /** To be filled in by hand. */
    View blank(Form form, Caller reader) {
        Papers setting = papers.stream().findFirst().orElseThrow(() -> new Unavailable("survey.problem.noPaper"));
        Locale locale = reader.locale();
        List<Paper.Block> blocks = new ArrayList<>();
        blocks.add(new Paper.Text(form.intro(locale)));
        blocks.add(new Paper.Table(
                List.of(
                        Paper.Column.text(text(locale, "survey.unit"), 1),
                        Paper.Column.text(text(locale, "survey.person"), 1),
                        Paper.Column.text(text(locale, "survey.date"), 1)),
                List.of(List.of("", "", "")),
                Paper.Room.HAND));
        form.questions().forEach(one -> block(blocks, one, locale));
        String title = form.name(locale);
        Paper paper =
                new Paper(title, "", title + "  ·  {page} / {pages}", locale, reader.name(), clock.instant(), blocks);
        byte[] pdf = setting.pdf(paper);
        return View.file("survey-" + form.code() + ".pdf", "application/pdf", out -> out.write(pdf));
    }

    private void block(List<Paper.Block> blocks, Question question, Locale locale) {
        blocks.add(new Paper.Heading(question.label(locale)));
        if (question.table()) {
            List<Paper.Column> columns = question.columns().stream()
                    .map(column -> Paper.Column.text(column.label(locale), 1))
                    .toList();
            List<String> empty = columns.stream().map(column -> "").toList();
            blocks.add(new Paper.Table(columns, Collections.nCopies(ROWS, empty), Paper.Room.HAND));
            return;
        }
        List<String> offered = question.kind() == Question.Kind.YESNO
                ? List.of(text(locale, "survey.yes"), text(locale, "survey.no"))
                : question.choices().stream().map(one -> one.label(locale)).toList();
        if (!offered.isEmpty()) blocks.add(new Paper.Text("□ " + String.join("      □ ", offered)));
        else blocks.add(new Paper.Text("\n".repeat(question.kind() == Question.Kind.NUMBER ? 1 : LINES)));
    }
}
