package org.stepwise.kernel.internal.rollout;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.notice.Notices;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.StaffCalls;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.audit.Guard;

/** Calls on staff with permissions, history, notices and what was signed. */
@Component
public final class KeptCalls implements StaffCalls {
    private static final int WHAT = 400;
    private static final int TEXT = 2000;
    private static final int NAME = 200;
    private static final int MOST = 100_000;
    private static final int LARGEST = 5 * 1024 * 1024;
    private final Transactions transactions;
    private final Directory directory;
    private final Guard guard;
    private final Settings settings;
    private final Clock clock;
    private final LatePapers papers;
    private final LateNotices notices;
    private final Texts texts;
    private final Journal journal;
    private final Circle circle;
    private final CallTable table;
    private final Heads heads;

    @Activate
    public KeptCalls(
            @Reference Transactions transactions,
            @Reference Directory directory,
            @Reference Guard guard,
            @Reference Settings settings,
            @Reference Audit audit,
            @Reference Clock clock,
            @Reference LatePapers papers,
            @Reference LateNotices notices,
            @Reference Texts texts) {
        this.transactions = transactions;
        this.directory = directory;
        this.guard = guard;
        this.settings = settings;
        this.clock = clock;
        this.papers = papers;
        this.notices = notices;
        this.texts = texts;
        this.journal = new Journal(transactions.sql(), directory, guard, audit, clock);
        this.circle = new Circle(guard, directory, transactions.sql());
        this.table = new CallTable(transactions.sql());
        this.heads = new Heads(directory);
    }

    @Override
    public List<Call> of(String code) {
        return transactions.read(
                () -> table.of(circle.seen(code).id()).stream().map(this::call).toList());
    }

    private Call call(CallTable.Kept kept) {
        Wanted wanted = kept.wanted();
        Optional<Long> head = heads.of(wanted.unit());
        Caller caller = guard.current();
        boolean mine = caller.onBehalf().isEmpty()
                && head.filter(one -> one == caller.person()).isPresent();
        return new Call(
                kept.id(),
                wanted,
                heads.name(wanted.unit()),
                head.flatMap(directory::person).map(one -> one.name()).orElse(""),
                settings.get(CallRules.class).large(wanted.people(), wanted.days()),
                kept.answer(),
                mine);
    }

    private CallTable.Kept kept(Phase phase, long call) {
        return table.of(phase.id()).stream()
                .filter(one -> one.id() == call)
                .findFirst()
                .orElseThrow(() -> NotFound.of(call));
    }

    @Override
    public Call add(String code, Wanted wanted) {
        refuseWrong(wanted);
        return transactions.get(() -> {
            Phase phase = circle.led(code);
            long id = table.insert(phase.id(), wanted);
            Call made = call(kept(phase, id));
            journal.step(phase, "called", details(made));
            if (made.large()) tell(phase, wanted.unit());
            return made;
        });
    }

    private void refuseWrong(Wanted wanted) {
        List<Violation> wrong = new ArrayList<>();
        if (wanted.what().isBlank()) wrong.add(new Violation("what", "rollout.problem.callWhat"));
        tooLong(wrong, "what", wanted.what(), WHAT);
        tooLong(wrong, "remark", wanted.remark(), TEXT);
        if (directory.unit(wanted.unit()).isEmpty()) {
            wrong.add(new Violation("unit", "rollout.problem.callUnit"));
        }
        if (wanted.people() < 1 || wanted.people() > MOST)
            wrong.add(new Violation("people", "rollout.problem.callPeople"));
        if (wanted.days() < 0 || wanted.days() > MOST) wrong.add(new Violation("days", "rollout.problem.callDays"));
        if (!wrong.isEmpty()) throw new Invalid(wrong);
    }

    private static void tooLong(List<Violation> wrong, String field, String text, int longest) {
        if (text.length() > longest) {
            wrong.add(new Violation(field, "rollout.problem.tooLong", Map.of("longest", longest)));
        }
    }

    private static Map<String, Object> details(Call call) {
        return Map.of(
                "what", call.wanted().what(),
                "unit", call.unit(),
                "people", call.wanted().people(),
                "days", call.wanted().days());
    }

