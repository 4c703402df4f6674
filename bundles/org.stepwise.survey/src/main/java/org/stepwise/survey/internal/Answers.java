package org.stepwise.survey.internal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.config.Item;

/** Answers by question: a text, or the rows of a table. */
public record Answers(Item item) {
    static final int MOST_ROWS = 500;
    private static final int LONGEST = 4_000;
    static final Answers NONE = new Answers(Item.of());

    public String text(String question) {
        return item.text(question);
    }

    public List<Item> rows(String question) {
        return item.items(question);
    }

    /** Only what the form asks, rows without anything left out. */
    Answers of(Form form) {
        Map<String, Object> kept = new LinkedHashMap<>();
        for (Question question : form.questions()) {
            if (!question.table()) {
                if (!text(question.key()).isBlank())
                    kept.put(question.key(), text(question.key()).strip());
                continue;
            }
            List<Object> rows = new ArrayList<>();
            for (Item row : rows(question.key())) {
                Map<String, Object> cells = new LinkedHashMap<>();
                for (Question column : question.columns()) {
                    String cell = row.text(column.key()).strip();
                    if (!cell.isEmpty()) cells.put(column.key(), cell);
                }
                if (!cells.isEmpty()) rows.add(cells);
            }
            if (!rows.isEmpty()) kept.put(question.key(), rows);
        }
        return new Answers(new Item(kept));
    }

    /** What can never be kept, also not in a draft. */
    List<Violation> tooMuch(Form form) {
        List<Violation> wrong = new ArrayList<>();
        for (Question question : form.questions()) {
            if (text(question.key()).length() > LONGEST) wrong.add(violation(question, "long", "" + LONGEST));
            if (rows(question.key()).size() > MOST_ROWS) wrong.add(violation(question, "rows", "" + MOST_ROWS));
            boolean longCell = rows(question.key()).stream()
                    .flatMap(row -> row.entries().values().stream())
                    .anyMatch(cell -> String.valueOf(cell).length() > LONGEST);
            if (longCell) wrong.add(violation(question, "long", "" + LONGEST));
        }
        return wrong;
    }

    /** What is missing or wrong before it can be handed in. */
    List<Violation> wrong(Form form) {
        List<Violation> wrong = new ArrayList<>();
        for (Question question : form.questions()) {
            boolean empty = question.table()
                    ? rows(question.key()).isEmpty()
                    : text(question.key()).isEmpty();
            if (question.required() && empty) wrong.add(violation(question, "required", ""));
            if (!question.table()) answer(wrong, question, text(question.key()));
            for (int i = 0; i < rows(question.key()).size(); i++) row(wrong, question, i);
        }
        return wrong;
    }

    private void row(List<Violation> wrong, Question question, int index) {
        Item row = rows(question.key()).get(index);
        for (Question column : question.columns()) {
            String cell = row.text(column.key());
            Map<String, Object> args = Map.of("row", index + 1, "column", column.zh(), "columnEn", column.en());
            if (column.required() && cell.isEmpty())
                wrong.add(new Violation(question.key(), "survey.problem.cell", args));
            if (column.kind() == Question.Kind.NUMBER && !cell.isEmpty() && !number(cell))
                wrong.add(new Violation(question.key(), "survey.problem.cellNumber", args));
        }
    }

    private static void answer(List<Violation> wrong, Question question, String answer) {
        if (answer.isEmpty()) return;
        boolean fits = switch (question.kind()) {
            case NUMBER -> number(answer);
            case YESNO -> answer.equals("yes") || answer.equals("no");
            case CHOICE -> question.choices().stream().anyMatch(one -> one.key().equals(answer));
            default -> true;
        };
        if (!fits) wrong.add(violation(question, "answer", answer));
    }

    private static boolean number(String text) {
        try {
            return new BigDecimal(text).precision() <= 18;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static Violation violation(Question question, String problem, String value) {
        return new Violation(question.key(), "survey.problem." + problem, Map.of("value", value));
    }
}
