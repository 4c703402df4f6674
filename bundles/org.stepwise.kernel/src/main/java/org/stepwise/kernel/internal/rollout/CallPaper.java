package org.stepwise.kernel.internal.rollout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.stepwise.kernel.api.paper.Paper;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.StaffCalls.Call;

/** A call on staff to be signed by hand. */
final class CallPaper {
    private CallPaper() {}

    static Paper of(Phase phase, Call call, Words words, String by, Instant at) {
        List<Paper.Block> blocks = new ArrayList<>();
        blocks.add(new Paper.Text(words.of("call.text", Map.of("unit", call.unit(), "phase", phase.name()))));
        blocks.add(new Paper.Facts(List.of(
                new Paper.Fact(words.of("phase"), phase.name() + " (" + phase.code() + ")"),
                new Paper.Fact(words.of("days"), words.day(phase.from()) + " – " + words.day(phase.to())),
                new Paper.Fact(words.of("call.what"), call.wanted().what()),
                new Paper.Fact(words.of("call.unit"), call.unit()),
                new Paper.Fact(
                        words.of("call.people"), words.number(call.wanted().people())),
                new Paper.Fact(words.of("call.days"), words.number(call.wanted().days())),
                new Paper.Fact(
                        words.of("call.remark"),
                        call.wanted().remark().isEmpty()
                                ? Words.NONE
                                : call.wanted().remark()))));
        blocks.add(new Paper.Heading(words.of("signatures")));
        List<Paper.Column> columns = List.of(
                Paper.Column.text(words.of("role"), 2),
                Paper.Column.text(words.of("name"), 2),
                Paper.Column.text(words.of("call.agrees"), 2),
                Paper.Column.text(words.of("signature"), 3),
                Paper.Column.text(words.of("date"), 2));
        List<String> head = List.of(words.of("sign.head"), call.head(), words.of("call.yesno"), "", "");
        blocks.add(new Paper.Table(columns, List.of(head), Paper.Room.HAND));
        String title = words.of("call.title", Map.of("unit", call.unit()));
        String made = words.of("made", Map.of("by", by, "at", words.moment(at)));
        return new Paper(title, made, title + "  ·  {page} / {pages}", words.language(), by, at, blocks);
    }
}
