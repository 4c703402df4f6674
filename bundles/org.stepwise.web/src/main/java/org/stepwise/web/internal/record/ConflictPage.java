package org.stepwise.web.internal.record;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.Card;
import org.stepwise.kernel.api.record.Change;
import org.stepwise.kernel.api.record.HistoryEntry;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** Two people saved one record (REC-3): the second sees both versions, chooses field by field, and loses nothing. */
final class ConflictPage {
    private static final int STEPS = 200;
    private final Services services;
    private final RecordType<?> type;
    private final Inputs inputs;

    ConflictPage(Services services, RecordType<?> type, Inputs inputs) {
        this.services = services;
        this.type = type;
        this.inputs = inputs;
    }

    /** A field in question. @param theirs value of the input, and as shown */
    record Clash(String name, String label, String theirs, String theirsShown, String mine, String mineShown) {}

    /** A field that only one of the two changed. */
    record Kept(String name, String label, String value, String shown, boolean mine) {}

    record Model(
            String action,
            String path,
            String title,
            long version,
            String byName,
            Object at,
            List<Clash> clashes,
            List<Kept> kept) {}

    Reply reply(Visit visit, RecordId record) {
        Card card = services.records.card(record);
        Map<String, Object> before = before(record, visit.number("version").orElse(0));
        List<Clash> clashes = new ArrayList<>();
        List<Kept> kept = new ArrayList<>();
        Map<String, Object> typed = inputs.typed();
        for (Look look : inputs.editable()) {
            if (typed.containsKey(look.name())) sort(look, card.row(), before, typed, clashes, kept);
        }
        Model model = new Model(
                record.path() + "/edit",
                record.path(),
                card.row().title(),
                card.row().version(),
                card.updatedByName(),
                card.updatedAt(),
                clashes,
                kept);
        return Reply.page("conflict", "web.conflict", model)
                .args(Map.of("name", card.updatedByName()))
                .under(new Reply.Crumb(
                        services.texts.text(visit.locale(), type.id() + ".plural"),
                        "/" + type.id().replace('.', '/')))
                .status(409);
    }

    /** Fields that others changed since, with their values before. */
    private Map<String, Object> before(RecordId record, long version) {
        Map<String, Object> before = new HashMap<>();
        for (HistoryEntry entry : services.records.history(record, STEPS)) {
            if (entry.version() <= version) continue;
            for (Map.Entry<String, Change> change : entry.changes().entrySet()) {
                before.put(change.getKey(), change.getValue().from());
            }
        }
        return before;
    }

    private void sort(
            Look look,
            Row row,
            Map<String, Object> before,
            Map<String, Object> typed,
            List<Clash> clashes,
            List<Kept> kept) {
        String mine = String.valueOf(typed.get(look.name()));
        String theirs = inputs.values().input(look, row.value(look.name()));
        if (same(look, mine, theirs)) return;
        boolean changedByThem = before.containsKey(look.name());
        String base = changedByThem ? plain(before.get(look.name())) : theirs;
        boolean changedByMe = !same(look, mine, base);
        if (changedByThem && changedByMe) {
            clashes.add(new Clash(
                    look.name(),
                    look.label(),
                    theirs,
                    shown(look, row.record(), theirs),
                    mine,
                    shown(look, row.record(), mine)));
        } else {
            String value = changedByMe ? mine : theirs;
            kept.add(new Kept(look.name(), look.label(), value, shown(look, row.record(), value), changedByMe));
        }
    }

    private static String plain(Object value) {
        return value == null ? "" : value.toString();
    }

    private static boolean same(Look look, String one, String other) {
        if (one.equals(other) || one.replace("\r\n", "\n").equals(other.replace("\r\n", "\n"))) return true;
        if (look.kind() == org.stepwise.kernel.api.record.FieldKind.FLAG) {
            return Boolean.parseBoolean(one) == Boolean.parseBoolean(other);
        }
        if (look.kind() == org.stepwise.kernel.api.record.FieldKind.INSTANT)
            return minute(one).equals(minute(other));
        Optional<BigDecimal> left = look.numeric() || !look.ref().isEmpty() ? decimal(one) : Optional.empty();
        Optional<BigDecimal> right = decimal(other);
        return left.isPresent() && right.isPresent() && left.get().compareTo(right.get()) == 0;
    }

    private static String minute(String time) {
        return time.length() > 16 ? time.substring(0, 16) : time;
    }

    private static Optional<BigDecimal> decimal(String text) {
        try {
            return Optional.of(text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private String shown(Look look, RecordId record, String value) {
        return value.isEmpty() ? "—" : new Spoken(services, inputs.values()).of(look, record, value);
    }
}
