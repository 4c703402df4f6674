package org.stepwise.kernel.internal.rollout;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.paper.Paper;
import org.stepwise.kernel.api.paper.Paper.Column;
import org.stepwise.kernel.api.rollout.Acceptance;
import org.stepwise.kernel.api.rollout.Adoption;
import org.stepwise.kernel.api.rollout.Gate;
import org.stepwise.kernel.api.rollout.Goals;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.PhaseEvent;
import org.stepwise.kernel.api.rollout.Schemes;

/** The acceptance report as a document (ROL-9), with the same parts as its page. */
final class AcceptancePaper {
    private final Acceptance.Report report;
    private final Phase phase;
    private final Adoption.Report adoption;
    private final Words words;
    private final List<Paper.Block> blocks = new ArrayList<>();

    AcceptancePaper(Acceptance.Report report, Words words) {
        this.report = report;
        this.phase = report.phase();
        this.adoption = report.adoption();
        this.words = words;
    }

    Paper paper() {
        if (report.interim()) text("interim");
        facts();
        criteria();
        goals();
        adoption();
        weeks();
        unused();
        tasks();
        feedback();
        history();
        scheme();
        signatures();
        String title = words.of("title", Map.of("name", phase.name()));
        String made = words.of("made", Map.of("by", report.by(), "at", words.moment(report.at())));
        return new Paper(
                title, made, title + "  ·  {page} / {pages}", words.language(), report.by(), report.at(), blocks);
    }

    private void heading(String key) {
        blocks.add(new Paper.Heading(words.of(key)));
    }

    private void text(String key) {
        blocks.add(new Paper.Text(words.of(key)));
    }

    private void table(List<Column> columns, List<List<String>> rows) {
        blocks.add(new Paper.Table(columns, rows, Paper.Room.TEXT));
    }

    private Column text(String key, int share) {
        return Column.text(words.of(key), share);
    }

    private Column number(String key, int share) {
        return Column.number(words.of(key), share);
    }

    private static String orNone(String text) {
        return text.isEmpty() ? Words.NONE : text;
    }

    private String named(Set<Long> ids) {
        return orNone(ids.stream()
                .map(id -> report.names().getOrDefault(id, ""))
                .sorted()
                .collect(Collectors.joining(", ")));
    }

    private Paper.Fact fact(String key, String value) {
        return new Paper.Fact(words.of(key), value);
    }

    private void facts() {
        heading("phase");
        String days = words.day(phase.from()) + " – " + words.day(phase.to());
        String modules =
                new TreeSet<>(phase.modules()).stream().map(words::module).collect(Collectors.joining(", "));
        String state = words.texts().text(words.language(), "rollout.phase.state." + phase.state());
        List<Paper.Fact> facts = new ArrayList<>(List.of(
                fact("code", phase.code()),
                fact("state", state),
                fact("days", days),
                fact("people", words.number(phase.people())),
                fact("goal", orNone(phase.goal())),
                fact("responsible", named(phase.responsible())),
                fact("modules", orNone(modules)),
                fact("units", named(phase.units()))));
        if (!phase.persons().isEmpty()) facts.add(fact("persons", named(phase.persons())));
        blocks.add(new Paper.Facts(facts));
    }

    private void criteria() {
        heading("criteria");
        if (adoption.gates().isEmpty()) {
            text("criteria.none");
            return;
        }
        table(
                List.of(text("criterion", 5), text("reached", 2), text("result", 2), text("confirmed", 4)),
                adoption.gates().stream().map(this::criterion).toList());
    }

    private List<String> criterion(Gate gate) {
        String confirmed =
                gate.by() + gate.at().map(at -> " " + words.moment(at)).orElse("");
        return List.of(gate.text(), gate.figure(), words.of(gate.met() ? "met" : "unmet"), confirmed);
    }

    private void goals() {
        if (report.goals().isEmpty()) return;
        heading("goals");
        table(
                List.of(
                        text("goal", 4),
                        text("measure", 3),
                        text("base", 2),
                        text("target", 2),
                        text("reached", 2),
                        text("result", 2),
                        text("confirmed", 3)),
                report.goals().stream().map(this::goal).toList());
    }

    private List<String> goal(Goals.Goal goal) {
        String judged = goal.judgement()
                .map(one -> words.texts().text(words.language(), "rollout.judgement." + one))
                .orElse(words.of("goal.open"));
        String by = goal.by() + goal.at().map(at -> " " + words.moment(at)).orElse("");
        String title = goal.wanted().title();
        return List.of(
                goal.remark().isEmpty() ? title : title + "\n" + goal.remark(),
                goal.wanted().measure(),
                goal.wanted().base(),
                goal.wanted().target(),
                goal.reached(),
                judged,
                by);
    }

