package org.stepwise.benchmarks.lists;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The figures of one size. */
final class Measured {
    private static final int RUNS = 45;
    private static final int MIX = 60;
    private static final long SECONDS = 10;
    private static final int WARM = 40;
    private static final long WARM_SECONDS = 20;
    private static final int MOST_ROUNDS = 15;
    private static final double SETTLED = 0.95;
    private final Site site;
    /** Question → reader → time; the floor under "floor". */
    final Map<String, Map<String, Site.Took>> pages = new LinkedHashMap<>();

    Site.Took rest;
    Site.Took html;
    Rate restRate;
    Rate htmlRate;

    Measured(Site site) {
        this.site = site;
    }

    /** The first pages make the server count its rows in the background, and compile what it runs often. */
    void warm() throws Exception {
        Question usual = Question.all().get(0);
        for (Reader reader : Reader.all()) {
            if (site.rows(reader, usual) == 0
                    && reader.usual()
                    && !reader.name().contains("outsider")) {
                throw new IllegalStateException(reader.name() + " sees nothing");
            }
        }
        for (int i = 0; i < WARM; i++) {
            for (Reader reader : Reader.all()) {
                site.rest(reader, Question.all().get(i % Question.all().size()), "");
                site.page(reader);
            }
        }
    }

    /** One question in plain SQL, before it is asked of the servers. */
    static void floors(Question question, Measured small, Measured large) throws Exception {
        keep(
                question,
                "floor",
                small,
                large,
                Site.inTurn(RUNS, List.of(() -> small.site.floor(question), () -> large.site.floor(question))));
    }

    static void both(Question question, Reader reader, Measured small, Measured large) throws Exception {
        String few = question.deep() ? small.site.deep(reader, question) : "";
        String many = question.deep() ? large.site.deep(reader, question) : "";
        keep(
                question,
                reader.name(),
                small,
                large,
                Site.inTurn(
                        RUNS,
                        List.of(
                                () -> small.site.rest(reader, question, few),
                                () -> large.site.rest(reader, question, many))));
    }

    private static void keep(Question question, String name, Measured small, Measured large, List<Site.Took> took) {
        small.pages
                .computeIfAbsent(question.name(), key -> new LinkedHashMap<>())
                .put(name, took.get(0));
        large.pages
                .computeIfAbsent(question.name(), key -> new LinkedHashMap<>())
                .put(name, took.get(1));
    }

    /** P1 and P2: an equal mix of u1 to u7, one client and eight, after the compiler has settled. */
    void mix() throws Exception {
        List<Reader> mix = Reader.ofMix();
        Question usual = Question.all().get(0);
        AtomicLong turn = new AtomicLong();
        String tokens =
                mix.stream().map(r -> "Authorization Bearer " + r.token()).collect(joining("\n"));
        String cookies = mix.stream().map(r -> "Cookie " + r.cookie()).collect(joining("\n"));
        String list = Site.path(usual, "");
        settle(list, tokens);
        restRate = rate(list, tokens, SECONDS);
        rest = Site.time(MIX * mix.size(), () -> site.rest(next(mix, turn), usual, ""));
        settle(Site.PAGE, cookies);
        htmlRate = rate(Site.PAGE, cookies, SECONDS);
        html = Site.time(MIX * mix.size(), () -> site.page(next(mix, turn)));
    }

    private static Reader next(List<Reader> mix, AtomicLong turn) {
        return mix.get((int) (turn.getAndIncrement() % mix.size()));
    }

    /** @param cpu milliseconds of the server's processor time a page */
    record Rate(long pages, double cpu) {}

    private Rate rate(String path, String headers, long seconds) throws Exception {
        double before = site.cpu();
        Load.Done done = site.load().run(path, headers, seconds);
        return new Rate(done.rate(), (site.cpu() - before) / done.pages());
    }

    /** Until a page takes the server no less processor time than before: its compiler, tuned for a quick start, is done late. */
    private void settle(String path, String headers) throws Exception {
        double before = rate(path, headers, WARM_SECONDS).cpu();
        for (int round = 1; round < MOST_ROUNDS; round++) {
            double now = rate(path, headers, WARM_SECONDS).cpu();
            if (now > SETTLED * before) return;
            before = now;
        }
    }

    /** Of the usual seven. */
    double median(String question) {
        List<Double> all = Reader.ofMix().stream()
                .map(reader -> pages.get(question).get(reader.name()).p50())
                .sorted()
                .toList();
        return all.get(all.size() / 2);
    }

    double slowest(String question) {
        return Reader.ofMix().stream()
                .mapToDouble(reader -> pages.get(question).get(reader.name()).p50())
                .max()
                .orElseThrow();
    }

    double floor(String question) {
        return pages.get(question).get("floor").p50();
    }
}