    private void tell(Phase phase, long unit) {
        Map<String, Object> args = Map.of("phase", phase.name(), "unit", heads.name(unit));
        String path = "/rollout/" + phase.code() + "/scheme";
        List<Long> head = heads.of(unit).stream().toList();
        notices.send("rollout", head, "rollout.notice.call", args, new Notices.Page(path, path));
    }

    @Override
    public void remove(String code, long call) {
        transactions.run(() -> {
            Phase phase = circle.led(code);
            Call gone = call(kept(phase, call));
            table.remove(call);
            journal.step(phase, "uncalled", details(gone));
        });
    }

    @Override
    public Call answer(String code, long call, boolean agreed, String text, Optional<Letter> letter) {
        Caller caller = circle.signer();
        byte[] content = content(letter);
        return transactions.get(() -> {
            Phase phase = circle.seen(code);
            if (!call(kept(phase, call)).mine()) throw Forbidden.of(Actions.APPROVE, PhasedRollout.TYPE);
            if (text.isBlank() && content.length == 0) throw Invalid.of("text", "rollout.problem.callAnswer");
            LocalDate today = LocalDate.ofInstant(clock.instant(), caller.zone());
            Form form = content.length == 0 ? Form.TEXT : Form.FILE;
            return write(phase, call, form, agreed, caller.name(), today, text, name(letter, content), content);
        });
    }

    @Override
    public Call enter(
            String code, long call, boolean agreed, String signer, LocalDate on, String text, Optional<Letter> letter) {
        byte[] content = content(letter);
        if (signer.isBlank()) throw Invalid.of("signer", "rollout.problem.callSigner");
        if (signer.length() > NAME) throw Invalid.of("signer", "rollout.problem.tooLong", Map.of("longest", NAME));
        LocalDate tomorrow =
                LocalDate.ofInstant(clock.instant(), guard.current().zone()).plusDays(1);
        if (on.isAfter(tomorrow)) throw Invalid.of("on", "rollout.problem.callLater");
        return transactions.get(() -> {
            Phase phase = circle.led(code);
            kept(phase, call);
            return write(phase, call, Form.PAPER, agreed, signer.strip(), on, text, name(letter, content), content);
        });
    }

    private Call write(
            Phase phase,
            long call,
            Form form,
            boolean agreed,
            String signer,
            LocalDate on,
            String text,
            String file,
            byte[] content) {
        if (text.length() > TEXT) throw Invalid.of("text", "rollout.problem.tooLong", Map.of("longest", TEXT));
        Answer answer = new Answer(
                form, agreed, text.strip(), signer, on, guard.current().name(), clock.instant(), file);
        table.answer(call, answer, content);
        Call now = call(kept(phase, call));
        Map<String, Object> details = new java.util.HashMap<>(details(now));
        details.put("signer", signer);
        details.put("form", form.name());
        journal.step(phase, agreed ? "agreed" : "declined", details);
        return now;
    }

    private static String name(Optional<Letter> letter, byte[] content) {
        if (content.length == 0) return "";
        String name = letter.map(Letter::name)
                .orElse("")
                .replaceAll("[\\p{Cntrl}/\\\\]", " ")
                .strip();
        String kept = name.length() <= NAME ? name : name.substring(name.length() - NAME);
        return kept.isEmpty() ? "letter" : kept;
    }

    private static byte[] content(Optional<Letter> letter) {
        if (letter.isEmpty()) return new byte[0];
        try (InputStream in = letter.get().content()) {
            byte[] content = in.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) throw Invalid.of("file", "rollout.problem.callLetter", Map.of("most", 5));
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Letter letter(String code, long call) {
        return transactions.read(() -> {
            CallTable.Kept kept = kept(circle.seen(code), call);
            byte[] content = table.content(call).orElseThrow(() -> NotFound.of(call));
            String name = kept.answer().map(Answer::file).orElse("");
            return new Letter(name, new ByteArrayInputStream(content));
        });
    }

    @Override
    public byte[] pdf(String code, long call) {
        Caller caller = guard.current();
        Phase phase = transactions.read(() -> circle.seen(code));
        Call wanted = transactions.read(() -> call(kept(phase, call)));
        Words words = new Words(texts, caller.locale(), caller.zone());
        return papers.pdf(CallPaper.of(phase, wanted, words, caller.name(), clock.instant()));
    }
}