    private void scheme() {
        if (report.signatures().isEmpty()) return;
        heading("scheme");
        table(
                List.of(text("name", 3), text("role", 4), text("result", 3), text("date", 3)),
                report.signatures().stream().map(this::signature).toList());
    }

    private List<String> signature(Schemes.Signature one) {
        List<String> as = new ArrayList<>(one.units());
        if (one.steering()) as.add(0, words.texts().text(words.language(), "rollout.duty.STEERING"));
        String standing = words.texts().text(words.language(), "rollout.standing." + one.standing());
        return List.of(
                orNone(one.name()),
                String.join(", ", as),
                one.reason().isEmpty() ? standing : standing + "\n" + one.reason(),
                one.at().map(words::moment).orElse(""));
    }

    private void adoption() {
        heading("adoption");
        List<List<String>> rows = new ArrayList<>();
        rows.add(figures(words.of("all"), adoption.whole()));
        for (Collection<Adoption.Line> lines : List.of(adoption.modules(), adoption.units())) {
            for (Adoption.Line line : lines) rows.add(figures("· ".repeat(line.depth()) + line.name(), line.figures()));
        }
        table(
                List.of(
                        text("whole", 5),
                        number("people", 2),
                        number("signedIn", 2),
                        number("used", 2),
                        number("active", 3),
                        number("records", 2),
                        text("first", 3),
                        number("waiting", 2)),
                rows);
    }

    private List<String> figures(String name, Adoption.Figures some) {
        String people = words.number(some.people());
        String signedIn = words.number(some.signedIn());
        String feedback = words.number(some.feedback());
        if (some.few()) return List.of(name, people, signedIn, Words.NONE, words.of("few"), Words.NONE, "", feedback);
        return List.of(
                name,
                people,
                signedIn,
                words.number(some.used()),
                words.number(some.active()) + " (" + some.percent() + "%)",
                words.number(some.records()),
                words.day(some.first()),
                feedback);
    }

    private void weeks() {
        if (adoption.weeks().isEmpty()) return;
        heading("weeks");
        List<List<String>> rows = new ArrayList<>();
        for (Adoption.Week week : adoption.weeks()) {
            rows.add(0, List.of(words.day(week.from()), words.number(week.active()), words.number(week.records())));
        }
        table(List.of(text("week", 2), number("active.people", 1), number("records", 1)), rows);
    }

    private void unused() {
        if (adoption.unused().isEmpty()) return;
        heading("unused");
        blocks.add(new Paper.Text(
                adoption.unused().stream().map(Adoption.Unused::name).collect(Collectors.joining("\n"))));
    }

    private void tasks() {
        heading("tasks");
        if (phase.tasks().isEmpty()) {
            text("tasks.none");
            return;
        }
        table(
                List.of(text("task", 5), text("who", 2), text("due", 2), text("result", 2)),
                phase.tasks().stream()
                        .map(task -> List.of(
                                task.title(),
                                task.assignee().map(report.names()::get).orElse(""),
                                task.due().map(words::day).orElse(""),
                                words.of(task.done() ? "done" : "open")))
                        .toList());
    }

    private void feedback() {
        heading("feedback");
        if (!report.told()) {
            blocks.add(new Paper.Text(
                    words.of("feedback.count", Map.of("count", adoption.whole().feedback()))));
        } else if (report.feedback().isEmpty()) {
            text("feedback.none");
        } else {
            String kind = "rollout.feedback.kind.";
            String state = "rollout.feedback.state.";
            table(
                    List.of(text("said", 6), text("kind", 2), text("sender", 2), text("at", 3), text("state", 2)),
                    report.feedback().stream()
                            .map(one -> List.of(
                                    one.text(),
                                    words.texts().text(words.language(), kind + one.kind()),
                                    one.senderName(),
                                    words.moment(one.at()),
                                    words.texts().text(words.language(), state + one.state())))
                            .toList());
        }
    }

    private void history() {
        heading("history");
        table(
                List.of(text("at", 3), text("step", 8), text("by", 3)),
                report.history().stream().map(this::step).toList());
    }

    private List<String> step(PhaseEvent event) {
        String step = words.texts().text(words.language(), "rollout.event." + event.step(), event.details());
        return List.of(words.moment(event.at()), step, event.byName());
    }

    private void signatures() {
        heading("signatures");
        List<List<String>> rows = new ArrayList<>();
        for (long person : phase.responsible()) {
            rows.add(List.of(words.of("responsible"), report.names().getOrDefault(person, ""), "", ""));
        }
        rows.add(List.of(words.of("sign.head"), "", "", ""));
        rows.add(List.of(words.of("sign.management"), "", "", ""));
        List<Column> columns = List.of(text("role", 2), text("name", 2), text("signature", 3), text("date", 2));
        blocks.add(new Paper.Table(columns, rows, Paper.Room.HAND));
    }
}
