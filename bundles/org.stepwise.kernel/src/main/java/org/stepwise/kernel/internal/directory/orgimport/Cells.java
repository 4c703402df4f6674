package org.stepwise.kernel.internal.directory.orgimport;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.stepwise.kernel.api.directory.UnitKind;

/** Reads the cells of one line as what they should be; tells what is wrong and goes on with the value that was there. */
record Cells(Line line, Findings findings) {
    private static final LocalDate SPREADSHEET_EPOCH = LocalDate.of(1899, 12, 30);
    private static final Set<String> YES = Set.of("yes", "y", "true", "1", "是", "√", "主岗");
    private static final Set<String> NO = Set.of("no", "n", "false", "0", "否", "×", "兼岗", "");
    private static final Map<String, UnitKind> KINDS = Map.of(
            "集团", UnitKind.GROUP,
            "公司", UnitKind.COMPANY,
            "版块", UnitKind.SEGMENT,
            "板块", UnitKind.SEGMENT,
            "部门", UnitKind.DEPARTMENT,
            "小组", UnitKind.TEAM,
            "团队", UnitKind.TEAM);

    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

    void wrong(String column, String key) {
        findings.add(line, column, key, Map.of("value", line.text(column)));
    }

    /** Must be filled. */
    String required(String column, int longest) {
        if (line.text(column).isEmpty()) findings.add(line, column, "directory.import.required", Map.of());
        return text(column, longest, "");
    }

    /** @param now value when the sheet lacks the column; an empty cell clears */
    String text(String column, int longest, String now) {
        if (!line.has(column)) return now;
        String text = line.text(column);
        if (text.length() > longest) {
            findings.add(line, column, "directory.import.tooLong", Map.of("longest", longest));
        }
        return text;
    }

    /** A text of a certain shape. */
    String shaped(String column, int longest, String shape, String key, String now) {
        String text = text(column, longest, now);
        if (line.has(column) && !pattern(shape).matcher(text).matches()) wrong(column, key);
        return text;
    }

    /** Compiled once: a sheet may have a hundred thousand cells of a shape. */
    private static Pattern pattern(String shape) {
        return PATTERNS.computeIfAbsent(shape, Pattern::compile);
    }

    /** An empty cell keeps what was there. */
    String kept(String column, String now) {
        return line.text(column).isEmpty() ? now : line.text(column);
    }

    int number(String column, int lowest, int highest, int now) {
        String text = line.text(column).replaceAll("\\.0+$", "");
        if (text.isEmpty()) return now;
        if (text.matches("\\d{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= lowest && number <= highest) return number;
        }
        findings.add(line, column, "directory.import.number", Map.of("lowest", lowest, "highest", highest));
        return now;
    }

    boolean flag(String column) {
        String text = line.text(column).toLowerCase(Locale.ROOT).replaceAll("\\.0+$", "");
        if (YES.contains(text)) return true;
        if (!NO.contains(text)) wrong(column, "directory.import.flag");
        return false;
    }

    Optional<LocalDate> day(String column, Optional<LocalDate> now) {
        if (!line.has(column)) return now;
        String text = line.text(column).replaceAll("\\.0+$", "");
        if (text.isEmpty()) return now;
        try {
            if (text.matches("\\d{4,5}")) return Optional.of(SPREADSHEET_EPOCH.plusDays(Long.parseLong(text)));
            int[] parts = Arrays.stream(text.split("[-/.年月日T ]"))
                    .limit(3)
                    .mapToInt(Integer::parseInt)
                    .toArray();
            return Optional.of(LocalDate.of(parts[0], parts[1], parts[2]));
        } catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            wrong(column, "directory.import.day");
            return now;
        }
    }

    UnitKind kind(String column, UnitKind now) {
        String text = line.text(column);
        if (text.isEmpty()) return now;
        if (KINDS.containsKey(text)) return KINDS.get(text);
        Optional<UnitKind> found = Arrays.stream(UnitKind.values())
                .filter(kind -> kind.name().equalsIgnoreCase(text))
                .findFirst();
        if (found.isEmpty()) wrong(column, "directory.import.kind");
        return found.orElse(now);
    }
}
