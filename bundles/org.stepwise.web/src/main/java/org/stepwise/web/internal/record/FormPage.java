package org.stepwise.web.internal.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.link.LinkKind;
import org.stepwise.kernel.api.record.Card;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.Renderer;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;
import org.stepwise.web.internal.view.Formats;

/** The form of a record type: what was typed is never lost, whatever the answer. */
final class FormPage {
    private final Services services;
    private final Renderer renderer;
    private final RecordType<?> type;
    private final String base;

    FormPage(Services services, Renderer renderer, RecordType<?> type) {
        this.services = services;
        this.renderer = renderer;
        this.type = type;
        this.base = "/" + type.id().replace('.', '/');
    }

    /** An error in the summary. @param anchor id of the input, "" for the whole */
    record Error(String anchor, String label, String text) {}

    record Model(
            String action,
            String cancel,
            String heading,
            long version,
            List<Inputs.Section> sections,
            List<Error> errors,
            String link,
            String back) {}

    private Inputs inputs(Visit visit) {
        Caller caller = visit.caller();
        Formats formats = renderer.formats(caller);
        return new Inputs(services, type, new Values(services, formats, caller, type), formats, visit);
    }

    Reply fresh(Visit visit) {
        if (!services.access.may(visit.caller(), type.id(), Actions.CREATE)) {
            throw Forbidden.of(Actions.CREATE, type.id());
        }
        Map<String, Object> start = new HashMap<>(services.records.initial(type.id()));
        inputs(visit).typed().forEach(start::put);
        return form(visit, Optional.empty(), start, List.of());
    }

    Reply edit(Visit visit, RecordId record) {
        Card card = services.records.card(record);
        if (card.deleted()) return Reply.redirect(record.path());
        if (!card.may(Actions.EDIT)) throw Forbidden.of(Actions.EDIT, type.id());
        if (card.locked().isPresent()) throw new Forbidden(card.locked().get());
        return form(visit, Optional.of(card), card.row().values(), List.of());
    }

    private Reply form(Visit visit, Optional<Card> card, Map<String, ?> current, List<Violation> violations) {
        Inputs inputs = inputs(visit);
        String path = card.map(c -> c.row().record().path()).orElse(base);
        String label = services.texts.text(visit.locale(), type.id());
        String heading = card.map(c -> c.row().title())
                .orElseGet(() -> services.texts.text(visit.locale(), "web.form.new", Map.of("type", label)));
        Model model = new Model(
                card.isPresent() ? path + "/edit" : path + "/new",
                back(visit).isEmpty() ? path : back(visit),
                heading,
                card.map(c -> c.row().version()).orElse(0L),
                inputs.sections(current, violations),
                errors(inputs, violations, visit),
                visit.param("link"),
                back(visit));
        String title = card.isPresent() ? "web.form.edit.title" : "web.form.new";
        Reply.Crumb list = new Reply.Crumb(services.texts.text(visit.locale(), type.id() + ".plural"), base);
        Reply reply = Reply.page("form", title, model)
                .args(Map.of("type", label, "title", heading))
                .current(base)
                .status(violations.isEmpty() ? 200 : 422);
        return card.isPresent() ? reply.under(list, new Reply.Crumb(heading, path)) : reply.under(list);
    }

    /** Only a path of this site. */
    private static String back(Visit visit) {
        String back = visit.param("back");
        return back.startsWith("/") && !back.startsWith("//") && !back.contains("\\") ? back : "";
    }

    private List<Error> errors(Inputs inputs, List<Violation> violations, Visit visit) {
        List<Error> errors = new ArrayList<>();
        List<String> shown = inputs.editable().stream().map(Look::name).toList();
        for (Violation violation : violations) {
            boolean here = shown.contains(violation.field());
            String text = services.texts.text(visit.locale(), violation);
            errors.add(new Error(here ? violation.field() : "", label(inputs, violation.field()), text));
        }
        return errors;
    }

    /** The name as it was posted where the caller does not see the field. */
    private static String label(Inputs inputs, String field) {
        if (field.isEmpty()) return "";
        return inputs.values().looks(List.of(field)).stream()
                .map(Look::label)
                .findFirst()
                .orElse(field);
    }

    Reply create(Visit visit) {
        Inputs inputs = inputs(visit);
        try {
            RecordId made = services.tx.get(() -> linked(services.records.create(type.id(), inputs.posted()), visit));
            String to = back(visit).isEmpty() ? made.path() : back(visit);
            return Reply.redirect(
                    to, "web.form.created", Map.of("type", services.texts.text(visit.locale(), type.id())));
        } catch (Invalid e) {
            return services.tx.get(() -> form(visit, Optional.empty(), inputs.typed(), e.violations()));
        } catch (Conflict e) {
            List<Violation> violations = List.of(new Violation("", e.key(), e.args()));
            return services.tx
                    .get(() -> form(visit, Optional.empty(), inputs.typed(), violations))
                    .status(409);
        }
    }

    /** 'Create and link': the new record is linked to the one it was made from. */
    private RecordId linked(RecordId made, Visit visit) {
        if (!visit.param("link").isEmpty()) {
            services.links().link(RecordId.parse(visit.param("link")), made, LinkKind.RELATED, "");
        }
        return made;
    }

    Reply save(Visit visit, RecordId record) {
        Inputs inputs = inputs(visit);
        try {
            services.records.update(record, visit.number("version").orElse(0), inputs.posted());
            String to = back(visit).isEmpty() ? record.path() : back(visit);
            return Reply.redirect(to, "web.form.saved", Map.of());
        } catch (NotFound e) {
            return new GonePage(services, type, inputs).reply(visit, record, e);
        } catch (Invalid e) {
            return services.tx
                    .get(() -> again(visit, record, inputs, e.violations()))
                    .status(422);
        } catch (Conflict e) {
            if (!e.stale()) {
                List<Violation> violations = List.of(new Violation("", e.key(), e.args()));
                return services.tx
                        .get(() -> again(visit, record, inputs, violations))
                        .status(409);
            }
            return services.tx.get(() -> new ConflictPage(services, type, inputs).reply(visit, record));
        }
    }

    private Reply again(Visit visit, RecordId record, Inputs inputs, List<Violation> violations) {
        Card card = services.records.card(record);
        Map<String, Object> current = new HashMap<>(card.row().values());
        current.putAll(inputs.typed());
        Reply reply = form(visit, Optional.of(card), current, violations);
        Model now = (Model) reply.view().model();
        Model kept = new Model(
                now.action(),
                now.cancel(),
                now.heading(),
                visit.number("version").orElse(now.version()),
                now.sections(),
                now.errors(),
                now.link(),
                now.back());
        return new Reply(
                org.stepwise.kernel.api.web.View.page("form", reply.view().title(), kept)
                        .args(reply.view().args()),
                reply.status(),
                reply.component(),
                reply.crumbs(),
                reply.current());
    }
}
