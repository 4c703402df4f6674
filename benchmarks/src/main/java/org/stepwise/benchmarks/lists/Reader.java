package org.stepwise.benchmarks.lists;

import java.util.List;

/** One of the users of the design's measurements; what they may see stands in org.sql. @param usual one of u1 to u7 */
record Reader(String name, int person, boolean usual) {
    static List<Reader> all() {
        return List.of(
                new Reader("u1 salesperson", 307, true),
                new Reader("u2 team head", 10, true),
                new Reader("u3 department head", 3, true),
                new Reader("u4 sales head", 2, true),
                new Reader("u5 few shares", 4990, true),
                new Reader("u6 outsider", 5000, true),
                new Reader("u7 auditor of all", 5001, true),
                new Reader("x8 oldest rows only", 8, false),
                new Reader("x9 100k shares", 4999, false),
                new Reader("x11 rare segment", 1, false));
    }

    static List<Reader> ofMix() {
        return all().stream().filter(Reader::usual).toList();
    }

    String token() {
        return "swp_bench-token-of-" + person;
    }

    String cookie() {
        return "stepwise=bench-session-of-person-" + person;
    }
}
