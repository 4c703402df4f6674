package org.stepwise.records.internal.transfer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Person;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.record.Field;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.records.internal.core.Fragment;
import org.stepwise.records.internal.core.Gate;
import org.stepwise.records.internal.core.Platform;
import org.stepwise.records.internal.query.Restriction;

/** Finds the records that texts of a file name: by number, unique code, title or id; people by account, units by code. */
final class References {
    private static final int CHUNK = 500;
    private static final String PERSON = "directory.person";
    private static final String UNIT = "directory.unit";
    private final Platform platform;
    private final Gate gate;
    private final Map<String, Map<String, Set<Long>>> found = new HashMap<>();

    References(Platform platform, Gate gate) {
        this.platform = platform;
        this.gate = gate;
    }

    /** Looks all texts up at once. */
    void learn(String type, Collection<String> texts) {
        Map<String, Set<Long>> known = found.computeIfAbsent(type, t -> new HashMap<>());
        List<String> fresh =
                texts.stream().distinct().filter(t -> !known.containsKey(t)).toList();
        Optional<RecordType<?>> target = platform.types().find(type);
        if (type.equals(PERSON) || type.equals(UNIT)) fresh.forEach(text -> directory(type, text, known));
        List<String> left = fresh.stream().filter(t -> !known.containsKey(t)).toList();
        for (int from = 0; target.isPresent() && from < left.size(); from += CHUNK) {
            look(target.get(), left.subList(from, Math.min(left.size(), from + CHUNK)), known);
        }
    }

    /** Ids that the text may mean: none, one, or too many. */
    Set<Long> of(String type, String text) {
        return found.getOrDefault(type, Map.of()).getOrDefault(text, Set.of());
    }

    private void directory(String type, String text, Map<String, Set<Long>> known) {
        Directory directory = platform.directory();
        Optional<Long> id = type.equals(PERSON)
                ? directory.account(text).map(Person::id)
                : directory.unitByCode(text).map(Unit::id);
        id.ifPresent(one -> known.put(text, Set.of(one)));
    }

    private void look(RecordType<?> type, List<String> texts, Map<String, Set<Long>> known) {
        List<String> columns = new ArrayList<>(List.of("number", "title"));
        type.fields().stream()
                .filter(Field::isUnique)
                .filter(f -> f.javaType() == String.class)
                .forEach(f -> columns.add(platform.types().column(type, f.name())));
        List<Fragment> ways = new ArrayList<>();
        columns.forEach(column -> ways.add(Fragment.of("c." + column + " in (?)", texts)));
        List<Long> ids = ids(texts);
        if (!ids.isEmpty()) ways.add(Fragment.of("c.id in (?)", ids));
        boolean directory = type.module().equals("directory");
        Restriction visible = new Restriction(platform, type, gate.reach(type, Actions.SEE), Actions.SEE);
        Fragment statement = Fragment.of("select c.id, c." + String.join(", c.", columns) + " from " + type.table()
                        + " c where not c.deleted")
                .and(Fragment.anyOf(ways));
        if (!directory) statement.and(visible.whole());
        Set<String> wanted = new HashSet<>(texts);
        platform.sql()
                .each(
                        statement.sql(),
                        row -> {
                            for (int i = 0; i < columns.size(); i++)
                                note(known, wanted, row.text(i + 2), row.number(1));
                            note(known, wanted, Long.toString(row.number(1)), row.number(1));
                        },
                        statement.args());
    }

    private static void note(Map<String, Set<Long>> known, Set<String> wanted, String text, long id) {
        if (wanted.contains(text))
            known.computeIfAbsent(text, t -> new HashSet<>()).add(id);
    }

    private static List<Long> ids(List<String> texts) {
        return texts.stream()
                .filter(t -> t.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .toList();
    }
}
