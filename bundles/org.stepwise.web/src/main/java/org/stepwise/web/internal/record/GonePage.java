package org.stepwise.web.internal.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.record.Card;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** The record went to the recycle bin while somebody changed it (REC-2): who sent it there, and what was typed, to keep. */
final class GonePage {
    private final Services services;
    private final RecordType<?> type;
    private final Inputs inputs;

    GonePage(Services services, RecordType<?> type, Inputs inputs) {
        this.services = services;
        this.type = type;
        this.inputs = inputs;
    }

    /** What was typed into a field. */
    record Typed(String label, String shown, boolean wide) {}

    /** @param by name of who deleted it, "" for the system @param restore may the reader bring it back? */
    record Model(String title, String by, Object at, String path, String list, boolean restore, List<Typed> typed) {}

    /** @throws NotFound of a record that does not lie in the bin, or that the caller did not see before either */
    Reply reply(Visit visit, RecordId record, NotFound missing) {
        String title = services.records.deletedTitles(List.of(record)).get(record);
        if (title == null) throw missing;
        Optional<Card> own = own(record);
        return services.tx.get(() -> page(visit, record, title, own));
    }

    /** Empty when the caller may not look into the bin. */
    private Optional<Card> own(RecordId record) {
        try {
            return Optional.of(services.records.card(record));
        } catch (NotFound e) {
            return Optional.empty();
        }
    }

    private Reply page(Visit visit, RecordId record, String title, Optional<Card> own) {
        Card card = own.orElseGet(
                () -> services.records.asSystem("names who deleted it").card(record));
        boolean restore = own.filter(mine -> mine.may(Actions.DELETE)).isPresent();
        String list = "/" + type.id().replace('.', '/');
        Model model =
                new Model(title, card.updatedByName(), card.updatedAt(), record.path(), list, restore, typed(record));
        return Reply.page("form-gone", "web.gone", model)
                .args(Map.of("title", title))
                .under(new Reply.Crumb(services.texts.text(visit.locale(), type.id() + ".plural"), list))
                .current(list)
                .status(409);
    }

    private List<Typed> typed(RecordId record) {
        List<Typed> shown = new ArrayList<>();
        Map<String, Object> typed = inputs.typed();
        Spoken spoken = new Spoken(services, inputs.values());
        for (Look look : inputs.editable()) {
            String value = String.valueOf(typed.getOrDefault(look.name(), ""));
            if (value.isEmpty()) continue;
            boolean wide = look.kind() == org.stepwise.kernel.api.record.FieldKind.LONG_TEXT;
            shown.add(new Typed(look.label(), spoken.of(look, record, value), wide));
        }
        return shown;
    }
}
