package org.stepwise.benchmarks.lists;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The figures of one size. */
final class Measured {
    private static final int RUNS = 15;
    private static final int MIX = 60;
    private static final int CLIENTS = 8;
    private static final long SECONDS = 6;
    private static final int WARM = 40;
    private static final long WARM_SECONDS = 12;
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

    void measure() throws Exception {
        for (Question question : Question.all()) {
            Map<String, Site.Took> took = new LinkedHashMap<>();
            took.put("floor", Site.time(RUNS, () -> site.floor(question)));
            for (Reader reader : Reader.all()) {
                String after = question.deep() ? site.deep(reader, question) : "";
                took.put(reader.name(), Site.time(RUNS, () -> site.rest(reader, question, after)));
            }
            pages.put(question.name(), took);
        }
    }

    /** P1 and P2: an equal mix of u1 to u7, one client and eight. */
    void mix() throws Exception {
        List<Reader> mix = Reader.ofMix();
        Question usual = Question.all().get(0);
        AtomicLong turn = new AtomicLong();
        rate(mix, WARM_SECONDS, reader -> site.rest(reader, usual, ""));
        restRate = rate(mix, SECONDS, reader -> site.rest(reader, usual, ""));
        rate(mix, WARM_SECONDS, site::page);
        htmlRate = rate(mix, SECONDS, site::page);
        rest = Site.time(MIX * mix.size(), () -> site.rest(next(mix, turn), usual, ""));
        html = Site.time(MIX * mix.size(), () -> site.page(next(mix, turn)));
    }

    private static Reader next(List<Reader> mix, AtomicLong turn) {
        return mix.get((int) (turn.getAndIncrement() % mix.size()));
    }

    private interface Asked {
        String of(Reader reader) throws Exception;
    }

    /** @param cpu milliseconds of the server's processor time a page */
    record Rate(long pages, double cpu) {}

    private Rate rate(List<Reader> mix, long seconds, Asked asked) throws Exception {
        AtomicLong pages = new AtomicLong();
        double before = site.cpu();
        ExecutorService pool = Executors.newFixedThreadPool(CLIENTS);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        List<Future<?>> running = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            int first = client;
            running.add(pool.submit(() -> {
                for (int i = first; System.nanoTime() < end; i++) {
                    asked.of(mix.get(i % mix.size()));
                    pages.incrementAndGet();
                }
                return pages;
            }));
        }
        for (Future<?> one : running) one.get();
        pool.shutdown();
        return new Rate(pages.get() / seconds, (site.cpu() - before) / pages.get());
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
