package org.stepwise.kernel.internal.rollout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.stepwise.kernel.api.paper.Paper;
import org.stepwise.kernel.api.rollout.Errands.Errand;
import org.stepwise.kernel.api.rollout.Errands.Task;

/** A task on paper, with room for its answer and who hands that in. */
final class ErrandPaper {
    private ErrandPaper() {}

    static Paper of(Errand errand, Words words, String by, Instant at) {
        Task task = errand.task();
        String to = errand.to().isEmpty() ? Words.NONE : errand.to();
        List<Paper.Block> blocks = new ArrayList<>();
        blocks.add(new Paper.Facts(List.of(
                new Paper.Fact(words.of("errand.for"), errand.name()),
                new Paper.Fact(words.of("call.unit"), errand.unit().isEmpty() ? Words.NONE : errand.unit()),
                new Paper.Fact(words.of("errand.module"), words.module(task.address())),
                new Paper.Fact(words.of("due"), words.day(task.due())),
                new Paper.Fact(words.of("errand.handsIn"), to))));
        if (!task.text().isEmpty()) blocks.add(new Paper.Text(task.text()));
        blocks.add(new Paper.Heading(words.of("errand.answer")));
        List<Paper.Column> columns = List.of(
                Paper.Column.text(words.of("errand.question"), 2), Paper.Column.text(words.of("errand.answer"), 3));
        List<List<String>> rows = new ArrayList<>();
        task.questions().forEach(question -> rows.add(List.of(question, "")));
        rows.add(List.of(words.of("errand.remark"), ""));
        rows.add(List.of(words.of("errand.signed"), ""));
        blocks.add(new Paper.Table(columns, rows, Paper.Room.HAND));
        blocks.add(new Paper.Text(words.of("errand.back", Map.of("name", to))));
        String made = words.of("made", Map.of("by", by, "at", words.moment(at)));
        return new Paper(task.title(), made, task.title() + "  ·  {page} / {pages}", words.language(), by, at, blocks);
    }
}
