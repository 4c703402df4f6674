package org.stepwise.web.internal.record;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.record.Field;
import org.stepwise.kernel.api.record.FieldKind;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.web.internal.page.Preferences;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** The columns that a person wants in the list of one type; the type's own until they are chosen. */
final class ListColumns {
    private static final int MOST = 12;
    private static final List<String> FIXED = List.of("number", "ownerId", "unitId", "createdAt", "updatedAt");
    private final Preferences preferences;
    private final RecordType<?> type;
    private final String name;

    ListColumns(Preferences preferences, RecordType<?> type) {
        this.preferences = preferences;
        this.type = type;
        this.name = "columns." + type.id();
    }

    /** A column that may be shown. */
    record Choice(String name, String label, boolean chosen) {}

    List<Look> shown(Values values, Visit visit) {
        String set = preferences.of(visit).getOrDefault(name, "");
        List<String> known = new ArrayList<>(List.of(set.split(",")));
        known.retainAll(offered());
        List<Look> looks = values.looks(known);
        return looks.isEmpty() ? values.looks(type.columns()) : looks;
    }

    /** The chosen ones first, in their order. */
    List<Choice> choices(Values values, List<Look> shown) {
        List<Choice> choices = new ArrayList<>();
        shown.forEach(look -> choices.add(new Choice(look.name(), look.label(), true)));
        for (Look look : values.looks(offered())) {
            if (!shown.contains(look)) choices.add(new Choice(look.name(), look.label(), false));
        }
        return choices;
    }

    private Set<String> offered() {
        Set<String> names = new LinkedHashSet<>(type.columns());
        for (Field field : type.fields()) {
            if (field.kind() != FieldKind.LONG_TEXT && !field.isSecret()) names.add(field.name());
        }
        names.addAll(FIXED);
        return names;
    }

    /** Keeps the order of the form; nothing chosen brings the type's own columns back. */
    Reply choose(Visit visit, String back) {
        List<String> wanted = new ArrayList<>(new LinkedHashSet<>(visit.params("column")));
        wanted.retainAll(offered());
        if (wanted.size() > MOST) throw Invalid.of("column", "web.columns.many", Map.of("most", MOST));
        boolean reset = !visit.param("reset").isEmpty() || wanted.isEmpty() || wanted.equals(type.columns());
        preferences.set(visit.caller().person(), name, reset ? "" : String.join(",", wanted));
        return Reply.redirect(back, "web.columns.saved", Map.of());
    }
}
