package org.stepwise.itests.torture;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.stepwise.itests.Answer;
import org.stepwise.itests.Visitor;

/** Files of customers, read in one go: all of one are there or none. */
final class Importing implements Work {
    private static final int ROWS = 40;
    private final Visitor person;
    private final String prefix;
    /** For each file: was it confirmed? */
    private final Map<String, Boolean> files = new LinkedHashMap<>();

    private int next;

    Importing(Visitor person, String prefix) {
        this.person = person;
        this.prefix = prefix;
    }

    @Override
    public String name() {
        return "files of " + ROWS + " rows imported";
    }

    @Override
    public boolean piece() {
        String file = "%s-%04d-".formatted(prefix, next++);
        String rows = IntStream.range(0, ROWS).mapToObj(i -> file + i + "\n").collect(Collectors.joining());
        files.put(file, false);
        byte[] csv = ("name\n" + rows).getBytes(StandardCharsets.UTF_8);
        Answer answer = person.send("POST", Creating.CUSTOMERS + "/import", "text/csv", csv);
        if (Work.confirmed(answer, 200)) files.put(file, true);
        return true;
    }

    @Override
    public List<String> wrong() {
        Map<String, Integer> there = Creating.count(person, prefix);
        List<String> wrong = new ArrayList<>();
        files.replaceAll((file, confirmed) -> {
            List<Integer> rows = IntStream.range(0, ROWS)
                    .mapToObj(i -> there.getOrDefault(file + i, 0))
                    .toList();
            boolean whole = rows.stream().allMatch(times -> times == 1);
            boolean none = rows.stream().allMatch(times -> times == 0);
            if (!whole && (confirmed || !none)) wrong.add(file + " has its rows so many times: " + rows);
            return whole;
        });
        return wrong;
    }

    @Override
    public int confirmed() {
        return (int) files.values().stream().filter(confirmed -> confirmed).count();
    }
}
