package org.stepwise.benchmarks.lists;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Figures beside their budgets, as text for people and as JSON. */
record Report(String commit, Machine before, Machine after, Measured small, Measured large) {
    private static final double GROWTH = 1.5;
    private static final double SEARCH = 2;
    private static final double WORST = 20;

    /** A figure and its budget. @param least the figure should be at least, not at most, the budget */
    private record Figure(String id, String what, double value, double budget, boolean least) {
        boolean met() {
            return least ? value >= budget : value <= budget;
        }
    }

    private List<Figure> figures() {
        List<Figure> all = new ArrayList<>();
        all.add(new Figure("P1", "REST, default sort, one client, p50 ms", large.rest.p50(), 10, false));
        all.add(new Figure("P1", "REST, default sort, 8 clients, pages/s", large.restRate.pages(), 600, true));
        all.add(new Figure(
                "P1", "REST, default sort, slowest of u1-u7, p50 ms", large.slowest(Question.DEFAULT), WORST, false));
        all.add(new Figure("P2", "HTML, default sort, one client, p50 ms", large.html.p50(), 20, false));
        all.add(new Figure("P2", "HTML, default sort, 8 clients, pages/s", large.htmlRate.pages(), 300, true));
        for (Question question : Question.all()) {
            if (!question.bounded()) continue;
            double growth = large.median(question.name()) / small.median(question.name());
            all.add(new Figure("P3", "growth, " + question.name() + ", median of u1-u7", growth, GROWTH, false));
        }
        double ratio = large.median(Question.SUBSTRING) / large.floor(Question.SUBSTRING);
        all.add(new Figure("P3", "substring search, median of u1-u7 / floor", ratio, SEARCH, false));
        return all;
    }

    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("commit", commit);
        json.put("before", before);
        json.put("after", after);
        json.put("figures", figures());
        json.put("cpuMsPerPage", Map.of("rest", large.restRate.cpu(), "html", large.htmlRate.cpu()));
        json.put("p50p95ms", Map.of("10000", small.pages, "1000000", large.pages));
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(directory.resolve("lists.json").toFile(), json);
        Files.writeString(directory.resolve("lists.txt"), text());
        System.out.print(text());
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "Lists under permission: %s, %d cores, %d MB; commit %s",
                after.processor(),
                after.cores(),
                after.megabytes(),
                commit);
        line(text, "begin %s load %s; end %s load %s", before.at(), before.load(), after.at(), after.load());
        line(text, "two servers at -Xmx512m, PostgreSQL 15 with 1 GB of buffers, server and client on one machine");
        line(text, "floor: the same page and search without permission in plain SQL over JDBC, without HTTP");
        line(text, "");
        for (Figure figure : figures()) {
            line(
                    text,
                    "%s  %-52s %9.2f  budget %s %.1f  %s",
                    figure.id(),
                    figure.what(),
                    figure.value(),
                    figure.least() ? ">=" : "<=",
                    figure.budget(),
                    figure.met() ? "met" : "MISSED");
        }
        line(
                text,
                "%nprocessor time of the server a page with 8 clients: REST %.2f ms, HTML %.2f ms",
                large.restRate.cpu(),
                large.htmlRate.cpu());
        for (Question question : Question.all()) pages(text, question.name());
        return text.toString();
    }

    private void pages(StringBuilder text, String question) {
        line(text, "");
        line(text, "%-22s 10,000: p50 / p95 ms   1,000,000: p50 / p95 ms   growth", question);
        large.pages.get(question).forEach((who, took) -> {
            Site.Took few = small.pages.get(question).get(who);
            line(
                    text,
                    "  %-20s %10.2f / %8.2f   %12.2f / %8.2f %9.2f",
                    who,
                    few.p50(),
                    few.p95(),
                    took.p50(),
                    took.p95(),
                    took.p50() / few.p50());
        });
    }

    private static void line(StringBuilder text, String format, Object... args) {
        text.append(String.format(Locale.ROOT, format + "%n", args));
    }
}
