package org.stepwise.itests;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** People who go on working while something is switched; every answer that is not a success is kept (ROL-3). */
final class SteadyWork implements AutoCloseable {
    private static final long PAUSE_NANOS = 20_000_000;
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong answers = new AtomicLong();
    private volatile boolean over;

    private SteadyWork() {}

    static SteadyWork of(Visitor visitor, String... paths) {
        return of(List.of(visitor), paths);
    }

    /** Each visitor asks for all paths, round and round. */
    static SteadyWork of(List<Visitor> visitors, String... paths) {
        SteadyWork work = new SteadyWork();
        for (Visitor visitor : visitors) {
            Thread thread = new Thread(() -> work.go(visitor, paths), "steady-" + visitor.account());
            work.threads.add(thread);
            thread.start();
        }
        return work;
    }

    /** One more who creates a record in every round. */
    void writing(Visitor visitor, String path, IntFunction<Map<String, ?>> values) {
        Thread thread = new Thread(() -> write(visitor, path, values), "steady-writer");
        threads.add(thread);
        thread.start();
    }

    private void write(Visitor visitor, String path, IntFunction<Map<String, ?>> values) {
        for (int i = 0; !over; i++) {
            Map<String, ?> body = values.apply(i);
            ask(path, () -> visitor.json("POST", path, body));
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void go(Visitor visitor, String... paths) {
        while (!over) {
            Stream.of(paths).forEach(path -> ask(visitor.account() + " " + path, () -> visitor.get(path)));
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void ask(String what, Supplier<Answer> question) {
        try {
            Answer answer = question.get();
            answers.incrementAndGet();
            if (!answer.fine()) failures.add(what + " " + answer);
        } catch (RuntimeException e) {
            failures.add(what + " " + e);
        }
    }

    /** Ends the work. @return what failed; a work without any answer is a failure too */
    List<String> failures() {
        close();
        return answers.get() == 0 ? List.of("nobody was answered") : List.copyOf(failures);
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
