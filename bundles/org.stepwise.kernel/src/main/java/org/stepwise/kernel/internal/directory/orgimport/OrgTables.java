package org.stepwise.kernel.internal.directory.orgimport;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stepwise.kernel.internal.directory.orgimport.Entries.PositionRow;

/** The organisation as the four sheets that an import reads. */
final class OrgTables {
    private final OrgState state;
    private final Map<Long, String> keys = new HashMap<>();

    OrgTables(OrgState state) {
        this.state = state;
        state.units().values().forEach(unit -> keys.put(unit.id(), unit.code()));
        state.posts().values().forEach(post -> keys.put(post.id(), post.code()));
        state.people().values().forEach(person -> keys.put(person.id(), person.account()));
    }

    Map<SheetKind, List<List<String>>> all() {
        Map<SheetKind, List<List<String>>> all = new EnumMap<>(SheetKind.class);
        all.put(SheetKind.UNITS, units());
        all.put(SheetKind.POSTS, posts());
        all.put(SheetKind.PEOPLE, people());
        all.put(SheetKind.POSITIONS, positions());
        return all;
    }

    private String key(long id) {
        return keys.getOrDefault(id, "");
    }

    private List<List<String>> units() {
        return state.units().values().stream()
                .map(unit -> List.of(
                        unit.code(),
                        key(unit.parent()),
                        unit.kind().name(),
                        unit.nameZh(),
                        unit.nameEn(),
                        key(unit.head()),
                        unit.validFrom().map(LocalDate::toString).orElse("")))
                .toList();
    }

    private List<List<String>> posts() {
        return state.posts().values().stream()
                .map(post -> List.of(post.code(), post.nameZh(), post.nameEn(), String.valueOf(post.level())))
                .toList();
    }

    private List<List<String>> people() {
        return state.people().values().stream()
                .map(person -> List.of(
                        person.account(),
                        person.name(),
                        person.email(),
                        person.mobile(),
                        person.phone(),
                        person.locale(),
                        person.timeZone(),
                        String.valueOf(person.clearance())))
                .toList();
    }

    private List<List<String>> positions() {
        List<List<String>> rows = new ArrayList<>();
        state.positions()
                .values()
                .forEach(list -> list.stream()
                        .filter(row -> !key(row.person()).isEmpty())
                        .map(this::position)
                        .forEach(rows::add));
        return rows;
    }

    private List<String> position(PositionRow row) {
        return List.of(
                key(row.person()), key(row.unit()), key(row.post()), row.primary() ? "yes" : "no", key(row.superior()));
    }
}
