package org.stepwise.benchmarks.lists;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.event.Events;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Rows;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.setting.Choices;
import org.stepwise.kernel.api.text.SearchKeys;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.records.internal.RecordGateway;
import org.stepwise.records.internal.index.IndexMaker;
import org.stepwise.testkit.TestKernel;

/**
 * {@code ./stepwise bench lists}: pages of customers under permission beside the same pages unfiltered in plain SQL, for the users
 * of the design's measurements. Times are hints, the ratio within one run counts.
 */
public final class ListsBench {
    private static final String TYPE = "demo.client";
    private static final int RUNS = 30;
    private static final int PAGE = 50;
    private static final int DEPTH = 20;
    private static final int CLIENTS = 8;
    private static final long SECONDS = 5;
    private final TestKernel kernel;
    private final int rows;
    private final PrintStream out;
    private Records records;
    private Transactions tx;

    private ListsBench(TestKernel kernel, int rows, PrintStream out) {
        this.kernel = kernel;
        this.rows = rows;
        this.out = out;
    }

    /** @param args rows, address of an empty PostgreSQL database, directory for the result */
    public static void main(String[] args) throws Exception {
        int rows = Integer.parseInt(args[0]);
        Path result = Path.of(args[2], "lists-" + rows + ".txt");
        Files.createDirectories(result.getParent());
        TestKernel kernel = TestKernel.on(args[1]);
        kernel.before();
        try (PrintStream file = new PrintStream(Files.newOutputStream(result), true, StandardCharsets.UTF_8)) {
            new ListsBench(kernel, rows, file).run();
        }
        System.out.write(Files.readAllBytes(result));
        System.out.flush();
        kernel.after();
        System.exit(0);
    }

    private void run() throws Exception {
        tx = kernel.get(Transactions.class);
        kernel.install(new ClientModule(), "lists", new ClientType());
        IndexMaker indexes = kernel.get(IndexMaker.class);
        TestKernel.await("indexes are made", () -> !indexes.indexes().missing(new ClientType()));
        new Company(tx, rows).fill();
        records = new RecordGateway(
                tx,
                kernel.get(Types.class),
                kernel.get(Callers.class),
                new MeasuredAccess(kernel.get(Access.class)),
                kernel.get(Directory.class),
                kernel.get(Audit.class),
                kernel.get(Events.class),
                kernel.get(Choices.class),
                kernel.get(SearchKeys.class),
                Clock.systemUTC(),
                indexes);
        warm(indexes);
        out.printf(
                Locale.ROOT, "%,d customers, p50 / p95 ms over %d runs; ratio to the unfiltered floor%n", rows, RUNS);
        for (Question question : Question.all()) ask(question);
        rate();
    }

    /** The first page asks for statistics; they are counted in the background. */
    private void warm(IndexMaker indexes) throws Exception {
        for (Reader reader : Reader.all()) as(reader, Question.all().get(0), "");
        java.util.concurrent.CountDownLatch counted = new java.util.concurrent.CountDownLatch(1);
        indexes.later(counted::countDown);
        counted.await();
    }

    private void ask(Question question) {
        double[] floor = time(() -> floor(question));
        out.printf(Locale.ROOT, "%n%-18s floor %31.2f / %7.2f%n", question.name(), floor[0], floor[1]);
        List<Double> usual = new ArrayList<>();
        for (Reader reader : Reader.all()) {
            String after = question.deep() ? deep(reader, question) : "";
            double[] took = time(() -> as(reader, question, after));
            if (reader.usual()) usual.add(took[0]);
            out.printf(
                    Locale.ROOT,
                    "  %-22s %30.2f / %7.2f   %6.1f x%n",
                    reader.name(),
                    took[0],
                    took[1],
                    took[0] / floor[0]);
        }
        usual.sort(Double::compare);
        out.printf(Locale.ROOT, "  median of u1-u7 %37.2f%n", usual.get(usual.size() / 2));
    }

    private String deep(Reader reader, Question question) {
        Optional<String> next = Optional.of("");
        for (int i = 0; i < DEPTH; i++) {
            Rows page = page(reader, question, next.get());
            if (page.next().isEmpty()) break;
            next = page.next();
        }
        return next.get();
    }

    private Rows page(Reader reader, Question question, String after) {
        return kernel.get(Callers.class)
                .as(
                        reader.caller(),
                        () -> records.list(TYPE, question.query().limit(PAGE).after(after)));
    }

    private void as(Reader reader, Question question, String after) {
        if (question.count()) {
            kernel.get(Callers.class).as(reader.caller(), () -> records.count(TYPE, question.query(), 1_000));
        } else {
            page(reader, question, after);
        }
    }

    /** The same columns of the same number of rows, without permission. */
    private int floor(Question question) {
        String from = " from demo_client where not deleted" + question.where();
        String page = "select id, version, number, title, name, amount, last_contact, score, stage, owner_id" + from
                + " order by " + question.order() + " limit " + (PAGE + 1);
        String counted = "select count(*) from (select 1" + from + " limit 1001) q";
        return tx.read(() -> tx.sql().list(question.count() ? counted : page, row -> {
                    int columns = row.raw().getMetaData().getColumnCount();
                    int length = 0;
                    for (int i = 1; i <= columns; i++)
                        length += String.valueOf(row.value(i)).length();
                    return length;
                }))
                .size();
    }

    private static double[] time(Runnable work) {
        for (int i = 0; i < RUNS / 3; i++) work.run();
        double[] took = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            long began = System.nanoTime();
            work.run();
            took[i] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(took);
        return new double[] {took[RUNS / 2], took[(int) (RUNS * 0.95)]};
    }

    /** Pages a second with an equal mix of u1 to u7. */
    private void rate() throws Exception {
        List<Reader> usual = Reader.all().stream().filter(Reader::usual).toList();
        Question question = Question.all().get(0);
        AtomicLong pages = new AtomicLong();
        ExecutorService pool = Executors.newFixedThreadPool(CLIENTS);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        List<Future<?>> running = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            int first = client;
            running.add(pool.submit(() -> {
                for (int i = first; System.nanoTime() < end; i++) {
                    page(usual.get(i % usual.size()), question, "");
                    pages.incrementAndGet();
                }
            }));
        }
        for (Future<?> one : running) one.get();
        pool.shutdown();
        out.printf(
                Locale.ROOT, "%n%d clients, default sort, u1-u7 mixed: %d pages/s%n", CLIENTS, pages.get() / SECONDS);
    }
}
