package org.stepwise.kernel.internal.directory.orgimport;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The four sheets and their columns; a column in {@code required} must be there, and filled in new rows. */
enum SheetKind {
    UNITS(
            List.of("code", "parent", "kind", "name_zh", "name_en", "head", "valid_from"),
            Set.of("code", "name_zh"),
            "部门",
            "单位",
            "组织"),
    POSTS(List.of("code", "name_zh", "name_en", "level"), Set.of("code", "name_zh"), "岗位"),
    PEOPLE(
            List.of("account", "name", "email", "mobile", "phone", "locale", "time_zone", "clearance"),
            Set.of("account", "name"),
            "人员",
            "员工"),
    POSITIONS(List.of("account", "unit", "post", "primary", "superior"), Set.of("account", "unit", "post"), "任职", "职位");

    private final List<String> columns;
    private final Set<String> required;
    private final List<String> aliases;

    SheetKind(List<String> columns, Set<String> required, String... aliases) {
        this.columns = columns;
        this.required = required;
        this.aliases = List.of(aliases);
    }

    List<String> columns() {
        return columns;
    }

    Set<String> required() {
        return required;
    }

    String sheet() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By the name of a sheet or of a file, with or without ending. */
    static Optional<SheetKind> named(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT);
        String file = plain.substring(plain.lastIndexOf('/') + 1).replaceAll("\\.(csv|txt)$", "");
        return Arrays.stream(values())
                .filter(kind -> kind.sheet().equals(file) || kind.aliases.contains(file))
                .findFirst();
    }

    /** By headings: the kind all of whose required columns are there, with the most known ones. */
    static Optional<SheetKind> headed(List<String> headings) {
        return Arrays.stream(values())
                .filter(kind -> headings.containsAll(kind.required))
                .max(java.util.Comparator.comparingLong(
                        kind -> headings.stream().filter(kind.columns::contains).count() * 100 - kind.columns.size()));
    }
}
