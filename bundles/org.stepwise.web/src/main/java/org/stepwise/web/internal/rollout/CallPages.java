package org.stepwise.web.internal.rollout;

import java.io.InputStream;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.rollout.StaffCalls;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.Days;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** Calls on staff: entered and answered on the page of the scheme; {@code call/17.pdf} is the paper, {@code call/17/file} what came back. */
final class CallPages {
    private static final int MOST = 100_000;
    private final Services services;

    CallPages(Services services) {
        this.services = services;
    }

    /** @param state in the reader's words */
    record Line(StaffCalls.Call call, String state, String tone, String form) {}

    Line line(Visit visit, StaffCalls.Call call) {
        String state = "large";
        String tone = "warn";
        if (call.answer().isPresent()) {
            boolean agreed = call.answer().get().agreed();
            state = agreed ? "agreed" : "declined";
            tone = agreed ? "ok" : "bad";
        } else if (!call.large()) {
            state = "small";
            tone = "";
        }
        String form = call.answer()
                .map(one -> services.texts.text(visit.locale(), "rollout.call.form." + one.form()))
                .orElse("");
        return new Line(call, services.texts.text(visit.locale(), "web.call.state." + state), tone, form);
    }

    String today(Visit visit) {
        return LocalDate.ofInstant(services.clock.instant(), visit.caller().zone())
                .toString();
    }

    Reply get(Visit visit, String[] parts) {
        String code = parts[0];
        if (parts.length == 3 && parts[2].endsWith(".pdf")) {
            long call = id(visit, parts[2].substring(0, parts[2].length() - ".pdf".length()));
            byte[] pdf = services.calls.pdf(code, call);
            return Reply.file(code + "-call-" + call + ".pdf", "application/pdf", out -> out.write(pdf));
        }
        if (parts.length != 4 || !parts[3].equals("file")) throw NotFound.of(visit.path());
        StaffCalls.Letter letter = services.calls.letter(code, id(visit, parts[2]));
        return Reply.file(letter.name(), "application/octet-stream", out -> {
            try (InputStream in = letter.content()) {
                in.transferTo(out);
            }
        });
    }

    private static long id(Visit visit, String text) {
        return Visit.parse(text).orElseThrow(() -> NotFound.of(visit.path()));
    }

    Reply post(Visit visit, String[] parts) {
        if (parts.length != 2) throw NotFound.of(visit.path());
        String code = parts[0];
        long call = visit.number("call").orElse(0);
        boolean agreed = !visit.param("agreed").equals("false");
        switch (visit.param("step")) {
            case "add" -> services.calls.add(code, wanted(visit));
            case "remove" -> services.calls.remove(code, call);
            case "answer" -> services.calls.answer(code, call, agreed, visit.param("text"), letter(visit));
            case "enter" ->
                services.calls.enter(
                        code,
                        call,
                        agreed,
                        visit.param("signer"),
                        Days.read("on", visit.param("on")).orElseThrow(() -> Invalid.of("on", "web.call.day")),
                        visit.param("text"),
                        letter(visit));
            default -> throw NotFound.of(visit.path());
        }
        return Reply.redirect("/rollout/" + code + "/scheme#calls", "web.call.did", Map.of());
    }

    private static StaffCalls.Wanted wanted(Visit visit) {
        return new StaffCalls.Wanted(
                visit.param("what").trim(),
                visit.number("unit").orElse(0),
                number(visit, "people"),
                number(visit, "days"),
                visit.param("remark").trim());
    }

    /** Out of any range, for what is no number. */
    private static int number(Visit visit, String name) {
        long sent = visit.number(name).orElse(-1);
        return sent < 0 || sent > MOST ? -1 : (int) sent;
    }

    private static Optional<StaffCalls.Letter> letter(Visit visit) {
        return visit.upload("file")
                .filter(sent -> sent.bytes() > 0)
                .map(sent -> new StaffCalls.Letter(sent.name(), sent.content()));
    }
}
