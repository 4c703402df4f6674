package org.stepwise.itests;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** People who go on working while something is switched; every answer that is not a success is kept (ROL-3). */
final class SteadyWork implements AutoCloseable {
    private static final long PAUSE_NANOS = 20_000_000;
    /** Of somebody who types. */
    private static final long WRITER_PAUSE_NANOS = 200_000_000;

    private static final int MOVED = 303;
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong writes = new AtomicLong();
    private final AtomicLong longest = new AtomicLong();
    private volatile boolean over;

    private SteadyWork() {}

    static SteadyWork of(Visitor visitor, String... paths) {
        return of(List.of(visitor), paths);
    }

    /** Each visitor asks for all paths, round and round. */
    static SteadyWork of(List<Visitor> visitors, String... paths) {
        SteadyWork work = new SteadyWork();
        visitors.forEach(visitor -> work.goes("steady-" + visitor.account(), i -> {
            for (String path : paths) work.asks(visitor, path);
        }));
        return work;
    }

    /** One more who creates a record in every round. */
    void writing(Visitor visitor, String path, IntFunction<Map<String, ?>> values) {
        goes("steady-writer", i -> ask("POST " + path, () -> visitor.json("POST", path, values.apply(i))));
    }

    /** One more who makes a record by REST, looks at it, changes it, and makes another one with the form, in every round. */
    void keeping(Visitor visitor, String type, IntFunction<Map<String, ?>> values) {
        goes("steady-keeper", i -> {
            ask("POST /api" + type, () -> visitor.json("POST", "/api" + type, values.apply(2 * i)))
                    .filter(Answer::fine)
                    .ifPresent(made -> changes(visitor, type, made, values.apply(2 * i + 1)));
            ask("POST " + type, () -> visitor.post(type + "/new", values.apply(2 * i)));
            writes.addAndGet(3);
            LockSupport.parkNanos(WRITER_PAUSE_NANOS);
        });
    }

    private void changes(Visitor visitor, String type, Answer made, Map<String, ?> values) {
        String record = type + "/" + made.json().get("id").asText();
        asks(visitor, "/api" + record);
        asks(visitor, record + "/edit");
        String version = made.header("ETag");
        ask("PATCH " + record, () -> visitor.json("PATCH", "/api" + record, values, "If-Match", version));
    }

    private interface Round {
        void go(int number);
    }

    private void goes(String name, Round round) {
        Thread thread = new Thread(
                () -> {
                    for (int i = 0; !over; i++) {
                        round.go(i);
                        LockSupport.parkNanos(PAUSE_NANOS);
                    }
                },
                name);
        threads.add(thread);
        thread.start();
    }

    private void asks(Visitor visitor, String path) {
        ask(visitor.account() + " " + path, () -> visitor.get(path));
    }

    private Optional<Answer> ask(String what, Supplier<Answer> question) {
        long began = System.nanoTime();
        try {
            Answer answer = question.get();
            answers.incrementAndGet();
            longest.accumulateAndGet(System.nanoTime() - began, Math::max);
            if (!answer.fine() && answer.status() != MOVED) failures.add(what + " " + answer);
            return Optional.of(answer);
        } catch (RuntimeException e) {
            failures.add(what + " " + e);
            return Optional.empty();
        }
    }

    /** Ends the work. @return what failed; a work without any answer is a failure too */
    List<String> failures() {
        close();
        return answers.get() == 0 ? List.of("nobody was answered") : List.copyOf(failures);
    }

    /** What was done, and the longest that anybody waited for an answer. */
    String told() {
        return "%d answers to others, %d of them to writing, the longest after %d ms"
                .formatted(answers.get(), writes.get(), longest.get() / 1_000_000);
    }

    @Override
    public void close() {
        over = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
